import type { Act } from "../../../kernel/act.ts";
import { personOf } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { demand } from "../policy.ts";
import { heldOf } from "../rules/refund.ts";
import { insertKept } from "../store/deposits.ts";
import { lockPaymentsOf, type Payment } from "../store/payments.ts";
import type { Subject } from "../types.ts";
import { refundSubject } from "./amend-payment.ts";
import { bookedOn } from "./receipt.ts";

export type DepositToSettle = {
  readonly subject: Subject;
  /** So many yen of the deposit stay with the city in all; everything else goes back. */
  readonly keep: number;
  /** Why, and by which article, if something stays. 1 to 500 and 1 to 200 characters, no personal data. */
  readonly because?: { readonly reason: string; readonly article: string } | undefined;
  /** For the books. */
  readonly reason: string;
};

/**
 * 保証金を返す: what is held goes back by the way it came, and what is kept is booked with its reason. Settled once more with
 * less to keep, the rest goes back as well; more cannot be kept of what has gone back (`payment.deposit-gone`). Gives what
 * goes back now.
 */
export async function settleDeposit(act: Act, input: DepositToSettle): Promise<{ returned: number }> {
  const { subject, keep, because } = input;
  await lockSorted(act.tx, "payment.subject", [`${subject.kind}/${subject.id}`]);
  const payments = await lockPaymentsOf(act.tx, subject);
  for (const payment of payments) demand(act.actor, "change", payment);
  const kept = payments.reduce((sum, { depositKept }) => sum + depositKept, 0);
  const held = payments.reduce((sum, payment) => sum + heldOf(payment), 0);
  if (keep - kept > held) throw new Refusal("payment.deposit-gone", { params: { left: held + kept } });
  if (keep !== kept) await changeKept(act, payments, keep - kept, because);
  const returned = held + kept - keep;
  if (returned > 0) await refundSubject(act, { subject, amount: returned, deposit: returned, reason: input.reason });
  return { returned };
}

/** `change` yen more are kept, of the first payment first; or less, of the last. */
async function changeKept(
  act: Act,
  payments: readonly Payment[],
  change: number,
  because: DepositToSettle["because"],
): Promise<void> {
  const byPerson = personOf(act.actor);
  if (because === undefined || byPerson === undefined) throw new Refusal("payment.deposit-why");
  let left = change;
  for (const payment of change > 0 ? payments : payments.toReversed()) {
    const amount = change > 0 ? Math.min(left, heldOf(payment)) : Math.max(left, -payment.depositKept);
    left -= amount;
    if (amount === 0) continue;
    await insertKept(act.tx, {
      paymentId: payment.id,
      amount,
      at: act.now,
      bookedOn: bookedOn(act),
      ...because,
      byPerson,
    });
    await audit(act, {
      what: "payment.deposit-kept",
      subject: `payment/${payment.id}`,
      about: payment.payerId,
      reason: because.reason,
      counts: { yen: amount },
    });
  }
}
