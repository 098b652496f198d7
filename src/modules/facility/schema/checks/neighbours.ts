import type { Facility } from "../../types/facility.ts";
import type { Finding } from "../finding.ts";

/**
 * What a facility must not do to the city's other ones: take an id that is taken (`park` with `park-tennis-a`, beside
 * `park-tennis` with `a`), or call a purpose otherwise, for people search all houses by one list of purposes.
 */
export function checkNeighbours(facility: Facility, others: readonly Facility[]): readonly Finding[] {
  return [
    ...(["units", "spaces", "doors"] as const).flatMap((list) => {
      const taken = new Set(others.flatMap((other) => other[list].map(({ id }) => id)));
      return facility[list].flatMap(({ id }, index): Finding[] =>
        taken.has(id) ? [{ path: [list, index, "id"], message: "duplicate-id", params: { id } }] : [],
      );
    }),
    ...facility.purposes.flatMap(({ id, name }, index): Finding[] => {
      const same = others.flatMap((other) => other.purposes).find((purpose) => purpose.id === id);
      if (same === undefined || same.name.ja === name.ja) return [];
      return [{ path: ["purposes", index, "name"], message: "purpose-differs", params: { id, name: same.name.ja } }];
    }),
  ];
}
