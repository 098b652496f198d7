import type { LocalText } from "../../../kernel/i18n/locales.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { FeeRow, PriceLine } from "../types/fee.ts";
import type { BandTimetable, GridTimetable, Slot, SlotRun } from "../types/timetable.ts";
import type { Words } from "../types/words.ts";
import { type Case, fits } from "./condition.ts";
import { shareDown } from "./exact.ts";
import { findSpace, getArticle, getTimetable } from "./facility.ts";
import { caseOfSlot, minutesOfSlots } from "./long-slots.ts";

/** A part of the run that is one line of the fee table: a band, a combination, or the steps of one period. */
export type Piece = { readonly line: PriceLine; readonly slots: readonly Slot[]; readonly minutes: number };

/** 基本額: one piece for each line of the fee table that the run is made of; for several kinds of people one for each. */
export function priceBase(facility: Facility, space: Space, run: SlotRun, given: Case): readonly Piece[] {
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
): readonly Piece[] {
  if (slots.length > 1) {
    for (const combined of timetable.combined.toSorted((a, b) => b.of.length - a.of.length)) {
      const begin = slots.findIndex((_, index) => combined.of.every((id, offset) => slots[index + offset]?.id === id));
      const rows = begin < 0 ? [] : listRows(facility, space, combined.id, given);
      if (rows.length === 0) continue;
      const inside = slots.slice(begin, begin + combined.of.length);
      return [
        ...priceBands(facility, space, timetable, slots.slice(0, begin), given),
        ...rows.flatMap((row) => bandPiece(facility, space, combined.name, inside, row, combined.id, given)),
        ...priceBands(facility, space, timetable, slots.slice(begin + inside.length), given),
      ];
    }
  }
  return slots.flatMap((slot) =>
    getRows(facility, space, slot.rate, caseOfSlot(given, slot)).flatMap((row) =>
      bandPiece(facility, space, slot.name, [slot], row, slot.rate, given),
    ),
  );
}

function bandPiece(
  facility: Facility,
  space: Space,
  band: LocalText,
  slots: readonly Slot[],
  row: FeeRow,
  rate: string,
  given: Case,
): readonly Piece[] {
  const amount = row.amounts[rate] ?? 0;
  const minutes = minutesOfSlots(slots);
  const what = longWords(space, band, slots, given) ?? {
    key: "facility.price.base.band",
    params: { space: space.name, band, hours: minutes / 60 },
  };
  return pieceOf(facility, space, row, slots, minutes, given, amount, what);
}

/** Which night it is. Nobody counts a night by its hours. */
function longWords(space: Space, band: LocalText, slots: readonly Slot[], given: Case): Words | undefined {
  const [first, last] = [slots[0], slots.at(-1)];
  if (given.on === undefined || first === undefined || last?.endsAfterDays === undefined) return undefined;
  const from = addDays(given.on, first.beginsAfterDays ?? 0);
  const until = addDays(given.on, (last.beginsAfterDays ?? 0) + last.endsAfterDays);
  return {
    key: "facility.price.base.long",
    params: { space: space.name, band, from: { day: from }, until: { day: until } },
  };
}

/** Steps of one period are one piece: 「昼の2時間」. */
function priceSteps(
  facility: Facility,
  space: Space,
  timetable: GridTimetable,
  slots: readonly Slot[],
  given: Case,
): readonly Piece[] {
  return timetable.periods.flatMap((period) => {
    const inside = slots.filter((slot) => slot.rate === period.id);
    if (inside.length === 0) return [];
    const minutes = minutesOfSlots(inside);
    return getRows(facility, space, period.id, given).flatMap((row) => {
      const each = row.amounts[period.id] ?? 0;
      const params = { space: space.name, period: period.name, hours: minutes / 60 };
      if (row.partial !== undefined) {
        const part = row.partial.find(({ upToMinutes }) => minutes <= upToMinutes);
        const percent = part?.percent ?? 100;
        const words = { key: "facility.fees.base.partial", params: { ...params, of: each, percent } };
        return pieceOf(facility, space, row, inside, minutes, given, shareDown(each, percent, 100), words);
      }
      const first = inside[0] === slots[0] ? row.first?.amounts[period.id] : undefined;
      if (row.first !== undefined && first !== undefined) {
        const beyond = Math.max(0, inside.length - row.first.minutes / timetable.stepMinutes);
        const words = {
          key: "facility.fees.base.first",
          params: {
            ...params,
            each,
            minutes: timetable.stepMinutes,
            first,
            firstHours: row.first.minutes / 60,
            beyond,
          },
        };
        return pieceOf(facility, space, row, inside, minutes, given, first + each * beyond, words);
      }
      const words = { key: "facility.price.base.steps", params: { ...params, each, minutes: timetable.stepMinutes } };
      return pieceOf(facility, space, row, inside, minutes, given, each * inside.length, words);
    });
  });
}

/** The amount of the table for people and area; kinds of people of whom nobody comes have no line. */
function pieceOf(
  facility: Facility,
  space: Space,
  row: FeeRow,
  slots: readonly Slot[],
  minutes: number,
  given: Case,
  amount: number,
  words: Words,
): readonly Piece[] {
  const people = row.per === "person" || row.per === "count" ? countOf(row, given) : 1;
  if (people === 0 && row.of !== undefined) return [];
  const { amount: fee, words: explanation } = ofArea(facility, space, row, amount, words);
  const line: PriceLine = {
    kind: "base",
    label: row.name === undefined ? baseLabel : { key: "facility.fees.base.of", params: { name: row.name } },
    explanation:
      row.per === "person"
        ? { key: "facility.fees.base.person", params: { each: fee, people, what: explanation } }
        : row.per === "count"
          ? {
              key: "facility.fees.base.count",
              params: { each: fee, count: people, unit: row.unit ?? none, what: explanation },
            }
          : explanation,
    article: getArticle(facility, row.article),
    amount: fee * people,
  };
  return [{ line, slots, minutes }];
}

const none: LocalText = { ja: "", en: "" };
const baseLabel: Words = { key: "facility.price.base", params: {} };

function countOf(row: FeeRow, given: Case): number {
  if (row.of === undefined) return given.people ?? 1;
  const answer = given.answers?.[row.of];
  return typeof answer === "number" ? answer : 0;
}

/** Square metres may have two decimals. */
function ofArea(
  facility: Facility,
  space: Space,
  row: FeeRow,
  amount: number,
  what: Words,
): { readonly amount: number; readonly words: Words } {
  if (row.per !== "square-metre" && row.areaOf === undefined) return { amount, words: what };
  const area = space.squareMetres ?? 0;
  const hundredths = Math.round(area * 100);
  if (row.areaOf === undefined) {
    const words = { key: "facility.fees.base.area", params: { what, area, each: amount } };
    return { amount: shareDown(amount, hundredths, 100), words };
  }
  const whole = findSpace(facility, row.areaOf);
  const wholeArea = whole?.squareMetres ?? area;
  const params = { what, area, whole: whole?.name ?? space.name, wholeArea, of: amount };
  const words = { key: "facility.fees.base.share", params };
  return { amount: shareDown(amount, hundredths, Math.round(wholeArea * 100)), words };
}

/** The rows for a space and a rate, found once for each version of the rules. */
const rowsByRate = new WeakMap<readonly FeeRow[], Map<string, readonly FeeRow[]>>();

function rowsFor(facility: Facility, space: Space, rate: string): readonly FeeRow[] {
  const { table } = facility.fees;
  let known = rowsByRate.get(table);
  if (known === undefined) {
    known = new Map();
    rowsByRate.set(table, known);
  }
  const key = `${space.id} ${rate}`;
  let rows = known.get(key);
  if (rows === undefined) {
    rows = table.filter((row) => row.spaces.includes(space.id) && Object.hasOwn(row.amounts, rate));
    known.set(key, rows);
  }
  return rows;
}

/** One row, or one for each kind of people. */
function listRows(facility: Facility, space: Space, rate: string, given: Case): readonly FeeRow[] {
  return rowsFor(facility, space, rate).filter((row) => fits(row.when, given));
}

function getRows(facility: Facility, space: Space, rate: string, given: Case): readonly FeeRow[] {
  const rows = listRows(facility, space, rate, given);
  // The file was refused if its table had a gap, so this is a case that the table's conditions do not know.
  if (rows.length === 0) throw new Error(`${facility.id}: no fee for ${space.id}, ${rate}`);
  return rows;
}

/** What one rate costs by itself, for shares of it; undefined where the table has none (a band of another day). */
export function priceRate(
  facility: Facility,
  space: Space,
  rate: string,
  given: Case,
): { readonly amount: number; readonly wholePeriod: boolean } | undefined {
  const rows = listRows(facility, space, rate, given);
  if (rows.length === 0) return undefined;
  const amount = rows.reduce((sum, row) => {
    const people = row.per === "person" || row.per === "count" ? countOf(row, given) : 1;
    return sum + ofArea(facility, space, row, row.amounts[rate] ?? 0, baseLabel).amount * people;
  }, 0);
  return { amount, wholePeriod: rows.some(({ partial }) => partial !== undefined) };
}
