import { z } from "zod";
import type { Job } from "../../../kernel/jobs/types.ts";
import { recordLockEvent } from "../commands/record-lock-event.ts";
import type { Adapters } from "./adapters.ts";

export const hearJobName = "door.hear";
const backMs = 15 * 60_000;

/** A lock system rang at our door: it is asked what has happened. What was heard before counts once. */
export function hearJob(adapters: Adapters): Job<{ adapter: string }> {
  return {
    name: hearJobName,
    data: z.object({ adapter: z.string() }),
    urgent: true,
    run: async (work, { adapter }) => {
      const since = new Date(+work.city.clock.now() - backMs);
      for (const event of (await adapters[adapter]?.listEvents?.(since)) ?? []) {
        await work.perform(recordLockEvent, { adapter, event });
      }
    },
  };
}
