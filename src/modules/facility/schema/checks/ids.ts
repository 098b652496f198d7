import type { Facility } from "../../types/facility.ts";
import type { Finding, Path } from "../finding.ts";

/** Ids are unique in their list; those of units, spaces and doors begin with the facility's, so that the city has no two. */
export function checkIds(facility: Facility): readonly Finding[] {
  const inCity = ["units", "spaces", "doors"] as const;
  const inFile = ["timetables", "categories", "purposes", "questions", "terms"] as const;
  const inFees = ["coefficients", "reductions", "extras", "takings", "deposits", "overrun"] as const;
  return [
    ...inCity.flatMap((list) => checkPrefixes(facility, [list], facility[list])),
    ...[...inCity, ...inFile].flatMap((list) => checkUnique([list], facility[list])),
    ...inFees.flatMap((list) => checkUnique(["fees", list], facility.fees[list] ?? [])),
    ...facility.timetables.flatMap((timetable, index) =>
      timetable.kind === "bands"
        ? checkUnique(
            ["timetables", index, "bands"],
            timetable.bands,
            ["timetables", index, "combined"],
            timetable.combined,
          )
        : checkUnique(["timetables", index, "periods"], timetable.periods),
    ),
    ...checkUnique(["permitConditions"], facility.permitConditions ?? []),
    ...facility.questions.flatMap(({ options = [] }, index) => checkUnique(["questions", index, "options"], options)),
    ...facility.terms.flatMap(({ declarations, requires = [] }, index) => [
      ...checkUnique(["terms", index, "declarations"], declarations),
      ...checkUnique(["terms", index, "requires"], requires),
    ]),
  ];
}

type Named = { readonly id: string };

function checkPrefixes(facility: Facility, path: Path, list: readonly Named[]): readonly Finding[] {
  const prefix = `${facility.id}-`;
  return list.flatMap(({ id }, index) =>
    id.startsWith(prefix) ? [] : [{ path: [...path, index, "id"], message: "id-prefix" as const, params: { prefix } }],
  );
}

/** Two lists that share one space of names: bands and their combinations are columns of the same fee table. */
function checkUnique(
  path: Path,
  list: readonly Named[],
  otherPath: Path = path,
  others: readonly Named[] = [],
): readonly Finding[] {
  const seen = new Set<string>();
  return [
    ...list.map(({ id }, index) => ({ id, at: [...path, index, "id"] })),
    ...others.map(({ id }, index) => ({ id, at: [...otherPath, index, "id"] })),
  ].flatMap(({ id, at }) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ path: at, message: "duplicate-id" as const, params: { id } }];
  });
}
