import type { Locale, LocalText } from "../../kernel/i18n/locales.ts";

export const paymentStates = [
  "open",
  "pending",
  "paid",
  "partly-refunded",
  "refunded",
  "expired",
  "abandoned",
] as const;
export type PaymentState = (typeof paymentStates)[number];

/** How money comes in. What a provider takes: card, konbini, paypay, pay-easy; by a bank's file: invoice, debit. */
export const methods = ["card", "konbini", "paypay", "pay-easy", "cash", "invoice", "debit"] as const;
export type Method = (typeof methods)[number];
export type OnlineMethod = "card" | "konbini" | "paypay" | "pay-easy";
/** How a payment may be paid: on a provider's page, at a counter, by 納付書, by 口座振替. */
export type PayWay = "online" | "counter" | "invoice" | "debit";
/** How money goes back: by the way it came, or by hand at the counter or to a bank account. */
export type PayoutMethod = "cash" | "transfer";

/** What a payment is for: a row of the module that opened it. */
export type Subject = { readonly kind: string; readonly id: string };

export type PriceLine = {
  readonly label: string;
  readonly amount: number;
  /** 保証金: not the price, and given back; kept apart in the books. */
  readonly isDeposit?: true | undefined;
};

/** A number that is paid later: at the till of a convenience store, or by Pay-easy at a bank. */
export type Konbini = {
  readonly number: string;
  readonly until: Date;
  /** The provider's page that says how it is paid at each shop; undefined: the number is all one needs. */
  readonly url?: string | undefined;
};

/** What other modules and pages see of a payment. Amounts are whole yen. */
export type PaymentView = {
  readonly id: string;
  readonly subject: Subject;
  readonly payerId: string | undefined;
  readonly state: PaymentState;
  readonly method: Method | undefined;
  readonly amount: number;
  readonly charged: number;
  /** Given back, by the ledger. */
  readonly refunded: number;
  /** Promised and on its way. */
  readonly refunding: number;
  readonly description: string;
  readonly lines: readonly PriceLine[];
  /** So much of the amount is a deposit; of it is held now, and stays with the city by a decision. */
  readonly deposit: number;
  readonly depositHeld: number;
  readonly depositKept: number;
  /** False: not on a provider's page. */
  readonly online: boolean;
  readonly ways: readonly PayWay[];
  /** The paid payment to which this one adds the difference. */
  readonly supplements: string | undefined;
  /** The payment that stands instead of this one, because the amount changed before anything was paid. */
  readonly replacedBy: string | undefined;
  readonly dueAt: Date;
  /** What was used is to be paid by then; it can be paid afterwards as well, until the claim lapses (dueAt). */
  readonly owedBy: Date | undefined;
  readonly openedAt: Date;
  readonly paidAt: Date | undefined;
  readonly returnPath: string;
  /** Where staff look after what is paid for. */
  readonly staffPath: string | undefined;
  /** The provider's page, as soon as it is known and while it can be used. */
  readonly checkoutUrl: string | undefined;
  /** Where the provider's page stands; undefined if none was asked for. */
  readonly checkout: CheckoutStanding | undefined;
  /** When the provider was last read. */
  readonly readAt: Date | undefined;
  readonly konbini: Konbini | undefined;
  /** "2026-000123", one for each charge, without gaps in a fiscal year. */
  readonly receiptNumber: string | undefined;
};

/**
 * preparing: asked for, not yet known · ready · refused: the last try failed, the page still works · unknown: the
 * provider cannot say yet whether money moved · unreachable: the provider did not answer · over: cannot be paid any more.
 */
export type CheckoutStanding = "preparing" | "ready" | "refused" | "unknown" | "unreachable" | "over";

/** asked → done, or unknown while the provider does not answer, or by-hand if it cannot give the money back. */
export const refundStates = ["asked", "unknown", "by-hand", "done"] as const;
export type RefundState = (typeof refundStates)[number];

export type RefundView = {
  readonly id: string;
  readonly paymentId: string;
  readonly amount: number;
  /** Of it, what was kept as a deposit. */
  readonly deposit: number;
  readonly reason: string;
  readonly state: RefundState;
  readonly askedAt: Date;
};

/** The data of every payment event. `late`: the money came after the payment was due, expired or abandoned. */
export type PaymentEvent = {
  readonly paymentId: string;
  readonly subject: Subject;
  readonly amount: number;
  readonly method: Method | null;
  readonly late?: true;
  /** The payment that this one supplements: the subject was paid for before, and this is a difference. */
  readonly supplements?: string;
  /** `payment.pending` only: until when the number can be paid (ISO instant). */
  readonly dueAt?: string;
};

/**
 * What somebody must look at: the provider's words do not fit our row, money came twice, money cannot go back by
 * itself, or a refund is stuck.
 */
export const alarmKinds = [
  "reference-mismatch",
  "amount-mismatch",
  "currency-mismatch",
  "refunded-mismatch",
  "paid-twice",
  "paid-replaced",
  "refund-by-hand",
  "refund-stuck",
  "not-in-ledger",
  "not-at-provider",
  "debit-failed",
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

export type PaymentAlarm = {
  readonly id: string;
  readonly kind: AlarmKind;
  readonly paymentId: string;
  readonly at: Date;
};

// ---- what an adapter implements -------------------------------------------------------------------------------

/**
 * failed: the last try was refused, the page can still be used · expired: nothing can be paid there any more ·
 * unknown: the provider itself cannot say yet. A refunded payment stays `paid`; `refunded` says how much went back.
 */
export type ProviderState = "open" | "pending" | "paid" | "failed" | "expired" | "unknown";

export type ProviderReading = {
  readonly reference: string;
  readonly state: ProviderState;
  readonly amount: number;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly method: OnlineMethod | undefined;
  readonly konbini: Konbini | undefined;
  readonly refunded: number;
};

export type CheckoutOrder = {
  /** The same key gives the same checkout, however often it is sent. */
  readonly key: string;
  readonly amount: number;
  readonly description: string;
  readonly returnUrl: string;
  /** Until when the page can be used. */
  readonly expiresAt: Date;
  /** Until when a convenience-store number may be paid; undefined: no such number is offered. */
  readonly payLaterUntil: Date | undefined;
  readonly locale: Locale;
};

export type RefundOrder = {
  /** Our refund's id: the same key gives the same refund. */
  readonly key: string;
  readonly reference: string;
  readonly amount: number;
};

/** not-possible: this provider cannot give this money back; people must. */
export type ProviderRefund = {
  readonly reference: string;
  readonly state: "done" | "pending" | "not-possible";
};

/**
 * A payment provider. All four calls to the provider may be repeated; a call that gets no clear answer throws, and is
 * repeated with the same key by the job that made it. Nothing here is called inside a request or a transaction,
 * except `verifyEvent`, which only computes.
 */
export type PaymentProvider = {
  /** The name in hook addresses and in the ledger: [a-z][a-z0-9-]*. Never changes, never given to another provider. */
  readonly name: string;
  /** What residents read: 「…のページで支払います」. */
  readonly title: LocalText;
  /** Where the browser is sent, so that redirects and the CSP may name it: https://pay.example. */
  readonly origin: string;
  createCheckout(order: CheckoutOrder): Promise<{ readonly reference: string; readonly url: string }>;
  readPayment(reference: string): Promise<ProviderReading>;
  /** Makes the page unusable if nothing was paid; gives what is true afterwards. */
  closeCheckout(reference: string): Promise<ProviderReading>;
  refund(order: RefundOrder): Promise<ProviderRefund>;
  /** Signature over the raw body, in constant time; not older than five minutes. `rawBody` is what came in, unparsed. */
  verifyEvent(
    headers: Headers,
    rawBody: Uint8Array,
    now: Date,
  ): { readonly eventId: string; readonly reference: string } | "rejected";
};
