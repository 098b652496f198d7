import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { demandCounter } from "../policy.ts";
import { type BankAccount, hintOf } from "../rules/bank-account.ts";
import { lockPayment } from "../store/payments.ts";
import { insertPayout, lockPayout, type Payout, updatePayout } from "../store/payouts.ts";
import { findRefund } from "../store/refunds.ts";
import { accountPurpose } from "./payout.ts";

/** Money that waits for hands, with what it was paid for. */
export async function getRefundByHand(act: Act, { refundId }: { refundId: string }) {
  demandCounter(act.actor, "pay-out");
  const refund = await findRefund(act.tx, refundId);
  const payment = refund && (await lockPayment(act.tx, refund.paymentId));
  if (refund === undefined || payment === undefined) throw notFound();
  if (refund.state !== "by-hand") throw new Refusal("payment.desk-not-by-hand");
  return { refund, payment };
}

/**
 * 還付口座を窓口で: for somebody without an account on this site, or with a paper. Whoever writes it in has seen the bank book and
 * who came, which is noted (what was shown, no number): that is the first look. Another person approves, by constraint.
 */
export async function enterAccountByStaff(
  act: Act,
  input: { refundId: string; account: BankAccount; proof: NonNullable<Payout["proof"]> },
): Promise<void> {
  const staff = demandCounter(act.actor, "pay-out");
  const { refundId, account, proof } = input;
  const { payment } = await getRefundByHand(act, { refundId });
  await insertPayout(act.tx, { refundId, wantedAt: act.now });
  const payout = await lockPayout(act.tx, refundId);
  if (payout?.state !== "wanted") throw new Refusal("payment.account-checked");
  await updatePayout(act.tx, refundId, {
    state: "entered",
    account: { sealed: act.city.secrets.seal(accountPurpose, JSON.stringify(account)), hint: hintOf(account) },
    enteredAt: act.now,
    enteredBy: staff,
    proof,
    returnedBecause: null,
  });
  await updatePayout(act.tx, refundId, { state: "checked", checkedBy: staff });
  await audit(act, {
    what: "payment.account-entered-by-staff",
    subject: `refund/${refundId}`,
    about: payment.payerId,
  });
}
