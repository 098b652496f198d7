import { z } from "zod";
import type { Job } from "../../kernel/jobs/types.ts";
import { watchTerms } from "./commands/registration-terms.ts";
import { readReturn, redeemJob, settleVisit } from "./commands/visit.ts";
import { forgetOld } from "./store/forget.ts";
import type { IdentityOptions, Redeemed } from "./types.ts";

/** Redeems what a browser brought back from a party, while its page waits. A code is good for a minute. */
export function redeemVisitJob(options: IdentityOptions): Job<{ visitId: string }> {
  return {
    name: redeemJob,
    data: z.strictObject({ visitId: z.uuid() }),
    urgent: true,
    retry: { limit: 3, delaySeconds: 1, backoff: false },
    run: async (work, { visitId }) => {
      const waiting = await work.perform(readReturn, visitId);
      if (waiting === undefined) return;
      const provider = options.providers.find(({ id }) => id === waiting.provider);
      const redeemed = await redeem();
      await work.perform(settleVisit, { visitId, redeemed });

      async function redeem(): Promise<Redeemed> {
        if (provider === undefined || waiting === undefined) return { kind: "refused", reason: "wrong" };
        try {
          return await provider.redeem(waiting.back);
        } catch (error) {
          if (!work.isLastAttempt) throw error;
          work.city.log.error("identity.party-silent", { provider: provider.id, error });
          return { kind: "refused", reason: "unreachable" };
        }
      }
    },
  };
}

export const forgetJob: Job<object> = {
  name: "identity.forget-old",
  data: z.object({}),
  every: "10 3 * * *",
  run: (work) => work.perform((act) => forgetOld(act.tx, act.now), undefined),
};

/** After the night, when people may read mail. What is valid is judged by the day of use all the same. */
export function watchTermsJob(options: IdentityOptions): Job<object> {
  return {
    name: "identity.watch-terms",
    data: z.object({}),
    every: "15 7 * * *",
    run: (work) => work.perform((act) => watchTerms(act, options), undefined),
  };
}
