import { parseWholeNumber } from "../../../../kernel/text/digits.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { parseJapaneseDate } from "../../../../kernel/time/japanese-date.ts";

/** What stands in the address, as people typed it. */
export type Query = {
  day?: string | undefined;
  purpose?: string | undefined;
  people?: string | undefined;
  area: string[];
};

export function dayOf(
  typed: string | undefined,
  today: CivilDate,
): { day: CivilDate; dayError?: { key: string; params: object } } {
  if (typed === undefined || typed.trim() === "") return { day: today };
  const read = parseJapaneseDate(typed, { onOrAfter: today });
  return read.ok ? { day: read.value.date } : { day: today, dayError: read.reason };
}

export function peopleOf(typed: string | undefined): {
  people: number | undefined;
  peopleError?: { key: string; params: object };
} {
  if (typed === undefined || typed.trim() === "") return { people: undefined };
  const read = parseWholeNumber(typed, "人");
  return read.ok ? { people: read.value } : { people: undefined, peopleError: read.reason };
}

/** The address of the same search on another day. */
export function addressOf(query: Query, day: CivilDate): string {
  const params = new URLSearchParams({ day });
  if (query.purpose) params.set("purpose", query.purpose);
  if (query.people) params.set("people", query.people);
  for (const area of query.area) params.append("area", area);
  return `/spaces?${params}`;
}
