import { sql } from "kysely";
import { Refusal } from "../../src/kernel/refusal.ts";
import type { Resident, Staff } from "../../src/modules/facility/town.fixture.ts";
import type { Choice } from "../../src/modules/facility/types/booking.ts";
import { type Site, startSite } from "../site.fixture.ts";

export const start = "2026-11-25T10:20:00+09:00";
export const connections = 24;

/** A city on a database of its own, with more connections than cores, and enough people for a rush. */
export type Ground = Site & {
  readonly people: readonly Resident[];
  readonly clerk: Staff;
  /** Decides on requests. */
  readonly manager: Staff;
  /** Confirms what the manager has closed. */
  readonly approver: Staff;
  readonly random: Random;
  /** A band of a room that nobody has. */
  freeBand(spaceId?: string): Choice;
  /** Ends all that lives, and sets the clock back. */
  clear(): Promise<void>;
  countLiving(): Promise<number>;
  /** Among all that live, or among these only: the table grows, and who knows the few need not look through the many. */
  countOverlaps(among?: readonly string[]): Promise<number>;
  countDeadlocks(): Promise<number>;
};

export async function openGround(seed: number): Promise<Ground> {
  const site = await startSite({ now: start, connections });
  const { db } = site.city;
  const people: Resident[] = [];
  for (let n = 1; n <= 64; n++) people.push(await site.addResident(`住民 ${n}`));
  const random = seeded(seed);
  const number = async (query: ReturnType<typeof sql<{ n: number }>>) => (await query.execute(db)).rows[0]?.n ?? 0;
  return {
    ...site,
    people,
    clerk: await site.addStaff("clerk"),
    manager: await site.addStaff("facility-manager", "井坂 健"),
    approver: await site.addStaff("approver", "長須 幸子"),
    random,
    freeBand: (spaceId = "minole-practice-1") => ({
      spaceId,
      on: random.pick(["2026-12-04", "2026-12-05", "2026-12-08", "2026-12-09", "2026-12-10"]),
      slots: [random.pick(["am", "pm", "night"])],
    }),
    async clear() {
      site.clock.set(start);
      await sql`update facility.booking set state = 'cancelled', ended_at = ${site.clock.now()}
        where state in ('held', 'requested', 'reserved', 'confirmed', 'blocked')`.execute(db);
    },
    countLiving: () => number(sql`select count(*) as n from facility.booking where state in ${living}`),
    // From the bookings that live, which are few: what has ended is not asked for.
    countOverlaps: (among) =>
      number(sql`
        with alive as materialized (select id from facility.booking
            where state in ${living} and ${among === undefined ? sql`true` : sql`id = any (${among}::uuid[])`}),
          taken as materialized (select unit_id, booking_id, taken_during from facility.occupancy
            where booking_id in (select id from alive))
        select count(*) as n from taken as one join taken as other
          on other.unit_id = one.unit_id and other.booking_id > one.booking_id
            and other.taken_during && one.taken_during`),
    async countDeadlocks() {
      // A backend hands in its counts when a transaction ends a second or more after the last time.
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      await Promise.all(Array.from({ length: connections }, () => sql`select pg_sleep(0.1)`.execute(db)));
      return number(sql`select deadlocks as n from pg_stat_database where datname = current_database()`);
    },
  };
}

const living = sql`('held', 'requested', 'reserved', 'confirmed', 'blocked')`;

export type Rush<Value> = {
  readonly won: readonly Value[];
  /** Refusals by code. */
  readonly refused: Readonly<Record<string, number>>;
  /** Anything that is neither a result nor a refusal: nobody should ever meet one. */
  readonly faults: readonly string[];
};

/** Starts all at once and sorts what comes of it. */
export async function rush<Value>(contenders: readonly (() => Promise<Value>)[]): Promise<Rush<Value>> {
  const ends = await Promise.allSettled(contenders.map((begin) => begin()));
  const refused: Record<string, number> = {};
  const faults: string[] = [];
  for (const end of ends) {
    if (end.status === "fulfilled") continue;
    const { reason } = end;
    if (reason instanceof Refusal) refused[reason.code] = (refused[reason.code] ?? 0) + 1;
    else faults.push(String(reason));
  }
  return { won: ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : [])), refused, faults };
}

export type Random = { pick<Value>(from: readonly Value[]): Value; shuffle<Value>(list: readonly Value[]): Value[] };

/** The same choices for the same seed (mulberry32); how the machine schedules them stays its own affair. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    pick: <Value>(from: readonly Value[]) => from[Math.floor(next() * from.length)] as Value,
    shuffle: (list) =>
      list
        .map((value) => [next(), value] as const)
        .sort(([a], [b]) => a - b)
        .map(([, value]) => value),
  };
}
