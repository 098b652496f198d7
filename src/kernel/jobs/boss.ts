import { createHash } from "node:crypto";
import { fromKysely, getConstructionPlans, type JobResult, type JobWithMetadata, PgBoss } from "pg-boss";
import type { Actor } from "../actor.ts";
import type { City } from "../city.ts";
import { appRole } from "../db/open.ts";
import type { Tx } from "../db/types.ts";
import type { Log } from "../log.ts";
import { perform } from "../perform.ts";
import { type Clock, systemClock } from "../time/clock.ts";
import type { Job, JobSender, Work } from "./types.ts";

// biome-ignore lint/suspicious/noExplicitAny: each job has its own data type; its parser is the guard
export type AnyJob = Job<any>;

export const defaultRetry = { limit: 8, delaySeconds: 2, backoff: true } as const;

/** Makes pg-boss's tables and a queue for each job. With the owner's connection, as part of migrating. */
export async function prepareQueues(connectionString: string, jobs: readonly AnyJob[]): Promise<void> {
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false, max: 2 });
  boss.on("error", () => {});
  try {
    await boss.start();
    for (const job of jobs) {
      const options = queueOptions(job);
      await boss.createQueue(job.name, options);
      await boss.updateQueue(job.name, options);
    }
    const grants = [
      `grant usage on schema pgboss to ${appRole}`,
      `grant select, insert, update, delete on all tables in schema pgboss to ${appRole}`,
      `grant usage, select on all sequences in schema pgboss to ${appRole}`,
    ];
    for (const grant of grants) await boss.getDb().executeSql(grant);
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** All that prepareQueues makes, as plain values: if it is the same, there is nothing to prepare. */
export function describeQueues(jobs: readonly AnyJob[]): unknown {
  return [getConstructionPlans(), jobs.map((job) => [job.name, queueOptions(job)])];
}

function queueOptions({ retry = defaultRetry }: AnyJob) {
  return {
    retryLimit: retry.limit,
    retryDelay: retry.delaySeconds,
    retryBackoff: retry.backoff,
    ...(retry.backoff ? { retryDelayMax: 3600 } : {}),
    expireInSeconds: 120,
    retentionSeconds: 60 * 86_400,
    deleteAfterSeconds: 30 * 86_400,
  };
}

export type Boss = {
  readonly sender: JobSender;
  /** Starts working off the queues. */
  work(city: City): Promise<void>;
  stop(): Promise<void>;
};

/** pg-boss on the app role. Its job table is the outbox: a job is written in the transaction of the command. */
export async function startBoss(
  connectionString: string,
  jobs: readonly AnyJob[],
  options: { log: Log; worker?: boolean; clock?: Clock },
): Promise<Boss> {
  const { log, worker = false } = options;
  const boss = new PgBoss({
    connectionString,
    options: `-c role=${appRole}`,
    migrate: false,
    createSchema: false,
    supervise: worker,
    schedule: worker,
    reindex: false,
    monitorVacuum: false,
    // NOTIFY makes all commits wait for one lock; polling costs 40 small queries a second at the most.
    useListenNotify: false,
    cronWorkerIntervalSeconds: 5,
    cronMonitorIntervalSeconds: 15,
    max: worker ? 6 : 2,
    application_name: "machimigaki-jobs",
  });
  boss.on("error", (error) => log.error("jobs.error", { error }));
  await boss.start();
  return {
    sender: makeSender(boss, jobs, options.clock),
    work: (city) => workAll(boss, city, jobs),
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

function makeSender(boss: PgBoss, jobs: readonly AnyJob[], clock?: Clock): JobSender {
  const listeners = new Map<string, AnyJob[]>();
  for (const job of jobs) {
    for (const event of job.on ?? []) listeners.set(event, [...(listeners.get(event) ?? []), job]);
  }
  const send: JobSender["send"] = async (tx: Tx, { name, data, startAfter, once }) => {
    await boss.send(name, data, {
      db: fromKysely(tx),
      ...(startAfter === undefined
        ? {}
        : { startAfter: clock === undefined ? startAfter : onDatabaseTime(startAfter, clock) }),
      ...(once === undefined ? {} : { id: idOf(`${name} ${once}`) }),
    });
  };
  return {
    send,
    publish: async (tx, event, data) => {
      for (const job of listeners.get(event) ?? []) await send(tx, { name: job.name, data });
    },
  };
}

/** pg-boss goes by the database's clock; the city's may be shifted in a demo. */
function onDatabaseTime(instant: Date, clock: Clock): Date {
  return new Date(systemClock.now().getTime() + instant.getTime() - clock.now().getTime());
}

/** A uuid that is the same for the same words: pg-boss ignores a second job with the same id. */
function idOf(words: string): string {
  const hex = createHash("sha256").update(words).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

async function workAll(boss: PgBoss, city: City, jobs: readonly AnyJob[]): Promise<void> {
  for (const job of jobs) {
    if (job.every !== undefined) {
      await boss.schedule(job.name, job.every, {}, { tz: city.config.zone });
    }
    await boss.work(
      job.name,
      {
        pollingIntervalSeconds: job.urgent ? 0.5 : 2,
        localConcurrency: job.concurrency ?? 1,
        includeMetadata: true,
        // One job at a look would be two jobs a second at the most. Each job of a batch succeeds or fails by itself.
        batchSize,
        burstWhenBatchFull: true,
        perJobResults: true,
      },
      (batch) => Promise.all(batch.map((found) => settle(city, job, found))),
    );
  }
}

const batchSize = 5;

async function settle(city: City, job: AnyJob, found: JobWithMetadata<unknown>): Promise<JobResult> {
  const { limit } = job.retry ?? defaultRetry;
  try {
    await runJob(city, job, found.id, found.data, found.retryCount + 1, found.retryCount >= limit);
    return { id: found.id, status: "completed" };
  } catch (error) {
    // Only the error's name: what it says may repeat what a person wrote.
    return { id: found.id, status: "failed", output: { error: (error as Error)?.name } };
  }
}

/** Parses the data and runs the job. An error is logged here and thrown on, so that pg-boss tries again. */
export async function runJob(
  city: City,
  job: AnyJob,
  jobId: string,
  data: unknown,
  attempt: number,
  isLastAttempt: boolean,
): Promise<void> {
  const actor: Actor = { kind: "system", job: job.name };
  const work: Work = {
    city,
    jobId,
    attempt,
    isLastAttempt,
    perform: (command, input) => perform(city, { actor, requestId: jobId }, command, input),
  };
  try {
    await job.run(work, job.data.parse(data ?? {}));
  } catch (error) {
    city.log.error("job.failed", { job: job.name, jobId, attempt, error });
    throw error;
  }
}
