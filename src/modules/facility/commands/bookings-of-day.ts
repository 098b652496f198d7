import type { City } from "../../../kernel/city.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../kernel/time/instant.ts";
import { mostDays, reachOf } from "../rules/long-slots.ts";
import { listFacilitiesOn } from "../store/facility.ts";
import { listGoingOn } from "../store/going-on.ts";
import type { Booking } from "../types/booking.ts";

/** Nights and weeks that began before this day and are not over when it begins; a city without such bands asks for nothing. */
export async function listOverNight(
  city: City,
  db: Db | Tx,
  on: CivilDate,
  facilityId?: string,
): Promise<readonly Booking[]> {
  // A stay that began by an older version goes on by it.
  const versions = await Promise.all([addDays(on, -mostDays), on].map((day) => listFacilitiesOn(city, day, db)));
  const reach = reachOf(versions.flat().flatMap(({ timetables }) => timetables));
  return listGoingOn(db, { on, begins: instantOf(on, "00:00", city.config.zone), reach }, facilityId);
}
