import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { circumstances, writeFigures } from "../../bench/figures.ts";
import { seededRandom } from "../../bench/random.ts";
import { makeResidents } from "../../bench/residents.ts";
import { checkTown } from "./check.ts";
import { bookAndPay, type Memory } from "./resident.ts";
import { openTown, type Town } from "./town.ts";
import { makeVictim, type Victim } from "./victim.ts";
import { listWishes } from "./wishes.ts";

const { values: asked } = parseArgs({
  options: {
    cycles: { type: "string", default: "3" },
    people: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    write: { type: "boolean", default: false },
  },
});
const [cycles = 3, people = 20, seed = 1] = [asked.cycles, asked.people, asked.seed].map(Number);
const say = (line: string) => process.stdout.write(`${line}\n`);

const around = circumstances(seed);
const random = seededRandom(seed);
const town = await openTown();
const victims = [makeVictim("web", town.env), makeVictim("worker", town.env)];
const memories: Memory[] = [];
const broken: string[] = [];
try {
  await Promise.all(victims.map((victim) => victim.start()));
  const wishes = listWishes(town, random);
  for (let cycle = 1; cycle <= cycles; cycle++) {
    const residents = await makeResidents(town.city, people);
    let isOver = false;
    const killing = Promise.all(victims.map((victim) => killNowAndThen(victim, () => isOver)));
    const seen = await Promise.allSettled(
      residents.map(async (who, index) => {
        await wait(random() * 6_000);
        const { value: wish } = wishes.next();
        if (wish === undefined) throw new Error("no slots left: ask for fewer cycles or people");
        return bookAndPay(town, who, wish, `2001:db8::${cycle.toString(16)}:${index.toString(16)}`);
      }),
    );
    isOver = true;
    await killing;
    for (const one of seen) {
      if (one.status === "fulfilled") memories.push(one.value);
      else broken.push(String(one.reason));
    }
    say(`cycle ${cycle}: ${seen.length} people, ${killsOf(victims)} kills so far`);
  }
  const quietAfter = await waitUntilQuiet(town);
  const checked = await checkTown(town, memories);
  const violations = [...broken, ...checked.violations];
  const outcomes = Object.fromEntries(
    Object.entries(Object.groupBy(memories, ({ outcome }) => outcome)).map(([name, all]) => [name, all?.length ?? 0]),
  );
  const kills = Object.fromEntries(victims.map(({ name, kills }) => [name, kills]));
  const figures = {
    ...around,
    cycles,
    people,
    kills,
    outcomes,
    quietAfterSeconds: quietAfter,
    counts: checked.counts,
    violations: violations.length,
  };
  say(JSON.stringify(figures, undefined, 2));
  for (const violation of violations) say(`VIOLATION ${violation}`);
  if (asked.write) writeFigures("crash", figures);
  if (violations.length > 0) process.exitCode = 1;
} finally {
  for (const victim of victims) await victim.kill();
  await town.close();
}
process.exit();

/** Kills at random instants, also while the victim is starting, and starts it again. */
async function killNowAndThen(victim: Victim, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    await wait(400 + random() * 2_600);
    if (isOver()) return;
    await victim.kill();
    await wait(random() * 400);
    const started = victim.start();
    if (random() < 0.2) {
      started.catch(() => {});
      await wait(random() * 800);
      await victim.kill();
      await victim.start();
    } else await started;
  }
}

/**
 * Until no job is due and none is being worked on. What a killed worker had in hand is free again after two minutes, so
 * this takes that long. Gives the seconds.
 */
async function waitUntilQuiet({ city }: Town): Promise<number> {
  const start = performance.now();
  for (let quiet = 0; quiet < 4; ) {
    const { rows } = await sql<{ busy: number }>`
      select count(*) as busy from pgboss.job where not name like '\\_\\_pgboss%'
        and (state = 'active' or (state in ('created', 'retry') and start_after < now() + interval '30 seconds'))
    `.execute(city.db);
    quiet = rows[0]?.busy === 0 ? quiet + 1 : 0;
    if (performance.now() - start > 600_000) throw new Error(`still ${rows[0]?.busy} jobs after ten minutes`);
    await wait(1_000);
  }
  return Math.round((performance.now() - start) / 1000);
}

function killsOf(all: readonly Victim[]): number {
  return all.reduce((sum, { kills }) => sum + kills, 0);
}
