import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { demand } from "../policy.ts";
import { findLivePayment, insertPayment } from "../store/payments.ts";
import type { PayWay, PriceLine, Subject } from "../types.ts";
import { askForCheckout } from "./ask-for-checkout.ts";

export type PaymentToOpen = {
  readonly subject: Subject;
  /** Who may see it and pay it online; without it only a counter can take the money. */
  readonly payerId?: string | undefined;
  /** Whole yen, 1 to 10,000,000. What is free of charge has no payment. */
  readonly amount: number;
  /** For the provider's page and the receipt, in the payer's language: 1 to 200 characters, no personal data. */
  readonly description: string;
  /** They add up to the amount. */
  readonly lines: readonly PriceLine[];
  readonly dueAt: Date;
  /**
   * What was used, or is paid afterwards (後納): it is owed, and to be paid by then. It stays open until the claim lapses, and
   * `dueAt` is not looked at. No convenience-store number is offered: such a number would end the payment with it.
   */
  readonly owedBy?: Date | undefined;
  /**
   * Until when a convenience-store number may be paid. Default: the due time, if that is two hours away or more;
   * null: no such number is offered.
   */
  readonly payLaterUntil?: Date | null;
  /** False: not on a provider's page. The same is said by `ways` without "online". */
  readonly online?: boolean;
  /** How it may be paid. Default: on a provider's page and at a counter. */
  readonly ways?: readonly PayWay[];
  /** A path of this site, shown when all is paid. */
  readonly returnPath: string;
  /** Below /staff/: the page on which staff look after what is paid for; the counter's page leads back to it. */
  readonly staffPath?: string | undefined;
  /** The subject's paid payment to which this adds a difference: see openSupplement. */
  readonly supplements?: string | undefined;
};

/**
 * Opens a payment and asks for the provider's page at once, so that its address is there when the person presses the
 * button. A subject has one live payment: the same amount again gives the same payment, another amount is refused
 * (`payment.already-open`). Gives the payment's id.
 */
export async function openPayment(act: Act, input: PaymentToOpen): Promise<string> {
  const { subject, payerId, amount, lines, owedBy } = input;
  const dueAt = owedBy === undefined ? input.dueAt : lapseOf(owedBy);
  const ways = waysOf(input);
  const online = ways.includes("online");
  demand(act.actor, "open", { payerId });
  const sum = lines.reduce((total, line) => total + line.amount, 0);
  if (sum !== amount) throw new RangeError(`lines of ${sum} yen do not make ${amount} yen`);
  const id = randomUUID();
  const numberTime = input.payLaterUntil === undefined ? numberUntil(dueAt, act.now) : input.payLaterUntil;
  const payLaterUntil = owedBy === undefined ? numberTime : null;
  const isNew = await insertPayment(act.tx, {
    id,
    subject,
    payerId,
    amount,
    deposit: lines.reduce((total, line) => total + (line.isDeposit ? line.amount : 0), 0),
    description: input.description,
    lines,
    returnPath: input.returnPath,
    staffPath: input.staffPath,
    locale: act.locale,
    online,
    ways,
    supplements: input.supplements,
    dueAt,
    owedBy,
    payLaterUntil: payLaterUntil ?? undefined,
    openedAt: act.now,
  });
  if (!isNew) return idOfSame(act, subject, amount);
  await audit(act, { what: "payment.opened", subject: `payment/${id}`, about: payerId, counts: { yen: amount } });
  if (owedBy === undefined) await later(act, { name: "payment.expire", data: { paymentId: id }, startAfter: dueAt });
  if (online && payerId !== undefined) await askForCheckout(act, { id, dueAt });
  return id;
}

/** 地方自治法 236条: after five years a city can ask for nothing more. */
function lapseOf(owedBy: Date): Date {
  const lapse = new Date(owedBy);
  lapse.setUTCFullYear(owedBy.getUTCFullYear() + 5);
  return lapse;
}

async function idOfSame(act: Act, subject: Subject, amount: number): Promise<string> {
  const live = await findLivePayment(act.tx, subject);
  if (live === undefined || live.amount !== amount) throw new Refusal("payment.already-open");
  return live.id;
}

function waysOf({ online = true, ways = ["online", "counter"] }: PaymentToOpen): readonly PayWay[] {
  const allowed = online ? ways : ways.filter((way) => way !== "online");
  return allowed.length === 0 ? ["counter"] : allowed;
}

/** Nobody gets to a shop in less than two hours for sure. */
function numberUntil(dueAt: Date, now: Date): Date | undefined {
  return dueAt.getTime() - now.getTime() >= 2 * 3_600_000 ? dueAt : undefined;
}
