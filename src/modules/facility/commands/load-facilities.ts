import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { defineDoors } from "../../door/index.ts";
import { insertVersion, isVersionUsed, listVersions } from "../store/facility.ts";
import type { Facility } from "../types/facility.ts";

/**
 * Puts versions of facilities into force. A version by which somebody has booked stays as it is: a changed rule needs a
 * new day from which it is in force.
 */
export async function loadFacilities(act: Act, facilities: readonly Facility[]): Promise<void> {
  const known = await listVersions(act.city, act.tx);
  for (const facility of facilities) {
    const before = known.find((one) => one.id === facility.id && one.effectiveFrom === facility.effectiveFrom);
    if (before !== undefined && isSame(before, facility)) continue;
    if (before !== undefined && (await isVersionUsed(act.tx, facility))) {
      throw new Refusal("facility.version-used", { params: { facility: facility.id, day: facility.effectiveFrom } });
    }
    await insertVersion(act, facility);
    await audit(act, { what: "facility.loaded", subject: `facility/${facility.id}/${facility.effectiveFrom}` });
  }
  // Versions of a facility have the same doors; the last one says how they are reached.
  const doors = new Map(
    facilities.flatMap(({ id: facilityId, name, doors }) =>
      doors.map((door) => [door.id, { ...door, place: name, facilityId }] as const),
    ),
  );
  await defineDoors(act, [...doors.values()]);
}

/** jsonb sorts keys and drops what is undefined, so both sides go the same way first. */
function isSame(a: Facility, b: Facility): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
