import type { Act } from "../../../kernel/act.ts";
import { compareWithLedger } from "../rules/comparison.ts";
import { findCheckout } from "../store/checkouts.ts";
import { countAnswer, findLedgered, saveDifference } from "../store/comparisons.ts";
import { lockPayment } from "../store/payments.ts";
import type { ProviderReading } from "../types.ts";
import { raiseAlarm } from "./raise-alarm.ts";

/**
 * 突き合わせ: after what the provider says was applied, whatever still differs from the ledger is written down for people,
 * with an alarm. Nothing is changed here: who is right, people find out.
 */
export async function compareReading(
  act: Act,
  input: { onDay: string; checkoutId: string; provider: string; reading: ProviderReading },
): Promise<void> {
  const { onDay, checkoutId, provider, reading } = input;
  const found = await findCheckout(act.tx, checkoutId);
  if (found === undefined) throw new Error(`no checkout ${checkoutId}`);
  await lockPayment(act.tx, found.paymentId);
  await countAnswer(act.tx, onDay, "answered");
  const difference = compareWithLedger(reading, await findLedgered(act.tx, provider, found.reference ?? ""));
  if (difference === undefined) return;
  await saveDifference(act.tx, { ...difference, checkoutId, onDay });
  const kind = difference.ours < difference.theirs ? "not-in-ledger" : "not-at-provider";
  await raiseAlarm(act, { kind, paymentId: found.paymentId, about: checkoutId });
}

/** The provider did not answer, however often it was asked: the report says so. */
export async function countSilent(act: Act, { onDay }: { onDay: string }): Promise<void> {
  await countAnswer(act.tx, onDay, "silent");
}
