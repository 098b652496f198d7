import type { Door, Facility, Space, Unit } from "../types/facility.ts";
import type { ArticleReference } from "../types/fee.ts";
import type { Category, Purpose, Terms } from "../types/terms.ts";
import type { Timetable } from "../types/timetable.ts";

/** Looking things up in a facility. The get… functions rely on the file having been checked when it was loaded. */

export function findSpace(facility: Facility, spaceId: string): Space | undefined {
  return facility.spaces.find((space) => space.id === spaceId);
}

export function findCategory(facility: Facility, id: string): Category | undefined {
  return facility.categories.find((category) => category.id === id);
}

/** The categories that may book this space at all, each once, in the order of its terms. */
export function listCategoriesHere(facility: Facility, space: Space): readonly Category[] {
  const rows = getTerms(facility, space).categories.filter(({ opens }) => opens.kind !== "never");
  const ids = new Set(rows.map(({ category }) => category));
  return [...ids].map((id) => findCategory(facility, id)).filter((category) => category !== undefined);
}

export function findPurpose(facility: Facility, id: string): Purpose | undefined {
  return facility.purposes.find((purpose) => purpose.id === id);
}

export function getTimetable(facility: Facility, space: Space): Timetable {
  return getById(facility.timetables, space.timetable);
}

export function getTerms(facility: Facility, space: Space): Terms {
  return getById(facility.terms, space.terms);
}

/** In the order of the floor plan. */
export function unitsOf(facility: Facility, space: Space): readonly Unit[] {
  return facility.units.filter((unit) => space.units.includes(unit.id));
}

export function doorsOf(facility: Facility, space: Space): readonly Door[] {
  return facility.doors.filter((door) => space.doors.includes(door.id));
}

export function getArticle(facility: Facility, id: string): ArticleReference {
  const article = facility.articles[id];
  if (article === undefined) throw new Error(`${facility.id}: no article ${id}`);
  return article;
}

/** The spaces that lie wholly inside this one: the thirds and two-thirds of a hall. */
export function partsOf(facility: Facility, whole: Space): readonly Space[] {
  return facility.spaces.filter((space) => isPartOf(space, whole));
}

/** The spaces that are no part of a larger one: a search result shows these, with their parts. */
export function wholesOf(facility: Facility): readonly Space[] {
  return facility.spaces.filter((space) => !facility.spaces.some((other) => isPartOf(space, other)));
}

function isPartOf(space: Space, whole: Space): boolean {
  return space.units.length < whole.units.length && space.units.every((unit) => whole.units.includes(unit));
}

function getById<T extends { id: string }>(list: readonly T[], id: string): T {
  const found = list.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id} in ${list.map((one) => one.id).join(", ")}`);
  return found;
}
