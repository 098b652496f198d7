import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { addDays } from "../src/kernel/time/civil-date.ts";
import { civilDateOf } from "../src/kernel/time/instant.ts";
import { countFacility } from "../src/modules/facility/commands/statistics.ts";
import { makeBenchCity } from "./bench-city.ts";
import { circumstances, writeFigures } from "./figures.ts";
import { fillBookings } from "./fill-bookings.ts";
import { median, round } from "./pace.ts";
import { seededRandom } from "./random.ts";
import { listDaysFrom } from "./slots.ts";
import { fillQuotes } from "./statistics/fill-quotes.ts";
import { countFromQuotes } from "./statistics/from-quotes.ts";

/** 利用の統計 of a year of one house, beside the same figures out of the whole price of each booking; both must be equal. */
const { values: asked } = parseArgs({
  options: {
    bookings: { type: "string", default: "100000" },
    rounds: { type: "string", default: "15" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});
const [bookings = 0, rounds = 0, seed = 0] = [asked.bookings, asked.rounds, asked.seed].map(Number);
const rooms = Math.ceil(bookings / 1_000);
const around = circumstances(seed);
const bench = await makeBenchCity({ rooms });
try {
  const { city } = bench;
  const tomorrow = addDays(civilDateOf(city.clock.now(), city.config.zone), 1);
  const year = { from: addDays(tomorrow, -365), until: tomorrow };
  await fillBookings(
    city,
    { count: bookings, rooms, days: listDaysFrom(year.from, 365, () => true) },
    seededRandom(seed),
  );
  await fillQuotes(city, rooms);
  await bench.settleStatistics();

  const counted = await countFacility(city, "bench", year);
  const control = await countFromQuotes(city, "bench", year);
  assert.equal(counted?.sums.uses, bookings);
  const plain = counted?.spaces.map(({ rate: _, ...figures }) => figures) ?? [];
  assert.deepEqual(
    new Map(plain.map((one) => [one.spaceId, one])),
    new Map(control.spaces.map((one) => [one.spaceId, one])),
  );
  assert.deepEqual(counted?.reductions, control.reductions);

  const month = { from: addDays(tomorrow, -30), until: tomorrow };
  const taken: Record<"year" | "month" | "control", number[]> = { year: [], month: [], control: [] };
  for (let at = 0; at < rounds; at++) {
    taken.control.push(await time(() => countFromQuotes(city, "bench", year)));
    taken.year.push(await time(() => countFacility(city, "bench", year)));
    taken.month.push(await time(() => countFacility(city, "bench", month)));
  }
  const milliseconds = Object.fromEntries(Object.entries(taken).map(([name, list]) => [name, figuresOf(list)]));
  for (const [name, { p50, longest }] of Object.entries(milliseconds))
    process.stdout.write(`${name.padEnd(8)} ${p50} ms in the median, ${longest} ms at the longest\n`);
  if (asked.write) writeFigures("statistics", { ...around, bookings, rooms, rounds, milliseconds });
} finally {
  await bench.close();
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

function figuresOf(list: readonly number[]) {
  return { p50: round(median(list), 0), longest: round(Math.max(...list), 0) };
}
