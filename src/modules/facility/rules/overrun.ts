import type { Yen } from "../../../kernel/money/yen.ts";
import { minutesOf } from "../../../kernel/time/wall-time.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Overrun, PriceLine } from "../types/fee.ts";
import type { Slot, SlotRun } from "../types/timetable.ts";
import { priceRate } from "./base-price.ts";
import { listFitting, weighAmount } from "./coefficients.ts";
import { type Case, fits } from "./condition.ts";
import { shareDown } from "./exact.ts";
import { getArticle, getTimetable } from "./facility.ts";
import { caseOfSlot, minutesOfSlots } from "./long-slots.ts";
import { slotsOfTimetable } from "./slots.ts";

/** 延長: so many minutes longer than booked, in started pieces of 30 or 60. Nothing where the file has no row for it. */
export function priceOverrun(
  facility: Facility,
  space: Space,
  run: SlotRun,
  given: Case,
  overMinutes: number,
): readonly PriceLine[] {
  const row = (facility.fees.overrun ?? []).find(({ when }) => fits(when, given));
  if (row === undefined) return [];
  const pieces = Math.ceil(Math.max(0, overMinutes - (row.graceMinutes ?? 0)) / row.minutes);
  const each = pieces === 0 ? 0 : eachOf(facility, space, run, given, row);
  if (each === 0) return [];
  return [
    {
      kind: "overrun",
      label: { key: "facility.fees.overrun", params: {} },
      explanation: { key: "facility.fees.overrun.pieces", params: { minutes: row.minutes, each, pieces } },
      article: getArticle(facility, row.article),
      amount: each * pieces,
    },
  ];
}

function eachOf(facility: Facility, space: Space, run: SlotRun, given: Case, row: Overrun): Yen {
  const { amount, share, weighted = true } = row;
  const own = typeof amount === "number" ? amount : amount?.[space.id];
  const each = share === undefined ? (own ?? 0) : shareOf(facility, space, run, given, row, share);
  return weighted ? weighAmount(each, listFitting(facility, given)) : each;
}

function shareOf(
  facility: Facility,
  space: Space,
  run: SlotRun,
  given: Case,
  { minutes }: Overrun,
  { of, percent }: NonNullable<Overrun["share"]>,
): Yen {
  const last = run.slots.at(-1);
  const next = nextAfter(facility, space, run);
  const shares = [of === "next" ? undefined : last, of === "last" ? undefined : next].map((slot) =>
    slot === undefined ? 0 : perMinutes(facility, space, slot, caseOfSlot(given, slot), minutes),
  );
  // After the last band of the day there is no next one: its own share counts.
  const share = Math.max(
    ...shares,
    of === "next" && next === undefined && last ? perMinutes(facility, space, last, given, minutes) : 0,
  );
  return shareDown(share, percent, 100);
}

/** What so many minutes cost at the rate of this slot. */
function perMinutes(facility: Facility, space: Space, slot: Slot, given: Case, minutes: number): Yen {
  const rate = priceRate(facility, space, slot.rate, given);
  if (rate === undefined) return 0;
  const timetable = getTimetable(facility, space);
  const period = timetable.kind === "grid" ? timetable.periods.find(({ id }) => id === slot.rate) : undefined;
  const whole = rate.wholePeriod && period !== undefined ? minutesOf(period.to) - minutesOf(period.from) : undefined;
  return shareDown(rate.amount, minutes, whole ?? minutesOfSlots([slot]));
}

/** The slot that begins when the run ends, or after the gap. */
function nextAfter(facility: Facility, space: Space, run: SlotRun): Slot | undefined {
  if (run.lastOn !== undefined) return undefined;
  const end = minutesOf(run.to);
  return slotsOfTimetable(getTimetable(facility, space)).find(({ from }) => minutesOf(from) >= end);
}
