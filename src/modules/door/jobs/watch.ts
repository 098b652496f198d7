import { z } from "zod";
import type { Job, Work } from "../../../kernel/jobs/types.ts";
import { notePing, watchDoors } from "../commands/watch-doors.ts";
import { listDoors } from "../store/doors.ts";
import { type Adapters, adapterOf, reasonOf } from "./adapters.ts";
import { settleCodes } from "./settle-codes.ts";

/** Each minute: what is due and was missed, doors that have been silent, alarms. */
export function watchJob(adapters: Adapters): Job<object> {
  return {
    name: "door.watch",
    data: z.object({}),
    every: "* * * * *",
    run: async (work) => {
      await Promise.all([pingSilentDoors(work, adapters), settleCodes(work, adapters)]);
      await work.perform(watchDoors, undefined);
    },
  };
}

/** Bridges notice the silence of a battery lock after a day only; we ask after an hour. */
const silentForMs = 60 * 60_000;

async function pingSilentDoors(work: Work, adapters: Adapters): Promise<void> {
  const now = work.city.clock.now();
  const silent = (await listDoors(work.city.db)).filter(
    ({ heardAt, nextTryAt }) =>
      (heardAt === undefined || +now - +heardAt > silentForMs) && (nextTryAt === undefined || nextTryAt <= now),
  );
  await Promise.all(
    silent.map(async (door) => {
      const answer = await adapterOf(adapters, door).readState(door.address).catch(reasonOf);
      await work.perform(notePing, { doorId: door.id, answer });
    }),
  );
}
