import { Refusal } from "../src/kernel/refusal.ts";
import { StartFailure } from "../src/kernel/start-failure.ts";

type Texts<Names extends readonly string[]> = { [Index in keyof Names]: string };

/** Runs a command of the operator with its arguments; a "no" that was foreseen is a sentence and an exit code. */
export async function runCommand<const Names extends readonly string[]>(
  usage: string,
  names: Names,
  command: (...given: Texts<Names>) => Promise<void>,
): Promise<void> {
  const given = process.argv.slice(2);
  if (given.length !== names.length || given.some((text) => text === "" || text.startsWith("--"))) {
    process.stderr.write(`Usage: ${usage}\n`);
    process.exitCode = 2;
    return;
  }
  try {
    await command(...(given as Texts<Names>));
  } catch (error) {
    if (!(error instanceof StartFailure || error instanceof Refusal)) throw error;
    const why = error instanceof Refusal ? `Refused: ${error.code} ${JSON.stringify(error.params)}` : error.message;
    process.stderr.write(`${why}\n`);
    process.exitCode = 1;
  }
}
