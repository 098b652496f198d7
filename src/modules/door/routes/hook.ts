import type { Act } from "../../../kernel/act.ts";
import { jsonAnswer } from "../../../kernel/http/answer.ts";
import { hook } from "../../../kernel/http/route.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { perform } from "../../../kernel/perform.ts";
import { hearJobName } from "../jobs/hear.ts";
import { lockSystemPath } from "../schema.ts";
import { adapterNames } from "../types.ts";

/** For the address that is given to a lock system; the key in it is ours alone and can be made again from the secret. */
export const lockHookPurpose = "lock-hook";

/**
 * A lock system rings: something happened. Nothing of what it says is believed or even read; a job asks the system. The key
 * in the address keeps strangers from making us ask.
 */
export const lockHook = hook({
  path: "/hooks/lock/:adapter/:key",
  who: "anyone",
  limit: "hook",
  params: lockSystemPath,
  async receive(city, { params }) {
    const adapter = adapterNames.find((name) => name === params.adapter);
    if (adapter === undefined) return jsonAnswer({ error: "no-such-system" }, 404);
    if (!city.secrets.isSigned(lockHookPurpose, adapter, params.key)) return jsonAnswer({ error: "rejected" }, 401);
    await perform(city, { actor: { kind: "system", job: `hook/${adapter}` } }, ask, { adapter });
    return jsonAnswer({ received: true });
  },
});

/** However often it rings within a few seconds, it is asked once. */
function ask(act: Act, { adapter }: { adapter: string }): Promise<void> {
  const within = Math.floor(+act.now / 5_000);
  return later(act, { name: hearJobName, data: { adapter }, once: `${adapter}/${within}` });
}
