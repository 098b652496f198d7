import type { Act } from "../act.ts";

/** Announces what happened: each job (of any module) that names the event in `on` is sent in this transaction. */
export function emit(act: Act, event: string, data: object): Promise<void> {
  return act.city.jobs.publish(act.tx, event, data);
}

/** Sends one job in this transaction. `once`: the same word again sends nothing. */
export function later(act: Act, job: { name: string; data: object; startAfter?: Date; once?: string }): Promise<void> {
  return act.city.jobs.send(act.tx, job);
}
