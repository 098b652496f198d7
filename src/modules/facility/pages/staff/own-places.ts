import type { View } from "../../../../kernel/http/view.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { mayAt, type policy, requireMayAt } from "../../policy.ts";
import { getSpaceOn, listFacilitiesOn } from "../../store/facility.ts";
import type { Facility, Space } from "../../types/facility.ts";

/** The facilities at which this member of staff does this errand (所管課): what a page offers and draws. */
export async function listOwnFacilitiesOn(
  view: View,
  on: CivilDate,
  errand: keyof typeof policy,
): Promise<readonly Facility[]> {
  return (await listFacilitiesOn(view.city, on)).filter(({ id }) => mayAt(view, errand, id));
}

/** A room of such a facility; one of another is not there. */
export async function getOwnSpaceOn(
  view: View,
  spaceId: string,
  on: CivilDate,
  errand: keyof typeof policy,
): Promise<{ readonly facility: Facility; readonly space: Space }> {
  const found = await getSpaceOn(view.city, spaceId, on);
  requireMayAt(view, errand, found.facility.id);
  return found;
}
