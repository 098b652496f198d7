import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

export type WebProcess = {
  readonly address: string;
  /** Processor time used until now, in milliseconds; undefined where the system does not tell (only Linux does). */
  cpu(): number | undefined;
  stop(): Promise<void>;
};

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
    cpu: () => cpuOf(child.pid),
    async stop() {
      child.kill("SIGTERM");
      await gone;
    },
  };
}

/** User and system time from /proc, which counts in hundredths of a second. */
function cpuOf(pid: number | undefined): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
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
