import type { Act } from "../../../kernel/act.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { findSpace } from "../rules/facility.ts";
import { getVersion } from "../store/facility.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";

/** The very version of the rules by which a booking was made, and its space in it. */
export async function rulesOf(
  { city, tx }: Pick<Act, "city"> & { readonly tx?: Db | Tx },
  booking: Booking,
): Promise<{ facility: Facility; space: Space }> {
  const facility = await getVersion(city, booking.facilityId, booking.effectiveFrom, tx);
  const space = findSpace(facility, booking.spaceId);
  if (space === undefined) throw new Error(`no ${booking.spaceId} in ${facility.id}`);
  return { facility, space };
}
