import type { Use } from "../types/booking.ts";
import type { Town } from "../types/calendar.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Category } from "../types/terms.ts";
import type { SlotRun } from "../types/timetable.ts";
import type { Reason } from "../types/words.ts";
import { caseOf } from "./case.ts";
import { fits } from "./condition.ts";
import { judgeExtra } from "./extras.ts";
import { findCategory, findPurpose, getArticle, getTerms, listCategoriesHere } from "./facility.ts";
import { judgeRequirements } from "./requires.ts";

/** Everything that is wrong with how a run would be used, at most one reason a field, in the order of the form. */
export function judgeUse(facility: Facility, space: Space, run: SlotRun, use: Use, town: Town): readonly Reason[] {
  return [
    judgeCategory(facility, space, use),
    judgePurpose(facility, space, use),
    judgePeople(facility, space, use),
    ...judgeExtras(facility, space, run, use, town),
    judgeDeclarations(facility, space, use),
    ...judgeRequirements(facility, space, run, use, town),
  ].filter((reason) => reason !== undefined);
}

/** The categories that this person or group may choose for this space, in the order of the file. */
export function listCategoriesFor(
  facility: Facility,
  space: Space,
  group: { readonly categories: readonly string[] } | undefined,
): readonly Category[] {
  return listCategoriesHere(facility, space).filter((category) => judgeWho(category, group) === undefined);
}

/** The most people that a space takes, with the chairs and the like that were chosen. */
export function capacityWith(facility: Facility, space: Space, extras: Readonly<Record<string, number>>): number {
  const raised = facility.fees.extras
    .filter((extra) => (extras[extra.id] ?? 0) > 0)
    .map((extra) => extra.capacity?.[space.id] ?? 0);
  return Math.max(space.capacity, ...raised);
}

function judgeCategory(facility: Facility, space: Space, use: Use): Reason | undefined {
  const category = findCategory(facility, use.categoryId);
  if (category === undefined) return no("facility.category-required", "category");
  if (!listCategoriesHere(facility, space).includes(category)) return judgeNotHere(facility, space, category);
  return judgeWho(category, use.group);
}

/** With the file's own reason where it names the category only to say no. */
function judgeNotHere(facility: Facility, space: Space, category: Category): Reason {
  const row = getTerms(facility, space).categories.find((one) => one.category === category.id);
  const because = row?.opens.kind === "never" ? row.opens.because : undefined;
  return because === undefined
    ? no("facility.category-not-here", "category", { category: category.name })
    : no("facility.category-not-bookable", "category", { category: category.name, because });
}

function judgeWho(category: Category, group: Use["group"]): Reason | undefined {
  const params = { category: category.name };
  if (category.who === "person" && group !== undefined) return no("facility.category-person-only", "category", params);
  if (category.who === "group" && group === undefined) return no("facility.category-group-only", "category", params);
  const registrations = category.groupCategories;
  if (registrations === undefined) return undefined;
  const isRegistered = group?.categories.some((one) => registrations.includes(one)) ?? false;
  return isRegistered ? undefined : no("facility.category-registered-only", "category", params);
}

function judgePurpose(facility: Facility, space: Space, use: Use): Reason | undefined {
  const forbidden = findPurpose(facility, use.purposeId)?.forbidden;
  if (forbidden !== undefined) {
    const article = getArticle(facility, forbidden.article).title;
    return no("facility.purpose-forbidden", "purpose", { because: forbidden.because, article });
  }
  return space.purposes.includes(use.purposeId) ? undefined : no("facility.purpose-required", "purpose");
}

function judgePeople(facility: Facility, space: Space, use: Use): Reason | undefined {
  const { people } = use;
  const { minPeople } = getTerms(facility, space);
  const capacity = capacityWith(facility, space, use.extras);
  if (!Number.isInteger(people) || people < 1) return no("facility.people-required", "people");
  if (people > capacity) return no("facility.too-many-people", "people", { capacity, people });
  return people < minPeople ? no("facility.too-few-people", "people", { minPeople, people }) : undefined;
}

function judgeExtras(
  facility: Facility,
  space: Space,
  run: SlotRun,
  use: Use,
  town: Town,
): readonly (Reason | undefined)[] {
  const unknown = Object.keys(use.extras).some((id) => !facility.fees.extras.some((extra) => extra.id === id));
  if (unknown) return [no("facility.extra-unknown", "extras")];
  const reasons = facility.fees.extras.map((extra) =>
    judgeExtra(facility, space, run, extra, use.extras[extra.id] ?? 0),
  );
  return [reasons.find((reason) => reason !== undefined) ?? judgeExtraCases(facility, space, run, use, town)];
}

/** What was chosen and is not for such a use. */
function judgeExtraCases(facility: Facility, space: Space, run: SlotRun, use: Use, town: Town): Reason | undefined {
  const chosen = facility.fees.extras.filter(({ id, when }) => when !== undefined && (use.extras[id] ?? 0) > 0);
  if (chosen.length === 0) return undefined;
  const given = caseOf(space, run, use, town);
  const wrong = chosen.find(({ when }) => !fits(when, given));
  return wrong && no("facility.extra-not-for", "extras", { name: wrong.name });
}

function judgeDeclarations(facility: Facility, space: Space, use: Use): Reason | undefined {
  const missing = getTerms(facility, space).declarations.find(({ id }) => !use.declarations.includes(id));
  return missing && no("facility.declaration-required", "declarations", { text: missing.text });
}

function no(code: Reason["code"], field: Reason["field"], params: Reason["params"] = {}): Reason {
  return { code, field, params };
}
