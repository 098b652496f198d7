import type { Facility } from "../../types/facility.ts";
import type { Finding } from "../finding.ts";

/** Nobody may ask for more than there is, or for a room that the booking has anyway. */
export function checkStock({ fees, spaces }: Facility): readonly Finding[] {
  return fees.extras.flatMap(({ most, stock, takes = [], spaces: askedFor }, index): Finding[] => {
    const path = ["fees", "extras", index];
    const own = takes.findIndex((unit) =>
      spaces.some(({ id, units }) => askedFor.includes(id) && units.includes(unit)),
    );
    return [
      ...(stock !== undefined && most > stock
        ? [{ path: [...path, "most"], message: "stock-short" as const, params: { stock } }]
        : []),
      ...(own >= 0 ? [{ path: [...path, "takes", own], message: "takes-own" as const }] : []),
    ];
  });
}
