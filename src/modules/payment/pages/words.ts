import type { View } from "../../../kernel/http/view.ts";
import type { MessageKey } from "../../../kernel/i18n/messages.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf, wallTimeOf } from "../../../kernel/time/instant.ts";
import { formatWallTime } from "../../../kernel/time/wall-time.ts";
import type { Method, PaymentState, PayoutMethod } from "../types.ts";

export function yen({ locale }: View, amount: number): string {
  return formatYen(amount, locale);
}

/** 11月25日（水）15時24分 */
export function instantText({ city, locale }: View, instant: Date): string {
  const day = civilDateOf(instant, city.config.zone);
  const time = wallTimeOf(instant, city.config.zone);
  return `${formatDate(day, locale, { year: false })}${gap(locale)}${formatWallTime(time, locale)}`;
}

/** As instantText, for an end: midnight is 24時 of the day before. */
export function untilText(view: View, instant: Date): string {
  const { city, locale } = view;
  const day = civilDateOf(instant, city.config.zone);
  if (wallTimeOf(instant, city.config.zone) !== "00:00") return instantText(view, instant);
  return `${formatDate(addDays(day, -1), locale, { year: false })}${gap(locale)}${formatWallTime("24:00", locale)}`;
}

const gap = (locale: View["locale"]) => (locale === "en" ? ", " : "");

export const methodKeys = {
  card: "payment.method.card",
  konbini: "payment.method.konbini",
  paypay: "payment.method.paypay",
  "pay-easy": "payment.method.pay-easy",
  invoice: "payment.method.invoice",
  debit: "payment.method.debit",
  cash: "payment.method.cash",
  transfer: "payment.method.transfer",
} as const satisfies Record<Method | PayoutMethod, MessageKey>;

export const stateKeys = {
  open: "payment.state.open",
  pending: "payment.state.pending",
  paid: "payment.state.paid",
  "partly-refunded": "payment.state.partly-refunded",
  refunded: "payment.state.refunded",
  expired: "payment.state.expired",
  abandoned: "payment.state.abandoned",
} as const satisfies Record<PaymentState, MessageKey>;
