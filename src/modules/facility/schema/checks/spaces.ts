import type { Facility } from "../../types/facility.ts";
import type { Finding } from "../finding.ts";

/** Two spaces of exactly the same units would be one room under two names. */
export function checkSpaces({ spaces }: Facility): readonly Finding[] {
  const key = (units: readonly string[]) => units.toSorted().join(" ");
  return spaces.flatMap((space, index) => {
    const other = spaces.slice(0, index).find(({ units }) => key(units) === key(space.units));
    return other === undefined
      ? []
      : [{ path: ["spaces", index, "units"], message: "space-duplicate" as const, params: { other: other.id } }];
  });
}
