import { z } from "zod";
import type { Job, Work } from "../../../kernel/jobs/types.ts";
import { beginHold, finishHold } from "../commands/hold-shelter.ts";
import { shelterJobName } from "../commands/shelter.ts";
import { listShelterDoorsDue, type ShelterDoor } from "../store/shelters.ts";
import type { LockFailure } from "../types.ts";
import { type Adapters, adapterOf, reasonOf } from "./adapters.ts";
import { inTurn } from "./turn.ts";

/** Opens and holds the doors of a shelter, or locks them again: all at once, each until its lock has said so. */
export function shelterJob(adapters: Adapters): Job<{ at: string }> {
  return {
    name: shelterJobName,
    data: z.object({ at: z.iso.datetime() }),
    urgent: true,
    run: (work) => holdShelters(work, adapters),
  };
}

export async function holdShelters(work: Work, adapters: Adapters): Promise<void> {
  const due = await listShelterDoorsDue(work.city.db, work.city.clock.now());
  await Promise.all(due.map((door) => hold(work, adapters, door)));
}

async function hold(work: Work, adapters: Adapters, { shelterId, doorId }: ShelterDoor): Promise<void> {
  await inTurn(work, doorId, { waitMs: 20_000 }, async (isStillMine) => {
    const task = await work.perform(beginHold, { shelterId, doorId });
    if (task === undefined || !isStillMine()) return;
    const { kind, address } = task;
    let failure: LockFailure["reason"] | undefined;
    try {
      const lock = adapterOf(adapters, task);
      await (kind === "ask" ? lock.readState(address) : lock[kind](address));
    } catch (error) {
      failure = reasonOf(error);
    }
    await work.perform(finishHold, { shelterId, doorId, kind, failure });
  });
}
