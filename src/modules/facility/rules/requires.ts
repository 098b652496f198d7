import type { GroupStanding, Use } from "../types/booking.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Need } from "../types/terms.ts";
import type { SlotRun } from "../types/timetable.ts";
import type { Reason, ReasonField } from "../types/words.ts";
import { caseOf } from "./case.ts";
import { type Case, fits } from "./condition.ts";
import { getArticle, getTerms } from "./facility.ts";

/** Whoever may not use it, by the ordinance's own rules, with its sentence and its article; each rule that is not met. */
export function judgeRequirements(
  facility: Facility,
  space: Space,
  run: SlotRun,
  use: Use,
  town: Town,
): readonly Reason[] {
  const { requires = [] } = getTerms(facility, space);
  if (requires.length === 0) return [];
  const given = caseOf(space, run, use, town);
  return requires
    .filter(({ when, needs }) => fits(when, given) && !isMet(needs, use.group, given))
    .map(({ needs, because, article }) => ({
      code: "facility.not-eligible",
      field: fieldOf[needs.kind],
      params: { because, article: getArticle(facility, article).title },
    }));
}

/** A need of groups is met by groups only: whoever books alone has no members. */
function isMet(needs: Need, group: Use["group"], given: Case): boolean {
  const registration = group?.registration;
  switch (needs.kind) {
    case "group":
      return group !== undefined;
    case "registered":
      return registration !== undefined && isRegisteredOn(registration, given.on);
    case "members":
      return registration !== undefined && hasMembers(needs, registration);
    case "responsible-adult":
      return registration?.hasResponsibleAdult ?? false;
    case "district":
      return registration?.district !== undefined && needs.anyOf.includes(registration.district);
    case "group-category":
      return group?.categories.some((one) => needs.anyOf.includes(one)) ?? false;
    case "case":
      return fits(needs.is, given);
    case "nobody":
      return false;
  }
}

/** Registered now is not enough: it must hold on the day of use. Deemed groups (行政区, 子供会) have no end. */
function isRegisteredOn({ state, validFrom, validUntil, isDeemed }: GroupStanding, on: string | undefined): boolean {
  if (isDeemed) return state !== "suspended";
  if (state !== "registered" || on === undefined) return false;
  return (validFrom === undefined || validFrom <= on) && (validUntil === undefined || on <= validUntil);
}

function hasMembers(
  { atLeast = 0, localAtLeast = 0, localPercent = 0 }: Need & { kind: "members" },
  { members, localMembers }: GroupStanding,
): boolean {
  return members >= atLeast && localMembers >= localAtLeast && localMembers * 100 >= members * localPercent;
}

const fieldOf: Readonly<Record<Need["kind"], ReasonField>> = {
  group: "group",
  registered: "group",
  members: "group",
  "responsible-adult": "group",
  district: "group",
  "group-category": "group",
  case: "purpose",
  nobody: "purpose",
};
