import type { View } from "../../../../kernel/http/view.ts";
import { addDays, type CivilDate } from "../../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../../kernel/time/instant.ts";
import { getTimetable } from "../../rules/facility.ts";
import { reachOf } from "../../rules/long-slots.ts";
import { listOccupancies } from "../../store/occupancy.ts";
import type { Occupancy } from "../../types/booking.ts";
import type { Facility, Space } from "../../types/facility.ts";

/** What takes units of this space from one day until another, and as far beyond as a use can reach that begins in between. */
export function occupanciesOf(
  { city, now }: View,
  facility: Facility,
  space: Space,
  from: CivilDate,
  until: CivilDate,
): Promise<Occupancy[]> {
  const { zone } = city.config;
  const reach = reachOf([getTimetable(facility, space)]);
  return listOccupancies(
    city.db,
    space.units,
    {
      from: instantOf(addDays(from, -reach), "00:00", zone),
      until: instantOf(addDays(until, reach), "00:00", zone),
    },
    now,
  );
}
