import { startOfMonth } from "../../../kernel/time/civil-date.ts";
import type { Choice } from "../../facility/index.ts";
import type { Round } from "../types.ts";

export type ChoiceProblem = {
  readonly code: `lottery.${string}`;
  readonly params: Readonly<Record<string, number>>;
};

/** What is wrong with a list of choices by the round alone; whether each can be used is judged by the ordinance. */
export function judgeChoices(
  round: Pick<Round, "rule" | "month" | "spaceIds">,
  choices: readonly Choice[],
): ChoiceProblem | undefined {
  const { most, count } = round.rule.entries;
  if (choices.length === 0) return { code: "lottery.choice-required", params: {} };
  if (amountOf(choices, count) > most) return { code: `lottery.too-many-${count}`, params: { most } };
  const keys = choices.map(({ spaceId, on, slots }) => `${spaceId} ${on} ${[...slots].sort().join()}`);
  if (new Set(keys).size < keys.length) return { code: "lottery.choice-twice", params: {} };
  const isElsewhere = choices.some(
    ({ spaceId, on }) => !round.spaceIds.includes(spaceId) || startOfMonth(on) !== round.month,
  );
  return isElsewhere ? { code: "lottery.choice-elsewhere", params: {} } : undefined;
}

/** What the ordinance counts: choices, or the slots in them. */
export function amountOf(choices: readonly Pick<Choice, "slots">[], count: "choices" | "slots"): number {
  return count === "choices" ? choices.length : choices.reduce((sum, { slots }) => sum + slots.length, 0);
}
