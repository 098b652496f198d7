import { partsOf } from "../../rules/facility.ts";
import type { Facility } from "../../types/facility.ts";
import type { Finding } from "../finding.ts";

/**
 * Two spaces of exactly the same units would be one room under two names; and a part takes no more people than the whole.
 * A hall that is divided in halves and in thirds has as units the pieces between all its walls.
 */
export function checkSpaces(facility: Facility): readonly Finding[] {
  const { spaces } = facility;
  const key = (units: readonly string[]) => units.toSorted().join(" ");
  return spaces.flatMap((space, index): Finding[] => {
    const other = spaces.slice(0, index).find(({ units }) => key(units) === key(space.units));
    const larger = partsOf(facility, space).find(({ capacity }) => capacity > space.capacity);
    return [
      ...(other === undefined
        ? []
        : [{ path: ["spaces", index, "units"], message: "space-duplicate" as const, params: { other: other.id } }]),
      ...(larger === undefined
        ? []
        : [{ path: ["spaces", index, "capacity"], message: "part-larger" as const, params: { part: larger.id } }]),
    ];
  });
}
