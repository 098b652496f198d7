import { minutesOf } from "../../../../kernel/time/wall-time.ts";
import type { Calendar } from "../../types/calendar.ts";
import type { Facility } from "../../types/facility.ts";
import type { BandTimetable, GridTimetable } from "../../types/timetable.ts";
import type { Finding, Path } from "../finding.ts";
import { daysThatFit, hoursOn, kindsOfDay } from "./cases.ts";

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
      if (minutesOf(band.from) >= minutesOf(band.to)) return [{ path: at, message: "time-order" as const }];
      return [...checkAgainstOthers(timetable, index, at), ...checkInside(band, calendar, at)];
    }),
    ...timetable.combined.flatMap((_, index) => checkCombined(timetable, index, [...path, "combined", index])),
  ];
}

/** Bands of days that never meet (平日の夜, 土日の夜) may overlap; those of the same day may not. */
function checkAgainstOthers({ bands }: BandTimetable, index: number, path: Path): readonly Finding[] {
  const band = bands[index];
  if (band === undefined) return [];
  const all = bands.map(({ when }) => when);
  const days = daysThatFit(band.when, all);
  return bands.slice(0, index).flatMap((other): Finding[] => {
    if (!daysThatFit(other.when, all).some((kind) => days.includes(kind))) return [];
    if (minutesOf(other.to) <= minutesOf(band.from)) return [];
    const isBefore = minutesOf(band.to) <= minutesOf(other.from);
    return [{ path, message: isBefore ? "bands-order" : "bands-overlap", params: { id: band.id, other: other.id } }];
  });
}

function checkInside(band: BandTimetable["bands"][number], calendar: Calendar, path: Path): readonly Finding[] {
  const outside = daysThatFit(band.when, [band.when, ...calendar.hours.map(({ when }) => when)])
    .map((kind) => hoursOn(calendar, kind))
    .find(
      (hours) => hours && (minutesOf(band.from) < minutesOf(hours.from) || minutesOf(hours.to) < minutesOf(band.to)),
    );
  if (outside === undefined) return [];
  return [{ path, message: "outside-hours", params: { id: band.id, from: outside.from, to: outside.to } }];
}

function checkCombined({ bands, combined, consecutive }: BandTimetable, index: number, path: Path): readonly Finding[] {
  if (consecutive === "not-allowed") return [{ path, message: "combined-not-allowed" }];
  const of = combined[index]?.of ?? [];
  const ids = bands.map(({ id }) => id);
  const unknown = [...of.entries()].find(([, id]) => !ids.includes(id));
  if (unknown !== undefined) {
    const [at, id] = unknown;
    return [{ path: [...path, "of", at], message: "unknown-reference", params: { what: "band", id } }];
  }
  const first = ids.indexOf(of[0] ?? "");
  const areNeighbours = of.every((id, offset) => ids[first + offset] === id);
  return areNeighbours ? [] : [{ path: [...path, "of"], message: "combined-apart" }];
}

function checkGrid(timetable: GridTimetable, calendar: Calendar, path: Path): readonly Finding[] {
  const { stepMinutes: step, minMinutes, maxMinutes, periods } = timetable;
  const isLengthRight = minMinutes >= step && minMinutes % step === 0 && minMinutes <= maxMinutes;
  return [
    ...(isLengthRight ? [] : [{ path: [...path, "minMinutes"], message: "grid-length" as const, params: { step } }]),
    ...periods.flatMap((period, index): Finding[] => {
      const at = [...path, "periods", index];
      const length = minutesOf(period.to) - minutesOf(period.from);
      if (length <= 0) return [{ path: at, message: "time-order" }];
      if (length % step !== 0) return [{ path: at, message: "periods-step", params: { step } }];
      const end = periods[index - 1]?.to ?? period.from;
      return end === period.from ? [] : [{ path: at, message: "periods-gap", params: { id: period.id, end } }];
    }),
    ...checkPeriodsCover(timetable, calendar, [...path, "periods"]),
  ];
}

function checkPeriodsCover({ periods }: GridTimetable, calendar: Calendar, path: Path): readonly Finding[] {
  const from = minutesOf(periods[0]?.from ?? "00:00");
  const to = minutesOf(periods.at(-1)?.to ?? "00:00");
  const wider = kindsOfDay(calendar.hours.map(({ when }) => when))
    .map((kind) => hoursOn(calendar, kind))
    .find((hours) => hours && (minutesOf(hours.from) < from || to < minutesOf(hours.to)));
  return wider === undefined ? [] : [{ path, message: "periods-short", params: { from: wider.from, to: wider.to } }];
}
