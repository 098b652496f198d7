import { sumYen, type Yen } from "../../../kernel/money/yen.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { AfterUse, Extra, PriceLine, Settlement } from "../types/fee.ts";
import type { SlotRun } from "../types/timetable.ts";
import { listFitting } from "./coefficients.ts";
import { type Case, fits } from "./condition.ts";
import { amountOfExtra, weighExtra } from "./extras.ts";
import { getArticle } from "./facility.ts";
import { priceOverrun } from "./overrun.ts";
import { type ComputedPrice, computePrice, type PricedUse } from "./price.ts";
import { roundingLine } from "./rounding.ts";
import { takingsAfterUse } from "./takings.ts";

/**
 * What is still to pay when the use is over: time beyond the booked one, what was measured (heating by the hour), and the
 * share of the takings less what was paid in advance. Below zero the city gives back. Rounded like the price itself.
 */
export function priceAfterUse(
  facility: Facility,
  space: Space,
  run: SlotRun,
  use: PricedUse,
  known: AfterUse,
  town: Town,
): Settlement {
  const booked = computePrice(facility, space, run, use, town);
  const { given } = booked;
  const lines = withTax(facility, [
    ...priceOverrun(facility, space, run, given, known.overMinutes ?? 0),
    ...measuredLines(facility, space, given, known.minutes ?? {}),
    ...takingsLines(facility, booked, known.answers ?? {}),
  ]);
  const rounded = [...lines, ...roundingLine(facility, sumOf(lines))];
  return { lines: rounded, total: sumOf(rounded) };
}

/** The extras of a space that are measured, for the form on which staff enter the minutes. */
export function listMeasured(facility: Facility, space: Space): readonly Extra[] {
  return facility.fees.extras.filter(({ settled, spaces }) => settled === "after-use" && spaces.includes(space.id));
}

function measuredLines(
  facility: Facility,
  space: Space,
  given: Case,
  minutes: Readonly<Record<string, number>>,
): readonly PriceLine[] {
  const fitting = listFitting(facility, given);
  return listMeasured(facility, space).flatMap((extra) => {
    const measured = minutes[extra.id] ?? 0;
    const uses = Math.ceil(measured / (extra.per === "half-hour" ? 30 : 60));
    if (uses <= 0 || !fits(extra.when, given)) return [];
    const each = weighExtra(extra, amountOfExtra(extra, space), fitting);
    return [
      {
        kind: "extra" as const,
        label: { key: "facility.price.extra", params: { name: extra.name } },
        explanation: {
          key: `facility.fees.measured.${extra.per === "half-hour" ? "half-hour" : "hour"}`,
          params: { measured, each, uses },
        },
        article: getArticle(facility, extra.article),
        amount: each * uses,
      },
    ];
  });
}

/** The share of what was really taken, less what was paid with the booking. */
function takingsLines(
  facility: Facility,
  { given, feePaid, lines }: ComputedPrice,
  answers: NonNullable<AfterUse["answers"]>,
): readonly PriceLine[] {
  const settled = takingsAfterUse(facility, given, feePaid, answers);
  const paid = sumOf(lines.filter(({ kind }) => kind === "takings"));
  if (settled === undefined || settled.due === paid) return [];
  const { takings, taken, due } = settled;
  return [
    {
      kind: "takings" as const,
      label: { key: "facility.fees.takings", params: { name: takings.name } },
      explanation: { key: "facility.fees.takings.settled", params: { taken, percent: takings.percent, due, paid } },
      article: getArticle(facility, takings.article),
      amount: due - paid,
    },
  ];
}

function withTax(facility: Facility, lines: readonly PriceLine[]): readonly PriceLine[] {
  const { tax } = facility.fees;
  const sum = sumOf(lines);
  if (tax === undefined || tax.included || sum === 0) return lines;
  return [
    ...lines,
    {
      kind: "tax",
      label: { key: "facility.fees.tax", params: {} },
      explanation: { key: "facility.fees.tax.added", params: { of: sum, rate: tax.rate } },
      article: getArticle(facility, tax.article),
      amount: Math.trunc((sum * tax.rate) / 100),
    },
  ];
}

function sumOf(lines: readonly PriceLine[]): Yen {
  return sumYen(lines.map((line) => line.amount));
}
