import { z } from "zod";
import type { Job, Work } from "../../../kernel/jobs/types.ts";
import { beginDelivery, finishDelivery } from "../commands/deliver-command.ts";
import { deliverJobName } from "../commands/operate-door.ts";
import { commandLifeMs } from "../rules.ts";
import { findCommand } from "../store/commands.ts";
import type { FailureReason } from "../types.ts";
import { type Adapters, adapterOf, reasonOf } from "./adapters.ts";
import { inTurn } from "./turn.ts";

/** Opens or closes once. A try that was cut off is not repeated: nobody may be at the door any more. */
export function deliverJob(adapters: Adapters): Job<{ commandId: string }> {
  return {
    name: deliverJobName,
    data: z.object({ commandId: z.uuid() }),
    urgent: true,
    // One deaf lock takes ten seconds; nobody at another door shall wait for it.
    concurrency: 4,
    run: async (work, { commandId }) => {
      const command = await findCommand(work.city.db, commandId);
      if (command === undefined) return;
      await inTurn(work, command.doorId, { waitMs: commandLifeMs }, (isStillMine) =>
        deliver(work, adapters, commandId, isStillMine),
      );
    },
  };
}

async function deliver(
  work: Work,
  adapters: Adapters,
  commandId: string,
  isStillMine: () => boolean,
): Promise<undefined> {
  const delivery = await work.perform(beginDelivery, { commandId });
  if (delivery === undefined || !isStillMine()) return;
  let failure: Exclude<FailureReason, "too-late" | "not-allowed"> | undefined;
  try {
    await adapterOf(adapters, delivery)[delivery.kind](delivery.address);
  } catch (error) {
    const reason = reasonOf(error);
    failure = reason === "code-taken" ? "refused" : reason;
  }
  await work.perform(finishDelivery, { commandId, failure });
}
