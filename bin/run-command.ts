import { StartFailure } from "../src/kernel/start-failure.ts";

/** Runs a command that takes one folder; a failure that was foreseen is a sentence and an exit code. */
export async function runCommand(usage: string, command: (folder: string) => Promise<void>): Promise<void> {
  const [folder, ...more] = process.argv.slice(2);
  if (folder === undefined || folder.startsWith("-") || more.length > 0) {
    process.stderr.write(`Usage: ${usage}\n`);
    process.exitCode = 2;
    return;
  }
  try {
    await command(folder);
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
