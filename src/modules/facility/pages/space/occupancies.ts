import type { View } from "../../../../kernel/http/view.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../../kernel/time/instant.ts";
import { listOccupancies } from "../../store/occupancy.ts";
import type { Occupancy } from "../../types/booking.ts";
import type { Space } from "../../types/facility.ts";

/** What takes units of this space from one day until another. */
export function occupanciesOf(
  { city, now }: View,
  space: Space,
  from: CivilDate,
  until: CivilDate,
): Promise<Occupancy[]> {
  const { zone } = city.config;
  return listOccupancies(
    city.db,
    space.units,
    { from: instantOf(from, "00:00", zone), until: instantOf(until, "00:00", zone) },
    now,
  );
}
