import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A process of the product that is killed without warning and started again. */
export type Victim = {
  readonly name: "web" | "worker";
  readonly kills: number;
  start(): Promise<void>;
  /** SIGKILL: no handler runs, nothing is finished. */
  kill(): Promise<void>;
};

const ready = { web: "web at", worker: "worker ready" } as const;

export function makeVictim(name: Victim["name"], env: Readonly<Record<string, string>>): Victim {
  const entry = fileURLToPath(new URL(`../../src/app/${name}.ts`, import.meta.url));
  let child: ChildProcess | undefined;
  let kills = 0;
  process.once("exit", () => child?.kill("SIGKILL"));
  return {
    name,
    get kills() {
      return kills;
    },
    async start() {
      const started = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", entry], {
        env: { PATH: process.env["PATH"], ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let lastWords = "";
      started.stderr?.on("data", (text) => {
        lastWords = `${lastWords}${text}`.slice(-2_000);
      });
      child = started;
      await new Promise<void>((done, fail) => {
        started.stdout?.on("data", (text) => String(text).includes(ready[name]) && done());
        started.once("exit", (code, signal) =>
          fail(new Error(`the ${name} ended with ${signal ?? code}: ${lastWords}`)),
        );
      });
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((done) => child?.once("exit", done));
      child.kill("SIGKILL");
      kills += 1;
      await gone;
    },
  };
}
