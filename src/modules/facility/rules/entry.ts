import { type InstantRange, widenRange } from "../../../kernel/time/range.ts";
import type { EntryRule } from "../types/facility.ts";

/** When the doors open for a booking: from a little before the use to a little after. An access code is valid exactly so long. */
export function entryDuring(rule: EntryRule, used: InstantRange): InstantRange {
  return widenRange(used, rule.leadMinutes, rule.lagMinutes);
}

/** After the entry window: once more, for lights left on and things left behind. */
export function graceDuring(rule: EntryRule, used: InstantRange): InstantRange {
  const { until } = entryDuring(rule, used);
  return { from: until, until: new Date(until.getTime() + rule.graceMinutes * 60_000) };
}
