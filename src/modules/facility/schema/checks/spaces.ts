import { getTimetable, partsOf } from "../../rules/facility.ts";
import { reachOf } from "../../rules/long-slots.ts";
import type { Facility, Space } from "../../types/facility.ts";
import type { Finding } from "../finding.ts";

/**
 * Two spaces of exactly the same units would be one room under two names, unless one of them is lent by the week or for two
 * days and the other is not; and a part takes no more people than the whole.
 * A hall that is divided in halves and in thirds has as units the pieces between all its walls.
 */
export function checkSpaces(facility: Facility): readonly Finding[] {
  const { spaces } = facility;
  const key = (units: readonly string[]) => units.toSorted().join(" ");
  return spaces.flatMap((space, index): Finding[] => {
    const isLong = (one: Space) => reachOf([getTimetable(facility, one)]) > 0;
    const other = spaces
      .slice(0, index)
      .find((one) => key(one.units) === key(space.units) && isLong(one) === isLong(space));
    const larger = partsOf(facility, space).find(({ capacity }) => capacity > space.capacity);
    const twice = space.units.findIndex((unit, at) => space.units.indexOf(unit) < at);
    return [
      ...(twice < 0
        ? []
        : [
            {
              path: ["spaces", index, "units", twice],
              message: "duplicate-id" as const,
              params: { id: space.units[twice] ?? "" },
            },
          ]),
      ...(other === undefined
        ? []
        : [{ path: ["spaces", index, "units"], message: "space-duplicate" as const, params: { other: other.id } }]),
      ...(larger === undefined
        ? []
        : [{ path: ["spaces", index, "capacity"], message: "part-larger" as const, params: { part: larger.id } }]),
    ];
  });
}
