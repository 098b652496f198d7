import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

export type WebProcess = { readonly address: string; stop(): Promise<void> };

const entry = fileURLToPath(new URL("../src/app/web.ts", import.meta.url));

/** The web as `npm run web` starts it, in a process of its own. With `profileTo` it writes a CPU profile when it stops. */
export async function startWebProcess(
  env: Readonly<Record<string, string>>,
  options: { profileTo?: string | undefined } = {},
): Promise<WebProcess> {
  const port = await freePort();
  const { profileTo } = options;
  const profiling = profileTo === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profileTo}`];
  const child = spawn(process.execPath, [...profiling, entry], {
    env: { PATH: process.env["PATH"], ...env, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.once("exit", () => child.kill("SIGKILL"));
  const gone = new Promise<void>((done) => child.once("exit", () => done()));
  await Promise.race([
    new Promise<void>((done) => child.stdout.on("data", (text) => String(text).includes("web at") && done())),
    gone.then(() => Promise.reject(new Error("the web did not start"))),
  ]);
  return {
    address: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill("SIGTERM");
      await gone;
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once("error", fail);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => done(port));
    });
  });
}
