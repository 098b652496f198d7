import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { demandCounter } from "../policy.ts";
import { changeOf, receiptNumber } from "../rules/cash.ts";
import { isLive, moved } from "../rules/states.ts";
import { isDayClosed } from "../store/cash-days.ts";
import { findLiveCheckout } from "../store/checkouts.ts";
import { insertCharge } from "../store/ledger.ts";
import { lockPayment, updatePayment } from "../store/payments.ts";
import { closeLiveCheckout } from "./ask-for-checkout.ts";
import { announce } from "./events.ts";
import { bookedOn, nextReceipt } from "./receipt.ts";

export type CashTaken = {
  readonly receiptNumber: string;
  /** Yen to give back over the counter. */
  readonly change: number;
  /** The counter's day that it belongs to: tomorrow if today is closed. */
  readonly bookedOn: CivilDate;
};

/** Cash over the counter, by staff. `received` is what was handed over, the amount or more. */
export async function takeCash(act: Act, input: { paymentId: string; received: number }): Promise<CashTaken> {
  const staff = demandCounter(act.actor, "take-cash");
  const { paymentId, received } = input;
  const payment = await lockPayment(act.tx, paymentId);
  if (payment === undefined) throw notFound();
  if (!isLive(payment.state)) throw new Refusal(payment.charged > 0 ? "payment.already-paid" : "payment.too-late");
  if (act.now >= payment.dueAt) throw new Refusal("payment.too-late");
  checkReceived(payment.amount, received);
  const checkout = await findLiveCheckout(act.tx, paymentId);
  if (checkout?.lastState === "unknown") throw new Refusal("payment.desk-uncertain");

  await closeLiveCheckout(act, paymentId);
  const day = await counterDay(act, staff.sectionId);
  await updatePayment(act.tx, paymentId, { state: moved(payment.state, "paid"), method: "cash", paidAt: act.now });
  const receipt = await nextReceipt(act, day);
  await insertCharge(act.tx, {
    id: randomUUID(),
    paymentId,
    amount: payment.amount,
    at: act.now,
    bookedOn: day,
    receipt,
    method: "cash",
    sectionId: staff.sectionId,
    received,
    byPerson: staff.personId,
  });
  await audit(act, {
    what: "payment.cash-taken",
    subject: `payment/${paymentId}`,
    about: payment.payerId,
    counts: { yen: payment.amount, received },
  });
  await announce(act, "paid", payment, { method: "cash" });
  return {
    receiptNumber: receiptNumber(receipt.fiscalYear, receipt.number),
    change: changeOf(payment.amount, received),
    bookedOn: day,
  };
}

/** Nobody hands over a note too many: change of 10,000 yen or more is a slip of the finger. */
function checkReceived(amount: number, received: number): void {
  if (received < amount) {
    throw new Refusal("payment.desk-cash-short", {
      status: 422,
      field: "received",
      params: { amount, short: amount - received },
    });
  }
  if (received - amount >= 10_000) {
    throw new Refusal("payment.desk-cash-too-much", {
      status: 422,
      field: "received",
      params: { change: received - amount },
    });
  }
}

/** What comes after the day was closed belongs to the next one. */
export async function counterDay(act: Act, sectionId: string): Promise<CivilDate> {
  const today = bookedOn(act);
  return (await isDayClosed(act.tx, sectionId, today)) ? addDays(today, 1) : today;
}
