import type { ZodType } from "zod";
import type { Command } from "../act.ts";
import type { City } from "../city.ts";
import type { Tx } from "../db/types.ts";

/** Writes jobs into the transaction of the command, so that a job exists exactly if the command's rows do. */
export type JobSender = {
  send(tx: Tx, job: { name: string; data: object; startAfter?: Date; once?: string }): Promise<void>;
  /** One job for each module that listens to this event. */
  publish(tx: Tx, event: string, data: object): Promise<void>;
};

/** What a job may use. It runs outside any transaction, so it may wait for an outside party; rows change by `perform`. */
export type Work = {
  readonly city: City;
  /** The same for every retry: the idempotency key for the outside party. */
  readonly jobId: string;
  readonly attempt: number;
  /** True when this is the last attempt before the job counts as failed. */
  readonly isLastAttempt: boolean;
  perform<Input, Output>(command: Command<Input, Output>, input: Input): Promise<Output>;
};

export type Job<Data extends object = never> = {
  /** 'payment.create-checkout' */
  readonly name: string;
  readonly data: ZodType<Data>;
  readonly run: (work: Work, data: Data) => Promise<void>;
  /** Events (of any module) that start this job with the event's data. */
  readonly on?: readonly string[];
  /** Cron in the city's zone; such a job gets {} as data. */
  readonly every?: string;
  /** True if a person waits for it: looked for twice a second instead of every two seconds. */
  readonly urgent?: true;
  /** How many of it may run at once in a worker; default 1. More, where one slow partner must not hold up the others. */
  readonly concurrency?: number;
  /** Default: 8 retries, 2 s doubling. */
  readonly retry?: { readonly limit: number; readonly delaySeconds: number; readonly backoff: boolean };
};
