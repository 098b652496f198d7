import type { Translate } from "../../../kernel/i18n/translate.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { formatWallTime } from "../../../kernel/time/wall-time.ts";
import { openingOn } from "../rules/calendar.ts";
import { dayCaseOf } from "../rules/day-type.ts";
import { findSpace, getTerms } from "../rules/facility.ts";
import { windowOf } from "../rules/opening.ts";
import { refundOf } from "../rules/refund.ts";
import { slotsOn } from "../rules/slots.ts";
import { textOf } from "../rules/words.ts";
import type { Town } from "../types/calendar.ts";
import type { Example, Expectation } from "../types/example.ts";
import type { Facility, Space } from "../types/facility.ts";
import { runExample, sayStep, windowWords } from "./run-example.ts";

/** What somebody wants to know of a file: a case without an answer. */
export type Tried = Omit<Example, "title" | "expect">;

/** All that the rules say of one use, a line each, in the language of `t`; for whoever tries a file. */
export type Trial = {
  readonly day: string;
  /** The slots of the day, by id. */
  readonly slots: readonly string[];
  readonly window: string | undefined;
  /** Whether it may be booked; if not, all that is in the way. */
  readonly accepted: boolean | undefined;
  readonly judged: readonly string[];
  /** The lines of the price with their articles, the total last; a reason where it cannot be computed. */
  readonly price: readonly string[];
  readonly total: number | undefined;
  readonly refunds: readonly string[];
};

export function tryUse(facility: Facility, tried: Tried, town: Town, t: Translate): Trial | undefined {
  const space = findSpace(facility, tried.space);
  if (space === undefined) return undefined;
  const run = (expect: Expectation) => runExample(facility, space, { ...tried, title: "", expect }, town);
  const isWhole = tried.slots !== undefined && tried.category !== undefined;
  const judged = isWhole ? run({ kind: "accepted" }) : undefined;
  const priced = isWhole ? run({ kind: "fee", fee: 0, fullPrice: 0 }) : undefined;
  const fee = priced?.got.kind === "fee" ? priced.got : undefined;
  return {
    day: sayDay(facility, space, tried, town, t),
    slots: slotsOn(facility, space, tried.on, town).map(({ id }) => id),
    window:
      tried.category === undefined
        ? undefined
        : textOf(t, windowWords(windowOf(facility, space, tried.on, town, tried))),
    accepted: judged === undefined ? undefined : judged.got.kind === "accepted",
    judged: judged?.steps.map((step) => sayStep(t, step)) ?? [],
    price: [
      ...(priced?.steps.map((step) => sayStep(t, step)) ?? []),
      ...(fee === undefined
        ? []
        : [
            t.text("facility.tried.total", {
              total: fee.fee,
              full: fee.fullPrice ?? fee.fee,
              reduced: fee.fullPrice === fee.fee ? "no" : "yes",
            }),
          ]),
    ],
    total: fee?.fee,
    refunds: fee === undefined || fee.fee === 0 ? [] : listRefunds(facility, space, tried, fee.fee, town, t),
  };
}

function sayDay(facility: Facility, space: Space, { on }: Tried, town: Town, t: Translate): string {
  const opening = openingOn(facility.calendar, on, town, space.id);
  return opening.open
    ? t.text("facility.tried.open", {
        day: formatDate(on, t.locale),
        from: formatWallTime(opening.from, t.locale),
        to: formatWallTime(opening.to, t.locale),
      })
    : textOf(t, opening.reason);
}

/** What a cancellation of the last 400 days before the use would give back; days with the same answer together. */
function listRefunds(
  facility: Facility,
  space: Space,
  { on, category, purpose, people, answers }: Tried,
  paid: number,
  town: Town,
  t: Translate,
): readonly string[] {
  const { refund } = getTerms(facility, space);
  const given = { ...dayCaseOf(on, town), category, purpose, people, answers, space: space.id };
  const spans: { from: string; to: string; refund: number }[] = [];
  for (let before = 400; before >= 0; before -= 1) {
    const day = addDays(on, -before);
    const { amount } = refundOf(refund, { on: day, use: on, paid, by: "booker", given });
    const last = spans.at(-1);
    if (last?.refund === amount) last.to = day;
    else spans.push({ from: day, to: day, refund: amount });
  }
  return spans.map(({ from, to, refund: amount }) =>
    t.text("facility.tried.refunds", {
      from: formatDate(from, t.locale, { weekday: false }),
      to: formatDate(to, t.locale, { weekday: false }),
      refund: amount,
    }),
  );
}
