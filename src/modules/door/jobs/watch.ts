import { z } from "zod";
import type { Job, Work } from "../../../kernel/jobs/types.ts";
import { notePing, watchDoors } from "../commands/watch-doors.ts";
import { traitsOf } from "../rules.ts";
import { type Door, listDoors } from "../store/doors.ts";
import type { LockFailure, LockReport } from "../types.ts";
import { type Adapters, adapterOf, reasonOf } from "./adapters.ts";
import { holdShelters } from "./hold-shelter.ts";
import { settleCodes } from "./settle-codes.ts";
import { inTurn } from "./turn.ts";

/** Each minute: what is due and was missed, doors that have been silent, alarms. */
export function watchJob(adapters: Adapters): Job<object> {
  return {
    name: "door.watch",
    data: z.object({}),
    every: "* * * * *",
    run: async (work) => {
      // One after the other: they would wait for each other's turn at the same lock.
      await holdShelters(work, adapters);
      await settleCodes(work, adapters);
      await pingSilentDoors(work, adapters);
      await work.perform(watchDoors, undefined);
    },
  };
}

/** Bridges notice the silence of a battery lock after a day only; we ask after an hour. */
const silentForMs = 60 * 60_000;

async function pingSilentDoors(work: Work, adapters: Adapters): Promise<void> {
  const now = work.city.clock.now();
  const silent = (await listDoors(work.city.db)).filter(
    ({ adapter, heardAt, nextTryAt }) =>
      traitsOf(adapter).takesCodes &&
      (heardAt === undefined || +now - +heardAt > silentForMs) &&
      (nextTryAt === undefined || nextTryAt <= now),
  );
  await Promise.all(
    silent.map(async (door) => {
      await inTurn(work, door.id, { waitMs: 0 }, async () => {
        const answer = await askState(adapters, door);
        await work.perform(notePing, { doorId: door.id, answer });
      });
    }),
  );
}

async function askState(adapters: Adapters, door: Door): Promise<LockReport | LockFailure["reason"]> {
  try {
    return await adapterOf(adapters, door).readState(door.address);
  } catch (error) {
    return reasonOf(error);
  }
}
