import {
  addDays,
  addMonths,
  type CivilDate,
  type DayRange,
  startOfMonth,
  startOfWeek,
} from "../../../kernel/time/civil-date.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Limit } from "../types/terms.ts";
import type { Reason } from "../types/words.ts";
import { type Case, fits } from "./condition.ts";
import { getArticle, getTerms } from "./facility.ts";

/** One booking, or one choice in a draw, as limits count it. */
export type CountedUse = {
  readonly facilityId: string;
  readonly spaceId: string;
  readonly on: CivilDate;
  /** The day on which it ends, where that is a later one. */
  readonly lastOn?: CivilDate | undefined;
  readonly slots: number;
  readonly minutes: number;
  /** For limits on certain days, purposes, categories. */
  readonly given: Case;
  /** Of the limits of its space, those that count with other facilities; none unless said. */
  readonly limitGroups?: readonly string[];
};

export type LimitEntries = NonNullable<Limit["entries"]>;

/**
 * Whether one more would be too much, counted with what the same person or group has already. `made` holds their bookings
 * (or their entries in the draw) that live; what is over or cancelled is left out by whoever asks. Counting is exact only
 * under a lock on the person or group.
 */
export function judgeLimits(
  facility: Facility,
  space: Space,
  wanted: CountedUse,
  made: readonly CountedUse[],
  { entries = "bookings", today }: { readonly entries?: LimitEntries; readonly today: CivilDate },
): Reason | undefined {
  for (const limit of listLimits(facility, space, wanted.given, entries)) {
    const counted = made.filter((one) => isCounted(limit, one, wanted, today));
    const used = sumOf(limit, counted);
    if (used + sumOf(limit, [wanted]) <= limit.most) continue;
    const { per, count, most, article } = limit;
    return {
      code: "facility.limit-reached",
      field: "on",
      params: {
        per: inMessage(per),
        count,
        most,
        used,
        where: whereOf(limit),
        what: entries,
        article: getArticle(facility, article).title,
      },
    };
  }
  return undefined;
}

/** The limits that this use meets. */
export function listLimits(
  facility: Facility,
  space: Space,
  given: Case,
  entries: LimitEntries = "bookings",
): readonly Limit[] {
  const { limits = [] } = getTerms(facility, space);
  return limits.filter(
    (limit) =>
      (limit.entries ?? "bookings") === entries &&
      (!isList(limit.spaces) || limit.spaces.includes(space.id)) &&
      fits(limit.when, given),
  );
}

/** The days that are counted together with one day of use; `ahead` are all days from today on. */
export function periodOf(per: Limit["per"], on: CivilDate, today: CivilDate): DayRange {
  switch (per) {
    case "day":
      return { from: on, until: addDays(on, 1) };
    case "week":
      return { from: startOfWeek(on), until: addDays(startOfWeek(on), 7) };
    case "month":
      return { from: startOfMonth(on), until: addMonths(startOfMonth(on), 1) };
    case "year":
      return yearFrom(`${on.slice(0, 4)}-01-01`);
    case "fiscal-year":
      return yearFrom(`${addMonths(on, -3).slice(0, 4)}-04-01`);
    case "ahead":
      return { from: today, until: "9999-12-31" };
  }
}

function isCounted(limit: Limit, one: CountedUse, wanted: CountedUse, today: CivilDate): boolean {
  const { from, until } = periodOf(limit.per, wanted.on, today);
  return from <= one.on && one.on < until && isInScope(limit, one, wanted) && fits(limit.when, one.given);
}

function isInScope({ spaces = "facility" }: Limit, one: CountedUse, wanted: CountedUse): boolean {
  if (spaces === "city") return true;
  if (spaces === "facility") return one.facilityId === wanted.facilityId;
  if (spaces === "space") return one.spaceId === wanted.spaceId;
  return isList(spaces) ? spaces.includes(one.spaceId) : (one.limitGroups ?? []).includes(spaces.limitGroup);
}

/** The names under which a space's limits count with other facilities. */
export function limitGroupsOf(facility: Facility, space: Space): readonly string[] {
  const { limits = [] } = getTerms(facility, space);
  return limits.flatMap(({ spaces }) => (typeof spaces === "object" && !isList(spaces) ? [spaces.limitGroup] : []));
}

/** Whether bookings of other facilities are counted with it. */
export function reachesBeyond({ spaces }: Limit): boolean {
  return spaces === "city" || (typeof spaces === "object" && !isList(spaces));
}

/** Hours are those from start to end, the time between two bands included. */
function sumOf({ count }: Limit, uses: readonly CountedUse[]): number {
  if (count === "bookings") return uses.length;
  if (count === "slots") return uses.reduce((sum, { slots }) => sum + slots, 0);
  return uses.reduce((sum, { minutes }) => sum + minutes, 0) / 60;
}

export function whereOf({
  spaces = "facility",
}: Pick<Limit, "spaces">): "facility" | "space" | "city" | "spaces" | "group" {
  if (typeof spaces === "string") return spaces;
  return isList(spaces) ? "spaces" : "group";
}

/** A choice inside a message has no hyphen in its name. */
function inMessage(per: Limit["per"]): string {
  return per === "fiscal-year" ? "fiscal" : per;
}

function isList(spaces: Limit["spaces"]): spaces is readonly string[] {
  return Array.isArray(spaces);
}

function yearFrom(from: CivilDate): DayRange {
  return { from, until: addMonths(from, 12) };
}
