import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { sql } from "kysely";
import { parse } from "yaml";
import type { Act } from "../act.ts";
import type { Actor } from "../actor.ts";
import { makeSecrets } from "../auth/secrets.ts";
import type { City } from "../city.ts";
import { cityConfig } from "../city-config.ts";
import { foldersOf } from "../db/migrate.ts";
import { openDb } from "../db/open.ts";
import { runJob, startBoss } from "../jobs/boss.ts";
import { kernelModule } from "../kernel-module.ts";
import { type Log, silentLog } from "../log.ts";
import type { Module } from "../module.ts";
import { type Performer, perform } from "../perform.ts";
import { type Clock, fixedClock } from "../time/clock.ts";
import { createTestDatabase } from "./cluster.ts";
import { makeTestFolder } from "./folder.ts";

export const system: Actor = { kind: "system", job: "test" };

/** A city on a database of its own, real in every part; the clock stands still until the test moves it. */
export type TestCity = {
  readonly city: City;
  readonly clock: ReturnType<typeof fixedClock>;
  /** Runs a command in one transaction; by default as the system. */
  perform<I, O>(command: (act: Act, input: I) => Promise<O>, input: I, performer?: Partial<Performer>): Promise<O>;
  /** Runs all jobs that are due by the city's clock, those that they send too, in order. Gives how many ran. */
  drain(options?: { tolerateFailures?: boolean }): Promise<number>;
  /** Runs one job of the manifests now, as its schedule would. */
  runJob(name: string, data?: object): Promise<void>;
  close(): Promise<void>;
};

const configFile = new URL("../../../cities/omitama/city.yaml", import.meta.url);

export async function testCity(
  modules: readonly Module[],
  options: {
    now?: string;
    log?: Log;
    connections?: number;
    clock?: Clock;
    /** 所管課, as city.yaml has them. Without it one counter serves all facilities, as in a small city. */
    facilities?: City["config"]["facilities"];
  } = {},
): Promise<TestCity> {
  const { now = "2026-11-25T10:20:00+09:00", log = silentLog, connections = 10, facilities = {} } = options;
  const all = [kernelModule(), ...modules];
  const jobs = all.flatMap((module) => module.jobs);
  const database = await createTestDatabase(foldersOf(modules), jobs);
  const { db, close: closeDb } = openDb(database.connectionString, { connections });
  const boss = await startBoss(database.connectionString, jobs, { log });
  const clock = fixedClock(now);
  const dataFolder = makeTestFolder("files");
  const city: City = {
    config: { ...cityConfig.parse(parse(readFileSync(configFile, "utf8"))), facilities },
    db,
    clock: options.clock ?? clock,
    secrets: makeSecrets([randomBytes(32)]),
    jobs: boss.sender,
    log,
    constraints: new Map(all.flatMap(({ constraints }) => Object.entries(constraints))),
    dataFolder,
    address: "http://localhost:3000",
    demo: true,
  };

  async function runNamed(name: string, data: object, id: string = crypto.randomUUID(), attempt = 1): Promise<void> {
    const job = jobs.find((candidate) => candidate.name === name);
    if (job === undefined) throw new Error(`no job ${name}`);
    await runJob(city, job, id, data, attempt, attempt > (job.retry?.limit ?? 8));
  }

  async function takeDueJob() {
    const { rows } = await sql<{ id: string; name: string; data: object; retry_count: number }>`
      with due as (
        select id, name from pgboss.job
        -- due by the city's clock, or sent without a time: not by the machine's clock, which passes any test's date one day
        where state in ('created', 'retry')
          and (start_after <= ${city.clock.now()} or abs(extract(epoch from start_after - created_on)) < 1)
          and not name like '\\_\\_pgboss%'
        order by created_on, start_after limit 1
      )
      update pgboss.job as job set state = 'active', started_on = now() from due
      where job.id = due.id and job.name = due.name
      returning job.id, job.name, job.data, job.retry_count
    `.execute(db);
    return rows[0];
  }

  const settle = (id: string, state: "completed" | "failed") =>
    sql`update pgboss.job set state = ${state}::pgboss.job_state, completed_on = now() where id = ${id}`.execute(db);

  return {
    city,
    clock,
    perform: (command, input, performer = {}) => perform(city, { actor: system, ...performer }, command, input),
    async drain({ tolerateFailures = false } = {}) {
      for (let count = 0; ; count++) {
        const found = await takeDueJob();
        if (found === undefined) return count;
        try {
          await runNamed(found.name, found.data, found.id, found.retry_count + 1);
          await settle(found.id, "completed");
        } catch (error) {
          await settle(found.id, "failed");
          if (!tolerateFailures) throw error;
        }
      }
    },
    runJob: (name, data = {}) => runNamed(name, data),
    async close() {
      await boss.stop();
      await closeDb();
      await database.drop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
