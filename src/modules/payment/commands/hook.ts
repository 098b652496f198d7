import type { Act } from "../../../kernel/act.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { receive } from "../../../kernel/jobs/inbox.ts";
import { countHookRejection } from "../store/alarms.ts";
import { findCheckoutByReference } from "../store/checkouts.ts";
import { bookedOn } from "./receipt.ts";

/**
 * A provider's message, its signature already checked. It counts once; what it says is not believed: a job reads the
 * provider. A reference that is not ours (a provider account may serve others too) is noted and nothing more.
 */
export async function receiveEvent(
  act: Act,
  input: { provider: string; eventId: string; reference: string },
): Promise<void> {
  if (!(await receive(act, `payment/${input.provider}`, input.eventId))) return;
  const checkout = await findCheckoutByReference(act.tx, input.provider, input.reference);
  if (checkout === undefined) {
    act.city.log.warn("payment.hook-unknown-reference", { provider: input.provider });
    return;
  }
  await later(act, { name: "payment.read", data: { checkoutId: checkout.id, step: 0 } });
}

/** Forged, altered, too old: only counted. */
export async function rejectEvent(act: Act, { provider }: { provider: string }): Promise<void> {
  await countHookRejection(act.tx, provider, bookedOn(act));
  act.city.log.warn("payment.hook-rejected", { provider });
}
