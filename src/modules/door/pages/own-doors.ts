import type { View } from "../../../kernel/http/view.ts";
import { mayAt } from "../policy.ts";
import { type Door, listDoors } from "../store/doors.ts";
import { type AlarmView, listAlarms } from "../store/incidents.ts";

/** The doors of the facilities at which whoever looks works (所管課). */
export async function listOwnDoors(view: View): Promise<readonly Door[]> {
  return (await listDoors(view.city.db)).filter(({ facilityId }) => mayAt(view, "see", facilityId));
}

export async function listOwnAlarms(view: View): Promise<readonly AlarmView[]> {
  return (await listAlarms(view.city.db, view.now)).filter(({ facilityId }) => mayAt(view, "see", facilityId));
}
