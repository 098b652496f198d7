import { minutesOf } from "../../../../kernel/time/wall-time.ts";
import { fits } from "../../rules/condition.ts";
import type { Calendar } from "../../types/calendar.ts";
import type { Facility } from "../../types/facility.ts";
import type { Band, BandTimetable, GridTimetable } from "../../types/timetable.ts";
import type { Finding, Path } from "../finding.ts";
import { daysThatFit, hoursOn, type KindOfDay, kindsOfDay } from "./cases.ts";
import { checkLong } from "./long-bands.ts";

/** Slots never overlap on a day, lie inside the opening hours, and a grid has no hole. */
export function checkTimetables({ timetables, calendar }: Facility): readonly Finding[] {
  return timetables.flatMap((timetable, index) => {
    const path = ["timetables", index];
    return timetable.kind === "bands" ? checkBands(timetable, calendar, path) : checkGrid(timetable, calendar, path);
  });
}

function checkBands(timetable: BandTimetable, calendar: Calendar, path: Path): readonly Finding[] {
  return [
    ...timetable.bands.flatMap((band, index) => {
      const at = [...path, "bands", index];
      if (minutesOf(band.from) >= endOf(band)) return [{ path: at, message: "time-order" as const }];
      return [
        ...checkAgainstOthers(timetable, index, at),
        ...checkInside(band, calendar, at),
        ...checkLong(band, calendar, at),
      ];
    }),
    ...timetable.combined.flatMap((_, index) => checkCombined(timetable, index, [...path, "combined", index])),
    ...checkAlone(timetable, path),
  ];
}

/** Minutes since the day on which it begins. What is taken on the days after it is judged when somebody books. */
function endOf({ to, endsAfterDays = 0 }: Band): number {
  return endsAfterDays * 24 * 60 + minutesOf(to);
}

function ofFirstDay(band: Band): number {
  return band.endsAfterDays === undefined ? minutesOf(band.to) : minutesOf(band.from);
}

/** Bands of days that never meet (平日の夜, 土日の夜) may overlap; those of the same day may not. */
function checkAgainstOthers({ bands }: BandTimetable, index: number, path: Path): readonly Finding[] {
  const band = bands[index];
  if (band === undefined) return [];
  const all = bands.map(({ when }) => when);
  const days = daysThatFit(band.when, all);
  return bands.slice(0, index).flatMap((other): Finding[] => {
    if (!daysThatFit(other.when, all).some((kind) => days.includes(kind))) return [];
    if (endOf(other) <= minutesOf(band.from)) return [];
    const isBefore = endOf(band) <= minutesOf(other.from);
    return [{ path, message: isBefore ? "bands-order" : "bands-overlap", params: { id: band.id, other: other.id } }];
  });
}

function checkInside(band: Band, calendar: Calendar, path: Path): readonly Finding[] {
  const outside = daysThatFit(band.when, [band.when, ...calendar.hours.map(({ when }) => when)])
    .map((kind) => hoursOn(calendar, kind))
    .find((hours) => hours && (minutesOf(band.from) < minutesOf(hours.from) || minutesOf(hours.to) < ofFirstDay(band)));
  if (outside === undefined) return [];
  return [{ path, message: "outside-hours", params: { id: band.id, from: outside.from, to: outside.to } }];
}

function checkCombined(timetable: BandTimetable, index: number, path: Path): readonly Finding[] {
  const { bands, combined, consecutive } = timetable;
  const { of = [], when } = combined[index] ?? {};
  if (consecutive === "not-allowed") return [{ path, message: "combined-not-allowed" }];
  const unknown = [...of.entries()].find(([, id]) => !bands.some((band) => band.id === id));
  if (unknown !== undefined) {
    const [at, id] = unknown;
    return [{ path: [...path, "of", at], message: "unknown-reference", params: { what: "band", id } }];
  }
  const days = daysThatFit(when, [when, ...bands.map((band) => band.when)]);
  return days.some((day) => areNeighbours(bandsOf(timetable, day), of))
    ? []
    : [{ path: [...path, "of"], message: "combined-apart" }];
}

function bandsOf({ bands }: BandTimetable, day: KindOfDay): readonly string[] {
  return bands.filter(({ when }) => fits(when, day)).map(({ id }) => id);
}

function areNeighbours(ids: readonly string[], of: readonly string[]): boolean {
  const first = ids.indexOf(of[0] ?? "");
  return of.every((id, offset) => first >= 0 && ids[first + offset] === id);
}

/** A band that is lent only as a part of a combination needs one on each of its days. */
function checkAlone(timetable: BandTimetable, path: Path): readonly Finding[] {
  const all = [...timetable.bands, ...timetable.combined].map(({ when }) => when);
  return timetable.bands.flatMap(({ id, alone, when }, index): Finding[] => {
    if (alone !== false) return [];
    const left = daysThatFit(when, all).find(
      (day) => !timetable.combined.some((one) => one.of.includes(id) && fits(one.when, day)),
    );
    return left === undefined ? [] : [{ path: [...path, "bands", index, "alone"], message: "alone-nowhere" }];
  });
}

function checkGrid(timetable: GridTimetable, calendar: Calendar, path: Path): readonly Finding[] {
  const { stepMinutes: step, minMinutes, maxMinutes, startsEvery = step, lengthsOf = step, periods } = timetable;
  const isLengthRight = minMinutes >= step && minMinutes % step === 0 && minMinutes <= maxMinutes;
  return [
    ...(isLengthRight ? [] : [{ path: [...path, "minMinutes"], message: "grid-length" as const, params: { step } }]),
    ...(startsEvery % step === 0
      ? []
      : [{ path: [...path, "startsEvery"], message: "grid-step" as const, params: { step } }]),
    ...(lengthsOf % step === 0 && maxMinutes >= lengthsOf
      ? []
      : [{ path: [...path, "lengthsOf"], message: "grid-step" as const, params: { step } }]),
    ...periods.flatMap((period, index): readonly Finding[] => {
      const at = [...path, "periods", index];
      const length = minutesOf(period.to) - minutesOf(period.from);
      if (length <= 0) return [{ path: at, message: "time-order" }];
      if (length % step !== 0) return [{ path: at, message: "periods-step", params: { step } }];
      return checkTouches(timetable, index, at);
    }),
    ...checkPeriodsCover(timetable, calendar, [...path, "periods"]),
  ];
}

/** On each day that has this period, it begins where the one before it ends; with `gaps`, there or later. */
function checkTouches({ periods, gaps }: GridTimetable, index: number, path: Path): readonly Finding[] {
  const period = periods[index];
  if (period === undefined) return [];
  const days = daysThatFit(
    period.when,
    periods.map(({ when }) => when),
  );
  for (const day of days) {
    const end = periods.slice(0, index).findLast(({ when }) => fits(when, day))?.to;
    if (end === undefined || end === period.from) continue;
    if (gaps === true && minutesOf(end) < minutesOf(period.from)) continue;
    return [{ path, message: "periods-gap", params: { id: period.id, end } }];
  }
  return [];
}

function checkPeriodsCover({ periods, gaps }: GridTimetable, calendar: Calendar, path: Path): readonly Finding[] {
  if (gaps === true) return [];
  const wider = kindsOfDay([...calendar.hours, ...periods].map(({ when }) => when))
    .filter((kind) => {
      const ofDay = periods.filter(({ when }) => fits(when, kind));
      const hours = hoursOn(calendar, kind);
      const [from, to] = [minutesOf(ofDay[0]?.from ?? "24:00"), minutesOf(ofDay.at(-1)?.to ?? "00:00")];
      return hours !== undefined && (minutesOf(hours.from) < from || to < minutesOf(hours.to));
    })
    .map((kind) => hoursOn(calendar, kind))[0];
  return wider === undefined ? [] : [{ path, message: "periods-short", params: { from: wider.from, to: wider.to } }];
}
