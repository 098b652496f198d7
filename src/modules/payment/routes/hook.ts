import { jsonAnswer } from "../../../kernel/http/answer.ts";
import { hook } from "../../../kernel/http/route.ts";
import { perform } from "../../../kernel/perform.ts";
import { receiveEvent, rejectEvent } from "../commands/hook.ts";
import type { Providers } from "../providers.ts";
import { providerParams } from "../schema.ts";

/** A provider says that something changed. Answered at once; a job reads the provider. */
export const paymentHook = (providers: Providers) =>
  hook({
    path: "/hooks/payment/:provider",
    who: "anyone",
    limit: "hook",
    params: providerParams,
    async receive(city, { params, headers, body }) {
      const provider = providers.find(params.provider);
      if (provider === undefined) return jsonAnswer({ error: "no-such-provider" }, 404);
      const actor = { kind: "system", job: `hook/${provider.name}` } as const;
      const event = provider.verifyEvent(headers, body, city.clock.now());
      if (event === "rejected") {
        await perform(city, { actor }, rejectEvent, { provider: provider.name });
        return jsonAnswer({ error: "rejected" }, 401);
      }
      await perform(city, { actor }, receiveEvent, { provider: provider.name, ...event });
      return jsonAnswer({ received: true });
    },
  });
