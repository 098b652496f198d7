import { createHash, randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { demand } from "../policy.ts";
import { amendmentOf, depositHeldOf, keptOf, type PartRefund, priceKeptOf, refundsOf } from "../rules/amendment.ts";
import { isLive, isPaid, moved } from "../rules/states.ts";
import { findLiveCheckout } from "../store/checkouts.ts";
import { lockPaymentsOf, type Payment, readPaymentRow, updatePayment } from "../store/payments.ts";
import { findRefund } from "../store/refunds.ts";
import { findPayment } from "../store/views.ts";
import type { PriceLine, Subject } from "../types.ts";
import { closeLiveCheckout } from "./ask-for-checkout.ts";
import { openPayment } from "./open-payment.ts";
import { refundPayment } from "./refund-payment.ts";

export type PaymentToAmend = {
  /** Any payment of the subject: the first one, a supplement, one that was replaced. */
  readonly paymentId: string;
  /** What the subject costs in all now, its deposit with it: whole yen, 0 to 10,000,000. Not the difference. */
  readonly amount: number;
  /** All of it, line by line; they add up to the amount. Lines of a deposit say so. */
  readonly lines: readonly PriceLine[];
  /** Default: as before. */
  readonly description?: string;
  /** Until when what is missing is to be paid. Default: the present due time if it is to come, else in seven days. */
  readonly dueAt?: Date;
  /** What is missing is owed for what was used: see openPayment. Default: as before. */
  readonly owedBy?: Date | undefined;
  /** For the books, if money goes back: 1 to 500 characters, no personal data. */
  readonly reason?: string;
};

/**
 * unchanged: that much is asked for or paid already · replaced: nothing was paid yet, another payment stands instead ·
 * supplement: the difference is to be paid besides · refunded: the difference goes back · ended: nothing is missing any more.
 */
export type PaymentAmended =
  | { readonly kind: "unchanged" | "ended" }
  | {
      readonly kind: "replaced" | "supplement";
      readonly paymentId: string;
      readonly amount: number;
      readonly returned: number;
    }
  | { readonly kind: "refunded"; readonly amount: number; readonly refundIds: readonly string[] };

/**
 * What a subject costs has changed. Counts what was paid for it (less what went back), and opens, replaces or refunds
 * the rest, in the caller's transaction; asked twice for the same amount it does it once. Money that a shop still takes
 * for a replaced payment goes back by itself. Refused while nobody knows whether money moved (`payment.uncertain`).
 */
export async function amendPayment(act: Act, input: PaymentToAmend): Promise<PaymentAmended> {
  const { amount, lines } = input;
  const sum = lines.reduce((total, line) => total + line.amount, 0);
  if (sum !== amount) throw new RangeError(`lines of ${sum} yen do not make ${amount} yen`);
  const given = await readPaymentRow(act.tx, input.paymentId);
  if (given === undefined) throw notFound();
  demand(act.actor, "change", given);
  const parts = await lockAccount(act, given.subject);
  const deposit = lines.reduce((total, line) => total + (line.isDeposit ? line.amount : 0), 0);
  const plan = amendmentOf(parts, amount, deposit);
  if (plan.kind === "unchanged") return { kind: "unchanged" };

  const was = { price: priceKeptOf(parts), deposit: depositHeldOf(parts) };
  const ended = parts.find(({ id }) => id === plan.ends);
  if (ended !== undefined) await endUnpaid(act, ended);
  await audit(act, {
    what: "payment.amended",
    subject: `payment/${given.id}`,
    about: given.payerId,
    counts: { yen: amount, kept: keptOf(parts) },
  });
  if (plan.kind === "end") return { kind: "ended" };
  const refunds = "refunds" in plan ? plan.refunds : [];
  const refundIds = await refundEach(act, refunds, { reason: input.reason ?? "payment.amended" });
  const returned = refunds.reduce((total, refund) => total + refund.amount, 0);
  if (plan.kind === "refund") return { kind: "refunded", amount: returned, refundIds };
  const before = ended ?? given;
  // What is too much of one went back: it pays nothing of the other.
  const price = Math.min(was.price, amount - deposit);
  const held = Math.min(was.deposit, deposit);
  const t = translator(given.locale);
  const more = [
    ...(price === 0 ? [] : [{ label: t.text("payment.paid-before"), amount: -price }]),
    ...(held === 0 ? [] : [{ label: t.text("payment.deposit-before"), amount: -held, isDeposit: true as const }]),
  ];
  // A deposit that is neither more nor less than before is no matter of this payment.
  const isSame = held === deposit;
  const all = [...lines, ...more].filter(({ isDeposit }) => !(isSame && isDeposit));
  const paymentId = await openLike(act, before, {
    amount: plan.amount,
    lines: all,
    dueAt: input.dueAt ?? dueAfter(before, act.now),
    owedBy: input.owedBy ?? ended?.owedBy,
    supplements: plan.supplements,
    ...(input.description === undefined ? {} : { description: input.description }),
  });
  if (ended !== undefined) await updatePayment(act.tx, ended.id, { replacedBy: paymentId });
  return { kind: plan.supplements === undefined ? "replaced" : "supplement", paymentId, amount: plan.amount, returned };
}

export type SupplementToOpen = {
  /** A paid payment of the subject. */
  readonly paymentId: string;
  /** Whole yen that are to be paid besides. */
  readonly amount: number;
  readonly lines: readonly PriceLine[];
  readonly description?: string;
  readonly dueAt: Date;
  readonly owedBy?: Date | undefined;
};

/**
 * Something is to be paid besides what was paid: an overrun, a percentage of takings. Refused if the payment is not paid
 * (`payment.not-paid`) or if something else is still to be paid (`payment.already-open`). Gives the new payment's id.
 */
export async function openSupplement(act: Act, input: SupplementToOpen): Promise<string> {
  const given = await readPaymentRow(act.tx, input.paymentId);
  if (given === undefined) throw notFound();
  demand(act.actor, "change", given);
  await lockAccount(act, given.subject);
  if (!isPaid(given.state)) throw new Refusal("payment.not-paid");
  const { amount, lines, dueAt, owedBy, description } = input;
  const supplement = { amount, lines, dueAt, owedBy, supplements: given.id };
  return openLike(act, given, description === undefined ? supplement : { ...supplement, description });
}

export type SubjectRefund = {
  readonly subject: Subject;
  /** In all. */
  readonly amount: number;
  /** So much of it is deposit. */
  readonly deposit?: number;
  readonly reason: string;
  /** A caller that may run twice names it: the same id again is the same refund. */
  readonly refundId?: string;
};

/**
 * Promises money back of all that was paid for a subject, from the supplements first. As refundPayment, over several
 * payments. Refused (`payment.over-refunded`) if it is more than was kept.
 */
export async function refundSubject(act: Act, input: SubjectRefund): Promise<readonly string[]> {
  const parts = await lockAccount(act, input.subject);
  for (const part of parts) demand(act.actor, "change", part);
  const { amount, deposit = 0, reason, refundId = randomUUID() } = input;
  const before = await listSame(act, parts, refundId);
  if (before.length > 0) return before;
  if (amount - deposit > priceKeptOf(parts) || deposit > depositHeldOf(parts))
    throw new Refusal("payment.over-refunded", { params: { left: keptOf(parts) } });
  return refundEach(act, refundsOf(parts, amount, deposit), { reason, refundId });
}

/** What was promised before under this id. */
async function listSame(act: Act, parts: readonly Payment[], refundId: string): Promise<string[]> {
  const found: string[] = [];
  for (const { id } of parts) if (await findRefund(act.tx, partId(refundId, id))) found.push(partId(refundId, id));
  return found;
}

async function lockAccount(act: Act, subject: Subject) {
  await lockSorted(act.tx, "payment.subject", [`${subject.kind}/${subject.id}`]);
  const payments = await lockPaymentsOf(act.tx, subject);
  return payments.map((payment) => ({ ...payment, isReplaced: payment.replacedBy !== undefined }));
}

async function endUnpaid(act: Act, payment: Payment): Promise<void> {
  const checkout = await findLiveCheckout(act.tx, payment.id);
  if (checkout?.lastState === "unknown") throw new Refusal("payment.uncertain");
  await updatePayment(act.tx, payment.id, { state: moved(payment.state, "abandoned"), endedAt: act.now });
  await closeLiveCheckout(act, payment.id);
}

async function openLike(
  act: Act,
  before: Payment,
  change: {
    amount: number;
    lines: readonly PriceLine[];
    dueAt: Date;
    owedBy: Date | undefined;
    supplements: string | undefined;
    description?: string;
  },
): Promise<string> {
  const view = await findPayment(act.tx, before.id);
  if (view === undefined) throw notFound();
  return openPayment(
    { ...act, locale: before.locale },
    {
      subject: before.subject,
      payerId: before.payerId,
      description: before.description,
      ways: before.ways,
      returnPath: view.returnPath,
      staffPath: view.staffPath,
      ...change,
    },
  );
}

async function refundEach(
  act: Act,
  refunds: readonly PartRefund[],
  options: { reason: string; refundId?: string },
): Promise<string[]> {
  const { reason, refundId = randomUUID() } = options;
  const ids: string[] = [];
  for (const { paymentId, ...sums } of refunds) {
    ids.push(await refundPayment(act, { paymentId, ...sums, reason, refundId: partId(refundId, paymentId) }));
  }
  return ids;
}

/** One refund of a subject is one of each payment: made from both, so that the same again is the same. */
function partId(refundId: string, paymentId: string): string {
  const hex = createHash("sha256").update(`${refundId}/${paymentId}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const week = 7 * 86_400_000;

function dueAfter({ state, dueAt }: Payment, now: Date): Date {
  return isLive(state) && dueAt > now ? dueAt : new Date(now.getTime() + week);
}
