import { readFileSync } from "node:fs";
import fc from "fast-check";
import { parse } from "yaml";
import { type CityConfig, cityConfig } from "../../kernel/city-config.ts";
import { addDays } from "../../kernel/time/civil-date.ts";
import { instantOf } from "../../kernel/time/instant.ts";
import { pickSlots } from "./rules/choice.ts";
import { findSpace, getTerms } from "./rules/facility.ts";
import type { PricedUse } from "./rules/price.ts";
import { slotsOn } from "./rules/slots.ts";
import { loadFacilityFile } from "./schema/load.ts";
import { formatProblem } from "./schema/problem.ts";
import type { Facility, Space } from "./types/facility.ts";
import type { SlotRun } from "./types/timetable.ts";

/** The sample city's own files, for tests: its rules are real, and what holds for them should hold. */
const folder = new URL("../../../cities/omitama/", import.meta.url);

export const omitama: CityConfig = cityConfig.parse(parse(readFileSync(new URL("city.yaml", folder), "utf8")));
export const surroundings = { areas: omitama.areas, town: omitama };

export function readFacilityText(id: string): string {
  return readFileSync(new URL(`facilities/${id}.yaml`, folder), "utf8");
}

function load(id: string): Facility {
  const loaded = loadFacilityFile(readFacilityText(id), `${id}.yaml`, surroundings);
  if (loaded.ok) return loaded.facility;
  throw new Error(loaded.problems.map((problem) => formatProblem(problem, "en")).join("\n"));
}

export const minole = load("minole");
export const apios = load("apios");
export const tennis = load("tamari-tennis");
export const gym = load("hatori-gym");

export function getSpace(facility: Facility, id: string): Space {
  const space = findSpace(facility, id);
  if (space === undefined) throw new Error(`no space ${id}`);
  return space;
}

export function pick(facility: Facility, spaceId: string, on: string, ...slots: string[]): SlotRun {
  const picked = pickSlots(facility, getSpace(facility, spaceId), { on, slots }, omitama);
  if (!picked.ok) throw new Error(picked.reason.code);
  return picked.run;
}

/** "2026-11-25T15:14" on the wall in 小美玉市. */
export function at(moment: string): Date {
  const [day = "", time = ""] = moment.split("T");
  return instantOf(day, time, omitama.zone);
}

export const anyDay = fc.integer({ min: 0, max: 1_095 }).map((days) => addDays("2026-01-01", days));

export const anySpace = fc
  .constantFrom(minole, apios, tennis, gym)
  .chain((facility) => fc.constantFrom(...facility.spaces).map((space) => ({ facility, space })));

/** Some space, an open day, and a run of its slots that may be booked together. */
export const anyRun = fc
  .record({ at: anySpace, on: anyDay, begin: fc.nat(20), length: fc.integer({ min: 1, max: 4 }) })
  .map(({ at: { facility, space }, on, begin, length }) => {
    const slots = slotsOn(facility, space, on, omitama).map(({ id }) => id);
    const from = slots.length === 0 ? 0 : begin % slots.length;
    const picked = pickSlots(facility, space, { on, slots: slots.slice(from, from + length) }, omitama);
    return picked.ok ? { facility, space, run: picked.run } : undefined;
  })
  .filter((one) => one !== undefined);

export function anyUseOf(facility: Facility, space: Space): fc.Arbitrary<PricedUse> {
  const categories = getTerms(facility, space).categories.map(({ category }) => category);
  const groupCategories = ["culture", "school-sports", "youth-sports", "children", "district"];
  return fc.record({
    categoryId: fc.constantFrom(...categories),
    purposeId: fc.constantFrom(...space.purposes),
    group: fc.option(fc.record({ categories: fc.subarray(groupCategories) }), { nil: undefined }),
    extras: fc
      .subarray(facility.fees.extras.map(({ id }) => id))
      .map((ids) => Object.fromEntries(ids.map((id) => [id, 1]))),
  });
}
