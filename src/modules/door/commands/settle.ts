import type { Act } from "../../../kernel/act.ts";
import { later } from "../../../kernel/jobs/emit.ts";

export const settleJobName = "door.settle-codes";

/** The job brings all codes to where they should be at that instant; one is enough for all that fall on it. */
export function settleAt(instant: Date) {
  const at = instant.toISOString();
  return { name: settleJobName, data: { at }, startAfter: instant, once: at };
}

export function settleNow(act: Act): Promise<void> {
  return later(act, { name: settleJobName, data: { at: act.now.toISOString() } });
}
