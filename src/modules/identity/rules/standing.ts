import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import type { GroupStanding } from "../types.ts";
import type { RegistrationState } from "./registration-states.ts";

/** One registration, as far as a group's standing needs it. */
export type StandingRow = {
  readonly kind: string;
  readonly state: RegistrationState;
  readonly isDeemed: boolean;
  readonly validFrom: CivilDate | undefined;
  readonly validUntil: CivilDate | undefined;
  readonly members: number;
  readonly localMembers: number;
  readonly hasResponsibleAdult: boolean;
  readonly district: string | undefined;
};

type Roster = Pick<GroupStanding, "members" | "localMembers" | "hasResponsibleAdult" | "district">;

/** Which state of one registration counts as which of the group, the best first. */
const order = [
  ["registered", "registered"],
  ["suspended", "suspended"],
  ["applied", "applied"],
  ["returned", "applied"],
  ["expired", "expired"],
  ["ended", "expired"],
  ["refused", "refused"],
] as const satisfies readonly (readonly [RegistrationState, GroupStanding["state"]])[];

/**
 * The group's standing over all its registrations, newest first. A renewal that is decided before the old one ends
 * lengthens what is valid, so that somebody may book beyond the year's end.
 */
export function standingOf(rows: readonly StandingRow[], now: Roster): GroupStanding {
  for (const [from, state] of order) {
    const found = rows.filter((row) => row.state === from);
    const [first] = found;
    if (first === undefined) continue;
    const kinds = state === "registered" ? [...new Set(found.map(({ kind }) => kind))] : [];
    // With a roster is better than without: only the former says how many there are.
    const best = found.find(({ isDeemed }) => !isDeemed) ?? first;
    const { members, localMembers, hasResponsibleAdult } = best;
    const district = best.district ?? now.district;
    const during = unbroken(found.filter(({ kind }) => kind === best.kind));
    return { state, kinds, ...during, members, localMembers, hasResponsibleAdult, district, isDeemed: best.isDeemed };
  }
  return { state: "none", kinds: [], validFrom: undefined, validUntil: undefined, ...now, isDeemed: false };
}

/** From the first day of the earliest to the last day of what follows it without a gap. */
function unbroken(rows: readonly StandingRow[]): {
  validFrom: CivilDate | undefined;
  validUntil: CivilDate | undefined;
} {
  const spans = rows
    .flatMap(({ validFrom, validUntil }) =>
      validFrom === undefined || validUntil === undefined ? [] : [{ validFrom, validUntil }],
    )
    .sort((one, other) => (one.validFrom < other.validFrom ? -1 : 1));
  const [first] = spans;
  let validUntil = first?.validUntil;
  for (const span of spans) {
    if (validUntil !== undefined && span.validFrom <= addDays(validUntil, 1) && span.validUntil > validUntil)
      validUntil = span.validUntil;
  }
  return { validFrom: first?.validFrom, validUntil };
}
