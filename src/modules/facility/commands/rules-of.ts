import type { Act } from "../../../kernel/act.ts";
import { findSpace } from "../rules/facility.ts";
import { getVersion } from "../store/facility.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";

/** The very version of the rules by which a booking was made, and its space in it. */
export async function rulesOf(act: Pick<Act, "city">, booking: Booking): Promise<{ facility: Facility; space: Space }> {
  const facility = await getVersion(act.city, booking.facilityId, booking.effectiveFrom);
  const space = findSpace(facility, booking.spaceId);
  if (space === undefined) throw new Error(`no ${booking.spaceId} in ${facility.id}`);
  return { facility, space };
}
