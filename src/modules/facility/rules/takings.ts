import { percentOfYen, wholeYenDown, type Yen } from "../../../kernel/money/yen.ts";
import type { Facility } from "../types/facility.ts";
import type { Deposit, PriceLine, TakingsFee } from "../types/fee.ts";
import type { Answers } from "../types/question.ts";
import { type Case, fits } from "./condition.ts";
import { getArticle } from "./facility.ts";

/**
 * The share of the takings that is due with the booking: of what is expected, where the file asks for it; otherwise what is
 * due in any case.
 */
export function takingsAtBooking(facility: Facility, given: Case, fee: Yen): readonly PriceLine[] {
  const one = findTakings(facility, given);
  if (one === undefined) return [];
  const expected = one.expected === undefined ? undefined : numberIn(given.answers, one.expected);
  return lineFor(facility, one, expected, fee);
}

export type TakingsDue = { readonly takings: TakingsFee; readonly due: Yen; readonly taken: Yen };

/** The share of what was really taken; undefined where there is none, or nobody has said yet what was taken. */
export function takingsAfterUse(facility: Facility, given: Case, fee: Yen, answers: Answers): TakingsDue | undefined {
  const takings = findTakings(facility, given);
  const taken = takings === undefined ? undefined : numberIn(answers, takings.taken);
  if (takings === undefined || taken === undefined) return undefined;
  return { takings, taken, due: dueOf(takings, taken, fee) };
}

export function depositsFor(facility: Facility, given: Case): readonly PriceLine[] {
  return (facility.fees.deposits ?? [])
    .filter(({ when, amount }) => amount > 0 && fits(when, given))
    .map((deposit) => depositLine(facility, deposit));
}

function findTakings({ fees }: Facility, given: Case): TakingsFee | undefined {
  return fees.takings?.find(({ when }) => fits(when, given));
}

function dueOf({ percent, least }: TakingsFee, taken: Yen, fee: Yen): Yen {
  const share = percentOfYen(taken, String(percent), wholeYenDown);
  return least === "fee" ? Math.max(0, share - fee) : Math.max(share, least);
}

function lineFor(facility: Facility, one: TakingsFee, expected: Yen | undefined, fee: Yen): readonly PriceLine[] {
  const { name, percent, least } = one;
  const due = dueOf(one, expected ?? 0, fee);
  if (due === 0) return [];
  const isLeast = expected === undefined || percentOfYen(expected, String(percent), wholeYenDown) < due;
  const explanation = isLeast
    ? { key: "facility.fees.takings.least", params: { least: due, percent } }
    : least === "fee"
      ? { key: "facility.fees.takings.above", params: { taken: expected, percent, fee } }
      : { key: "facility.fees.takings.share", params: { taken: expected, percent } };
  return [
    {
      kind: "takings",
      label: { key: "facility.fees.takings", params: { name } },
      explanation,
      article: getArticle(facility, one.article),
      amount: due,
    },
  ];
}

function depositLine(facility: Facility, { name, amount, article }: Deposit): PriceLine {
  return {
    kind: "deposit",
    label: { key: "facility.fees.deposit", params: { name } },
    explanation: { key: "facility.fees.deposit.back", params: {} },
    article: getArticle(facility, article),
    amount,
  };
}

function numberIn(answers: Answers = {}, id: string): number | undefined {
  const answer = answers[id];
  return typeof answer === "number" ? answer : undefined;
}
