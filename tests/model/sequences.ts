import fc from "fast-check";
import { sql } from "kysely";
import type { Ground } from "../races/ground.ts";
import type { Real } from "./step.ts";
import { steps } from "./steps.ts";
import { type Model, start } from "./town.ts";

export type Played = { readonly sequences: number; readonly steps: number; readonly violation: string | undefined };

/**
 * Plays random sequences of errands on the product and on the model. A sequence that they disagree about is made as short
 * as possible and told with its seed and path, with which it can be played again.
 */
export async function playSequences(
  ground: Ground,
  options: {
    readonly sequences: number;
    readonly seed: number;
    readonly path?: string;
    readonly seconds?: number;
    readonly refundDays?: number;
    /** Heard after each sequence with the number of them so far. */
    readonly onPlayed?: (sequences: number) => void;
  },
): Promise<Played> {
  const { sequences, seed, path, seconds, refundDays = 4, onPlayed } = options;
  let played = 0;
  let done = 0;
  const outcome = await fc.check(
    fc.asyncProperty(fc.commands([...steps], { maxCommands: 50, size: "max" }), async (errands) => {
      await beginAnew(ground);
      const model: Model = { now: new Date(start), refundDays, bookings: [], steps: 0 };
      const real: Real = { ground, ids: new Map() };
      await fc.asyncModelRun(() => ({ model, real }), errands);
      done += model.steps;
      onPlayed?.(++played);
    }),
    {
      seed,
      numRuns: sequences,
      ...(path === undefined ? {} : { path }),
      ...(seconds === undefined ? {} : { interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false }),
    },
  );
  const violation = outcome.failed ? `${fc.defaultReportMessage(outcome)}\n${outcome.errorInstance}` : undefined;
  return { sequences: outcome.numRuns, steps: done, violation };
}

/** Every sequence begins in an empty town on the same morning, and with nothing left to do from the one before. */
async function beginAnew(ground: Ground): Promise<void> {
  await ground.clear();
  ground.clock.set(start);
  await sql`delete from pgboss.job where name not like '\\_\\_pgboss%'`.execute(ground.city.db);
}
