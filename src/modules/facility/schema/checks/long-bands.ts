import { minutesOf } from "../../../../kernel/time/wall-time.ts";
import { getTerms, getTimetable } from "../../rules/facility.ts";
import { leastStep, mostDays, reachOf, reachOfBand } from "../../rules/long-slots.ts";
import type { Calendar } from "../../types/calendar.ts";
import type { Facility } from "../../types/facility.ts";
import type { Band } from "../../types/timetable.ts";
import type { Finding, Path } from "../finding.ts";

/** A band that ends on a later day, and rows of it. */
export function checkLong(band: Band, { hours }: Calendar, at: Path): readonly Finding[] {
  const { id, endsAfterDays, inRow, overClosed = [] } = band;
  if (endsAfterDays === undefined) {
    const alone = (["inRow", "overClosed"] as const).find((field) => band[field] !== undefined);
    return alone === undefined ? [] : [{ path: [...at, alone], message: "long-only", params: { field: alone } }];
  }
  const least = leastStep(band);
  return [
    ...(hours.some(({ to }) => minutesOf(band.to) <= minutesOf(to))
      ? []
      : [{ path: [...at, "to"], message: "long-end" as const, params: { id } }]),
    ...((inRow?.everyDays ?? least) < least
      ? [{ path: [...at, "inRow", "everyDays"], message: "row-step" as const, params: { id, least } }]
      : []),
    ...(reachOfBand(band) > mostDays
      ? [
          {
            path: inRow === undefined ? [...at, "endsAfterDays"] : [...at, "inRow"],
            message: "long-days" as const,
            params: { most: mostDays },
          },
        ]
      : []),
    ...(overClosed.includes("inside") && endsAfterDays < 2
      ? [{ path: [...at, "overClosed"], message: "closed-inside" as const }]
      : []),
  ];
}

/** What is decided for single days only: draws, and lights by the hour of dusk. */
export function checkLongUses(facility: Facility): readonly Finding[] {
  const long = facility.spaces.filter((space) => reachOf([getTimetable(facility, space)]) > 0);
  const drawn = long.map((space) => facility.terms.indexOf(getTerms(facility, space)));
  const lit = facility.fees.extras.flatMap(({ id, litFrom, spaces }, index) =>
    litFrom !== undefined && long.some((space) => spaces.includes(space.id)) ? [{ id, index }] : [],
  );
  return [
    ...[...new Set(drawn)]
      .filter((index) => facility.terms[index]?.lottery !== undefined)
      .map((index): Finding => ({ path: ["terms", index, "lottery"], message: "long-lottery" })),
    ...lit.map(
      ({ id, index }): Finding => ({
        path: ["fees", "extras", index, "litFrom"],
        message: "long-lights",
        params: { id },
      }),
    ),
  ];
}
