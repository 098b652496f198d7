import type { LocalText } from "../../../kernel/i18n/locales.ts";
import { minutesOf } from "../../../kernel/time/wall-time.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { FeeRow, PriceLine } from "../types/fee.ts";
import type { BandTimetable, GridTimetable, Slot, SlotRun } from "../types/timetable.ts";
import { type Case, fits } from "./condition.ts";
import { getArticle, getTimetable } from "./facility.ts";
import { combinedOn } from "./slots.ts";

/** 基本額: one line for each piece of the fee table that the run is made of. */
export function priceBase(facility: Facility, space: Space, run: SlotRun, given: Case): readonly PriceLine[] {
  const timetable = getTimetable(facility, space);
  return timetable.kind === "bands"
    ? priceBands(facility, space, timetable, run.slots, given)
    : priceSteps(facility, space, timetable, run.slots, given);
}

/**
 * The longest combination that has a price of its own comes first, then what is left on both sides: morning, afternoon
 * and evening are 全日, at its own price and not at the sum.
 */
function priceBands(
  facility: Facility,
  space: Space,
  timetable: BandTimetable,
  slots: readonly Slot[],
  given: Case,
): readonly PriceLine[] {
  for (const combined of combinedOn(timetable, given).toSorted((a, b) => b.of.length - a.of.length)) {
    const begin = slots.findIndex((_, index) => combined.of.every((id, offset) => slots[index + offset]?.id === id));
    const row = begin < 0 ? undefined : findRow(facility, space, combined.id, given);
    if (row === undefined) continue;
    const inside = slots.slice(begin, begin + combined.of.length);
    return [
      ...priceBands(facility, space, timetable, slots.slice(0, begin), given),
      bandLine(facility, space, combined.name, inside, row, combined.id),
      ...priceBands(facility, space, timetable, slots.slice(begin + inside.length), given),
    ];
  }
  return slots.map((slot) =>
    bandLine(facility, space, slot.name, [slot], getRow(facility, space, slot.rate, given), slot.rate),
  );
}

function bandLine(
  facility: Facility,
  space: Space,
  band: LocalText,
  slots: readonly Slot[],
  row: FeeRow,
  rate: string,
): PriceLine {
  return {
    kind: "base",
    label: { key: "facility.price.base", params: {} },
    explanation: { key: "facility.price.base.band", params: { space: space.name, band, hours: hoursOf(slots) } },
    article: getArticle(facility, row.article),
    amount: row.amounts[rate] ?? 0,
  };
}

/** Steps of one period are one line: 「昼の2時間」. */
function priceSteps(
  facility: Facility,
  space: Space,
  timetable: GridTimetable,
  slots: readonly Slot[],
  given: Case,
): readonly PriceLine[] {
  return timetable.periods.flatMap((period) => {
    const inside = slots.filter((slot) => slot.rate === period.id);
    if (inside.length === 0) return [];
    const row = getRow(facility, space, period.id, given);
    const each = row.amounts[period.id] ?? 0;
    return [
      {
        kind: "base" as const,
        label: { key: "facility.price.base", params: {} },
        explanation: {
          key: "facility.price.base.steps",
          params: {
            space: space.name,
            period: period.name,
            hours: hoursOf(inside),
            each,
            minutes: timetable.stepMinutes,
          },
        },
        article: getArticle(facility, row.article),
        amount: each * inside.length,
      },
    ];
  });
}

function findRow(facility: Facility, space: Space, rate: string, given: Case): FeeRow | undefined {
  return facility.fees.table.find(
    (row) => row.spaces.includes(space.id) && Object.hasOwn(row.amounts, rate) && fits(row.when, given),
  );
}

function getRow(facility: Facility, space: Space, rate: string, given: Case): FeeRow {
  const row = findRow(facility, space, rate, given);
  // The file was refused if its table had a gap, so this is a case that the table's conditions do not know.
  if (row === undefined) throw new Error(`${facility.id}: no fee for ${space.id}, ${rate}`);
  return row;
}

function hoursOf(slots: readonly Slot[]): number {
  const [first, last] = [slots[0], slots.at(-1)];
  return first && last ? (minutesOf(last.to) - minutesOf(first.from)) / 60 : 0;
}
