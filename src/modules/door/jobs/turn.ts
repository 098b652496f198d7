import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Act } from "../../../kernel/act.ts";
import type { Work } from "../../../kernel/jobs/types.ts";
import { endTurn, takeTurn } from "../store/turns.ts";

/** Longer than any lock may take to answer; after that the turn of a worker that was stopped is free for another. */
const turnForMs = 40_000;
/** Whoever comes to speak later than that, stopped meanwhile, keeps silent: what they were to say may not be true any more. */
const speakWithinMs = 10_000;

/**
 * Speaks to a lock while no other worker does; `busy` if another one has it for longer than `waitMs`. Decide within it what
 * to say: the one before may have said it.
 */
export async function inTurn<T>(
  work: Work,
  doorId: string,
  { waitMs }: { waitMs: number },
  speak: (isStillMine: () => boolean) => Promise<T>,
): Promise<T | "busy"> {
  const turn = { doorId, of: randomUUID(), forMs: turnForMs };
  const deadline = performance.now() + waitMs;
  let askedAt = performance.now();
  while (!(await work.perform(take, turn))) {
    if (performance.now() >= deadline) return "busy";
    await wait(50);
    askedAt = performance.now();
  }
  try {
    return await speak(() => performance.now() - askedAt < speakWithinMs);
  } finally {
    await work.perform(end, turn);
  }
}

const take = ({ tx }: Act, turn: Parameters<typeof takeTurn>[1]) => takeTurn(tx, turn);
const end = ({ tx }: Act, turn: Parameters<typeof endTurn>[1]) => endTurn(tx, turn);
