import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { demandCounter } from "../policy.ts";
import { stateByLedger } from "../rules/refund.ts";
import { isOnline, moved } from "../rules/states.ts";
import { settleAlarmsAbout } from "../store/alarms.ts";
import { insertRefundEntry, type NewRefundEntry } from "../store/ledger.ts";
import { lockPayment, updatePayment } from "../store/payments.ts";
import { lockPayout, updatePayout } from "../store/payouts.ts";
import { findRefund, type Refund, sumSurplus, updateRefundState } from "../store/refunds.ts";
import { announce } from "./events.ts";
import { raiseAlarm } from "./raise-alarm.ts";
import { bookedOn } from "./receipt.ts";
import { counterDay } from "./take-cash.ts";
import { wantPayout } from "./want-payout.ts";

/** The provider has given the money back: into the ledger, once. */
export async function recordRefund(act: Act, input: { refundId: string; reference: string }): Promise<void> {
  const refund = await lockRefund(act, input.refundId);
  if (refund === undefined || refund.state === "done") return;
  if (!isOnline(refund.method) || refund.provider === undefined) throw new Error("this money goes back by hand");
  await settle(act, refund, {
    ...entryOf(act, refund),
    bookedOn: bookedOn(act),
    method: refund.method,
    provider: refund.provider,
    reference: input.reference,
  });
}

/** No clear answer: the same key is sent again, by the job and at night. */
export async function recordRefundUnknown(act: Act, input: { refundId: string; isStuck: boolean }): Promise<void> {
  const refund = await lockRefund(act, input.refundId);
  if (refund === undefined || (refund.state !== "asked" && refund.state !== "unknown")) return;
  if (refund.state === "asked") await updateRefundState(act.tx, refund.id, "unknown");
  if (input.isStuck) await raiseAlarm(act, { kind: "refund-stuck", paymentId: refund.paymentId, about: refund.id });
}

/** The provider cannot give this money back (a shop took it in cash): people must. */
export async function recordRefundByHand(act: Act, { refundId }: { refundId: string }): Promise<void> {
  const refund = await lockRefund(act, refundId);
  if (refund === undefined || refund.state === "done" || refund.state === "by-hand") return;
  await updateRefundState(act.tx, refundId, "by-hand");
  await raiseAlarm(act, { kind: "refund-by-hand", paymentId: refund.paymentId, about: refundId });
  const payment = await lockPayment(act.tx, refund.paymentId);
  if (payment !== undefined) await wantPayout(act, { refundId, payment });
  await audit(act, { what: "payment.refund-by-hand", subject: `payment/${refund.paymentId}` });
}

/** The provider works on it: asked again in an hour. */
export async function askRefundAgain(act: Act, { refundId }: { refundId: string }): Promise<void> {
  const startAfter = new Date(act.now.getTime() + 3_600_000);
  await later(act, { name: "payment.deliver-refund", data: { refundId }, startAfter });
}

/** Staff gave the money back over the counter. To a bank account it goes by the payout's own way, with two people. */
export async function payOutRefund(act: Act, input: { refundId: string }): Promise<void> {
  const staff = demandCounter(act.actor, "pay-out");
  const refund = await lockRefund(act, input.refundId);
  if (refund === undefined) throw notFound();
  if (refund.state !== "by-hand") throw new Refusal("payment.desk-not-by-hand");
  // Whoever has the cash needs no transfer; one that is at the bank cannot be called back from here.
  const payout = await lockPayout(act.tx, refund.id);
  if (payout?.state === "sent") throw new Refusal("payment.desk-at-bank");
  if (payout !== undefined) await updatePayout(act.tx, refund.id, { state: "ended", account: null });
  await settle(act, refund, {
    ...entryOf(act, refund),
    bookedOn: await counterDay(act, staff.sectionId),
    method: "cash",
    sectionId: staff.sectionId,
    byPerson: staff.personId,
  });
}

/** A transfer of the payout's own way arrived: the list of transfers named it, and two people had agreed. */
export async function bookTransfer(
  act: Act,
  { refundId, staff }: { refundId: string; staff: { sectionId: string; personId: string } },
): Promise<void> {
  const refund = await lockRefund(act, refundId);
  if (refund === undefined) throw notFound();
  if (refund.state !== "by-hand") throw new Refusal("payment.desk-not-by-hand");
  await settle(act, refund, {
    ...entryOf(act, refund),
    bookedOn: bookedOn(act),
    method: "transfer",
    sectionId: staff.sectionId,
    byPerson: staff.personId,
  });
}

async function lockRefund(act: Act, refundId: string): Promise<Refund | undefined> {
  const found = await findRefund(act.tx, refundId);
  if (found === undefined) return undefined;
  await lockPayment(act.tx, found.paymentId);
  return findRefund(act.tx, refundId);
}

function entryOf(act: Act, refund: Refund) {
  return { id: randomUUID(), paymentId: refund.paymentId, amount: refund.amount, at: act.now, refundId: refund.id };
}

async function settle(act: Act, refund: Refund, entry: NewRefundEntry): Promise<void> {
  await insertRefundEntry(act.tx, entry);
  await settleAlarmsAbout(act.tx, refund.id, act.now);
  const payment = await lockPayment(act.tx, refund.paymentId);
  if (payment === undefined) throw new Error(`refund ${refund.id} has no payment`);
  const state = stateByLedger({ ...payment, surplus: await sumSurplus(act.tx, payment.id) });
  if (state !== payment.state) await updatePayment(act.tx, payment.id, { state: moved(payment.state, state) });
  await audit(act, {
    what: "payment.refunded",
    subject: `payment/${payment.id}`,
    about: payment.payerId,
    counts: { yen: refund.amount },
  });
  // Money that came twice changes nothing for the subject: its own payment stands.
  if (!refund.isSurplus) await announce(act, "refunded", payment, { amount: refund.amount });
}
