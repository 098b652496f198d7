import { StartFailure } from "../kernel/start-failure.ts";

export type Running = { close(): Promise<void> };

/** Runs a program until it is told to stop (Ctrl-C, SIGTERM). A StartFailure is one sentence and exit code 1. */
export async function run(start: () => Promise<Running>): Promise<void> {
  let running: Running | undefined;
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    // What hangs must not keep the program: five seconds are enough for what is in hand.
    setTimeout(() => process.exit(0), 5_000).unref();
    await running?.close();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  try {
    running = await start();
    if (isStopping) await running.close();
  } catch (error) {
    process.stderr.write(`${error instanceof StartFailure ? error.message : ((error as Error)?.stack ?? error)}\n`);
    process.exit(1);
  }
}
