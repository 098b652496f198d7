import type { Act } from "../../../kernel/act.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { notFound } from "../../../kernel/refusal.ts";
import { isAllowed } from "../policy.ts";
import { pollSeconds } from "../rules/standing.ts";
import { isPaid } from "../rules/states.ts";
import { findLastCheckout, listCheckoutsToReconcile, listUncertainCheckouts } from "../store/checkouts.ts";
import { beginComparison } from "../store/comparisons.ts";
import { listDuePayments, readPaymentRow } from "../store/payments.ts";
import { listRefundsUnderWay } from "../store/refunds.ts";
import { bookedOn } from "./receipt.ts";

/** Somebody came back from the provider's page: it is read now, whatever the address says. Once in five seconds. */
export async function askReading(act: Act, { paymentId }: { paymentId: string }): Promise<void> {
  const payment = await readPaymentRow(act.tx, paymentId);
  if (payment === undefined || !isAllowed(act.actor, "see", payment)) throw notFound();
  const checkout = await findLastCheckout(act.tx, paymentId);
  if (isPaid(payment.state) || checkout?.reference === undefined) return;
  const moment = Math.floor(act.now.getTime() / 5_000);
  await later(act, {
    name: "payment.read",
    data: { checkoutId: checkout.id, step: 0 },
    once: `return/${checkout.id}/${moment}`,
  });
}

/** The next of the short-term polls, if there is one. */
export async function askReadingAgain(
  act: Act,
  { checkoutId, step }: { checkoutId: string; step: number },
): Promise<void> {
  const seconds = pollSeconds[step];
  if (seconds === undefined) return;
  const startAfter = new Date(act.now.getTime() + seconds * 1000);
  await later(act, { name: "payment.read", data: { checkoutId, step: step + 1 }, startAfter });
}

/** Payments whose own job did not end them in time, and pages of which it is unknown whether money moved. */
export async function sweep(act: Act): Promise<void> {
  for (const paymentId of await listDuePayments(act.tx, act.now)) {
    await later(act, { name: "payment.expire", data: { paymentId } });
  }
  for (const checkoutId of await listUncertainCheckouts(act.tx, fiveWeeksBefore(act.now))) {
    await later(act, { name: "payment.read", data: { checkoutId, step: pollSeconds.length } });
  }
}

/**
 * At night: every live page is read again, and those of the last five weeks too, because a message may have been lost
 * and a shop's money may come late; what then differs from the ledger is reported. And refunds that a provider has not answered are sent again with their key.
 */
export async function reconcile(act: Act): Promise<void> {
  const onDay = bookedOn(act);
  const pages = await listCheckoutsToReconcile(act.tx, fiveWeeksBefore(act.now));
  await beginComparison(act.tx, { onDay, at: act.now, asked: pages.length });
  for (const checkoutId of pages) await later(act, { name: "payment.compare", data: { checkoutId, onDay } });
  const anHourAgo = new Date(act.now.getTime() - 3_600_000);
  for (const { id } of await listRefundsUnderWay(act.tx, anHourAgo)) {
    await later(act, { name: "payment.deliver-refund", data: { refundId: id } });
  }
}

const fiveWeeksBefore = (now: Date) => new Date(now.getTime() - 35 * 86_400_000);
