import { Temporal } from "temporal-polyfill";
import type { CivilDate, WallTime } from "./civil-date.ts";

/**
 * The instant at which the wall in `zone` shows that time; "24:00" is the next day's 00:00. Where clocks are put forward or
 * back (Japan did so only in 1948–51) a skipped time means the later instant and a doubled one the earlier.
 */
export function instantOf(date: CivilDate, time: WallTime, zone: string): Date {
  const day = Temporal.PlainDate.from(date);
  const wall =
    time === "24:00" ? day.add({ days: 1 }).toPlainDateTime() : day.toPlainDateTime(Temporal.PlainTime.from(time));
  return new Date(wall.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds);
}

/** The civil day that the calendar in `zone` shows at that instant. */
export function civilDateOf(instant: Date, zone: string): CivilDate {
  return at(instant, zone).toPlainDate().toString();
}

/** The time that the wall in `zone` shows at that instant, without seconds; never "24:00". */
export function wallTimeOf(instant: Date, zone: string): WallTime {
  return at(instant, zone).toPlainTime().toString({ smallestUnit: "minute" });
}

function at(instant: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone);
}
