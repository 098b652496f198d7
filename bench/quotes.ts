import { parseArgs } from "node:util";
import { cityConfig } from "../src/kernel/city-config.ts";
import { addDays } from "../src/kernel/time/civil-date.ts";
import { pickSlots } from "../src/modules/facility/rules/choice.ts";
import { getTerms } from "../src/modules/facility/rules/facility.ts";
import { type PricedUse, quote } from "../src/modules/facility/rules/price.ts";
import { slotsOn } from "../src/modules/facility/rules/slots.ts";
import { facilityShape } from "../src/modules/facility/schema/facility-shape.ts";
import type { Facility, Space } from "../src/modules/facility/types/facility.ts";
import type { SlotRun } from "../src/modules/facility/types/timetable.ts";
import { circumstances, writeFigures } from "./figures.ts";
import { median, round } from "./pace.ts";
import { fullOrdinance, simplestTable } from "./quotes/ordinances.ts";
import { seededRandom } from "./random.ts";

/**
 * Prices by one thread: the simplest table there is beside an ordinance that uses all that fees can say, round by round in
 * one process, so that the two can be compared whatever else the machine does.
 */
const { values: asked } = parseArgs({
  options: {
    quotes: { type: "string", default: "20000" },
    rounds: { type: "string", default: "7" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});
const [quotes = 0, rounds = 0, seed = 0] = [asked.quotes, asked.rounds, asked.seed].map(Number);
const around = circumstances(seed);
const random = seededRandom(seed);
const any = <T>(list: readonly T[]): T => {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error("nothing to choose from");
  return one;
};
const town = cityConfig.shape.holidays.parse([]);
const place = { zone: "Asia/Tokyo", holidays: town };

type Asked = { readonly space: Space; readonly run: SlotRun; readonly use: PricedUse };

const sides = { simple: sideOf(simplestTable), full: sideOf(fullOrdinance) };
// The first round warms up both; it is not counted.
for (const side of Object.values(sides)) measure(side);
const paces: Record<keyof typeof sides, number[]> = { simple: [], full: [] };
for (let index = 0; index < rounds; index += 1) {
  for (const name of ["simple", "full"] as const) paces[name].push(measure(sides[name]));
}
const perSecond = { simple: round(median(paces.simple), 0), full: round(median(paces.full), 0) };
const slowest = { simple: round(Math.min(...paces.simple), 0), full: round(Math.min(...paces.full), 0) };
const ratio = round(perSecond.simple / perSecond.full, 1);
process.stdout.write(
  `prices a second, one thread: simplest table ${perSecond.simple}, full ordinance ${perSecond.full} (slowest round ${slowest.full}); ${ratio} times; ${linesOf(sides.full)} lines a price\n`,
);
if (asked.write) {
  const linesPerPrice = { simple: linesOf(sides.simple), full: linesOf(sides.full) };
  writeFigures("quotes", { ...around, quotes, rounds, perSecond, slowest, ratio, linesPerPrice });
}

function sideOf(file: object): { readonly facility: Facility; readonly asked: readonly Asked[] } {
  const facility = facilityShape.parse(file);
  return { facility, asked: Array.from({ length: 500 }, () => anyAsked(facility)) };
}

function anyAsked(facility: Facility): Asked {
  const space = any(facility.spaces);
  const on = addDays("2026-04-01", Math.floor(random() * 365));
  const slots = slotsOn(facility, space, on, place).map(({ id }) => id);
  const from = Math.floor(random() * slots.length);
  const picked = pickSlots(
    facility,
    space,
    { on, slots: slots.slice(from, from + 1 + Math.floor(random() * 4)) },
    place,
  );
  if (!picked.ok) return anyAsked(facility);
  return {
    space,
    run: picked.run,
    use: {
      categoryId: any(getTerms(facility, space).categories).category,
      purposeId: any(space.purposes),
      people: 1 + Math.floor(random() * 200),
      group: random() < 0.5 ? { categories: ["culture"] } : undefined,
      extras: Object.fromEntries(facility.fees.extras.map(({ id }) => [id, random() < 0.5 ? 1 : 0])),
      answers: {
        residence: any(["city", "neighbours", "outside"]),
        profit: random() < 0.3,
        admission: any([0, 500, 1500, 5000]),
        expected: any([0, 50_000, 500_000]),
      },
    },
  };
}

/** Prices a second. */
function measure({ facility, asked: list }: { facility: Facility; asked: readonly Asked[] }): number {
  const begun = performance.now();
  let sum = 0;
  for (let index = 0; index < quotes; index += 1) {
    const { space, run, use } = list[index % list.length] as Asked;
    sum += quote(facility, space, run, use, place).total;
  }
  const seconds = (performance.now() - begun) / 1000;
  if (sum < 0) throw new Error("the prices were not computed");
  return quotes / seconds;
}

function linesOf({ facility, asked: list }: { facility: Facility; asked: readonly Asked[] }): number {
  const counted = list.map(({ space, run, use }) => quote(facility, space, run, use, place).lines.length);
  return round(counted.reduce((sum, lines) => sum + lines, 0) / counted.length, 1);
}
