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
  // The terminal was closed.
  process.on("SIGHUP", stop);
  try {
    running = await start();
    if (isStopping) await running.close();
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exit(1);
  }
}

/** Refused by the disk, with a path: the operator can mend that. Anything else is ours, and shown with its stack. */
function sentenceOf(error: unknown): unknown {
  if (error instanceof StartFailure) return error.message;
  const { code = "", path = "", stack } = (error ?? {}) as { code?: string; path?: string; stack?: string };
  const why = {
    EACCES: "not allowed",
    EPERM: "not allowed",
    EROFS: "read-only",
    ENOSPC: "no space",
    EDQUOT: "no space",
  };
  return code in why ? `${path || "The disk"} cannot be written: ${why[code as keyof typeof why]}.` : (stack ?? error);
}
