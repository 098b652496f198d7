import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import type { Season, SeasonChange } from "../types.ts";

/** What may become different after a season was opened. */
export type Wanted = Pick<Season, "name" | "words" | "meetingOn"> & {
  /** The last day on which groups may ask. */
  readonly closesOn: CivilDate;
  /** Rooms that are given out besides. */
  readonly moreSpaces: readonly string[];
};

type Stand = {
  readonly now: Date;
  readonly zone: string;
  readonly hasGiven: boolean;
  readonly spaceIds: readonly string[];
};

export function lastDayToAsk(season: Pick<Season, "closesAt">, zone: string): CivilDate {
  return addDays(civilDateOf(season.closesAt, zone), -1);
}

/**
 * Why it cannot become so, by field. Groups rely on what was announced: a day only moves to a later one, rooms are added and
 * never taken away. Once something is given out nobody can ask any more, so the deadline stays; rooms come while groups ask.
 */
export function judgeSeasonChange(
  season: Season,
  wanted: Wanted,
  { now, zone, hasGiven, spaceIds }: Stand,
): readonly { readonly field: string; readonly code: string }[] {
  const last = lastDayToAsk(season, zone);
  const wrong: { field: string; code: string }[] = [];
  const no = (field: string, code: string) => wrong.push({ field, code: `allocation.staff.${code}` });
  const today = civilDateOf(now, zone);
  if (wanted.closesOn < last) no("closes", "closes-earlier");
  else if (wanted.closesOn > last && hasGiven) no("closes", "closes-given");
  else if (wanted.closesOn > last && wanted.closesOn < today) no("closes", "closes-past");
  if (wanted.meetingOn < season.meetingOn) no("meeting", "meeting-earlier");
  else if (wanted.meetingOn <= wanted.closesOn) no("meeting", "meeting-before");
  else if (wanted.meetingOn >= season.firstOn) no("meeting", "meeting-late");
  if (wanted.moreSpaces.some((id) => spaceIds.includes(id))) no("spaces", "spaces-known");
  else if (wanted.moreSpaces.length > 0 && wanted.closesOn < today) no("spaces", "spaces-late");
  return wrong;
}

/** What is different, each once, as everybody will read it. */
export function listSeasonChanges(season: Season, wanted: Wanted, zone: string): readonly SeasonChange[] {
  const changes: readonly (SeasonChange & { readonly is: boolean })[] = [
    { field: "name", before: season.name, after: wanted.name, is: season.name !== wanted.name },
    {
      field: "closes",
      before: lastDayToAsk(season, zone),
      after: wanted.closesOn,
      is: lastDayToAsk(season, zone) !== wanted.closesOn,
    },
    { field: "meeting", before: season.meetingOn, after: wanted.meetingOn, is: season.meetingOn !== wanted.meetingOn },
    { field: "spaces", before: "", after: wanted.moreSpaces.join(","), is: wanted.moreSpaces.length > 0 },
    { field: "words", before: "", after: "", is: (season.words ?? "") !== (wanted.words ?? "") },
  ];
  return changes.filter(({ is }) => is).map(({ field, before, after }) => ({ field, before, after }));
}
