import { z } from "zod";
import type { Konbini, OnlineMethod, ProviderReading } from "../../modules/payment/index.ts";

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const refund = z.object({ id: z.string(), amount: z.int(), description: z.string().nullish() });

export const komojuPayment = z.object({
  id: z.string().min(1),
  status: z.string(),
  amount: z.int(),
  currency: z.string(),
  amount_refunded: z.int().default(0),
  payment_deadline: instant.nullish(),
  payment_details: z
    .object({
      type: z.string(),
      receipt: z.string().nullish(),
      confirmation_code: z.string().nullish(),
      customer_id: z.string().nullish(),
      instructions_url: z.url({ protocol: /^https?$/ }).nullish(),
    })
    .nullish(),
  refunds: z.array(refund).default([]),
});
export type KomojuPayment = z.output<typeof komojuPayment>;

export const komojuSession = z.object({
  id: z.string().min(1).max(200),
  status: z.string(),
  amount: z.int(),
  currency: z.string(),
  session_url: z.url({ protocol: /^https?$/ }),
  payment: komojuPayment.nullish(),
});
export type KomojuSession = z.output<typeof komojuSession>;

/** What KOMOJU's session says, in the words of the payment module. */
export function readingOf({ id, status, amount, currency, payment }: KomojuSession): ProviderReading {
  const method = methods[payment?.payment_details?.type ?? ""];
  return {
    reference: id,
    state: payment ? stateOf(payment, method) : sessionState(status),
    amount: payment?.amount ?? amount,
    currency: payment?.currency ?? currency,
    method,
    konbini: payment ? numberOf(payment) : undefined,
    refunded: payment?.amount_refunded ?? 0,
  };
}

export const methods: Readonly<Record<string, OnlineMethod>> = {
  credit_card: "card",
  konbini: "konbini",
  paypay: "paypay",
  pay_easy: "pay-easy",
};

/** Money that is brought to a shop or a bank: KOMOJU calls it authorized until it is there. */
export const isPaidLater = (method: OnlineMethod | undefined) => method === "konbini" || method === "pay-easy";

function sessionState(status: string): ProviderReading["state"] {
  if (status === "pending") return "open";
  return status === "cancelled" || status === "expired" ? "expired" : "unknown";
}

function stateOf({ status }: KomojuPayment, method: OnlineMethod | undefined): ProviderReading["state"] {
  switch (status) {
    case "captured":
    case "refunded":
      return "paid";
    case "pending":
    case "authorized":
      return isPaidLater(method) ? "pending" : "unknown";
    case "failed":
    case "expired":
    case "cancelled":
      return "expired";
    default:
      return "unknown";
  }
}

function numberOf({ payment_details: details, payment_deadline: until }: KomojuPayment): Konbini | undefined {
  const number = details?.receipt ?? details?.customer_id;
  if (!number || !until) return undefined;
  return { number, until, url: details?.instructions_url ?? undefined };
}
