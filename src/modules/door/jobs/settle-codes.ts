import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Job, Work } from "../../../kernel/jobs/types.ts";
import { beginStep, finishStep, type Outcome, type Task } from "../commands/carry-out-step.ts";
import { settleJobName } from "../commands/settle.ts";
import { nextStep, traitsOf } from "../rules.ts";
import { type Code, listDueCodes } from "../store/codes.ts";
import type { LockFailure } from "../types.ts";
import { type Adapters, adapterOf, reasonOf } from "./adapters.ts";
import { inTurn } from "./turn.ts";

/** Brings every code to where it should be now. The data hold an instant, never a code. */
export function settleJob(adapters: Adapters): Job<{ at: string }> {
  return {
    name: settleJobName,
    data: z.object({ at: z.iso.datetime() }),
    urgent: true,
    concurrency: 2,
    run: async (work, { at }) => {
      // The database's clock, which starts the job, may be a little ahead of ours, which opens the window.
      const early = Date.parse(at) - +work.city.clock.now();
      if (early > 0 && early <= clockSkewMs) await wait(early);
      await settleCodes(work, adapters);
    },
  };
}

const clockSkewMs = 3_000;

export async function settleCodes(work: Work, adapters: Adapters): Promise<void> {
  for (;;) {
    const now = work.city.clock.now();
    const due = (await listDueCodes(work.city.db, now)).filter(
      (code) => nextStep(code, now, traitsOf(code.adapter)) !== undefined,
    );
    const progress = await Promise.all([...byDoor(due).values()].map((codes) => settleDoor(work, adapters, codes)));
    if (!progress.some(Boolean)) return;
  }
}

/** One code after the other; a lock that does not answer is left until it is due again. True if anything was done. */
async function settleDoor(work: Work, adapters: Adapters, codes: readonly Code[]): Promise<boolean> {
  let isProgress = false;
  for (const key of codes) {
    const outcome = await settleCode(work, adapters, key);
    // Another worker is at this lock, and does what there is to do.
    if (outcome === "busy") return isProgress;
    if (outcome?.kind === "failed" && isSilent(outcome.reason)) return isProgress;
    isProgress ||= outcome !== undefined;
  }
  return isProgress;
}

/** Somebody else may be waiting for the lock's answer just now. */
const answerMs = 12_000;

const isSilent = (reason: LockFailure["reason"]) => reason === "unreachable" || reason === "no-answer";

async function settleCode(
  work: Work,
  adapters: Adapters,
  { accessId, doorId }: Code,
): Promise<Outcome | "busy" | undefined> {
  try {
    return await inTurn(work, doorId, { waitMs: answerMs }, async (isStillMine) => {
      const task = await work.perform(beginStep, { accessId, doorId });
      if (task === undefined || !isStillMine()) return undefined;
      const outcome = await tell(adapters, task);
      await work.perform(finishStep, { accessId, doorId, outcome });
      return outcome;
    });
  } catch (error) {
    // One code that cannot be worked on must not keep the others waiting; the watch comes back to it.
    work.city.log.error("door.step-failed", { access: accessId, door: doorId, error });
    return undefined;
  }
}

async function tell(adapters: Adapters, task: Task): Promise<Outcome> {
  try {
    const lock = adapterOf(adapters, task);
    switch (task.step) {
      case "verify":
        return { kind: "done", step: "verify", stored: await lock.readCode(task) };
      case "remove":
        await lock.clearCode(task);
        return { kind: "done", step: "remove" };
      default:
        await lock.setCode(task);
        return { kind: "done", step: task.step, during: task.during };
    }
  } catch (error) {
    return { kind: "failed", reason: reasonOf(error) };
  }
}

function byDoor(codes: readonly Code[]): Map<string, Code[]> {
  return Map.groupBy(codes, ({ doorId }) => doorId);
}
