import { z } from "zod";
import type { Job } from "../../../kernel/jobs/types.ts";
import { beginDelivery, finishDelivery } from "../commands/deliver-command.ts";
import { deliverJobName } from "../commands/operate-door.ts";
import type { LockFailure } from "../types.ts";
import { type Adapters, adapterOf, reasonOf } from "./adapters.ts";

/** Opens or closes once. A try that was cut off is not repeated: nobody may be at the door any more. */
export function deliverJob(adapters: Adapters): Job<{ commandId: string }> {
  return {
    name: deliverJobName,
    data: z.object({ commandId: z.uuid() }),
    urgent: true,
    // One deaf lock takes ten seconds; nobody at another door shall wait for it.
    concurrency: 4,
    run: async (work, { commandId }) => {
      const delivery = await work.perform(beginDelivery, { commandId });
      if (delivery === undefined) return;
      let failure: LockFailure["reason"] | undefined;
      try {
        await adapterOf(adapters, delivery)[delivery.kind](delivery.address);
      } catch (error) {
        failure = reasonOf(error);
      }
      await work.perform(finishDelivery, { commandId, failure });
    },
  };
}
