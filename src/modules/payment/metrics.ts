import type { MetricDefinition } from "../../kernel/metric/types.ts";
import { countCharges } from "./store/ledger.ts";
import { type Method, methods } from "./types.ts";

const names: Readonly<Record<Method, { ja: string; en: string }>> = {
  card: { ja: "カード", en: "by card" },
  konbini: { ja: "コンビニ", en: "at convenience stores" },
  paypay: { ja: "PayPay", en: "by PayPay" },
  "pay-easy": { ja: "ペイジー", en: "by Pay-easy" },
  cash: { ja: "窓口の現金", en: "in cash at counters" },
  invoice: { ja: "納付書", en: "by payment slip" },
  debit: { ja: "口座振替", en: "by direct debit" },
};

const rule = {
  ja: "台帳に載った入金を、入金の日で数えます。返したお金は引きません。二重に入って返したものも、入金として数えます。",
  en: "Charges in the ledger, by the day on which the money came in. Refunds are not subtracted; money that came twice and went back counts as it came.",
} as const;

const countOf = (method: Method): MetricDefinition => ({
  name: `payment.charges.${method}`,
  kind: "flow",
  unit: "件",
  title: { ja: `支払いの数（${names[method].ja}）`, en: `Payments ${names[method].en}` },
  rule,
  count: async ({ db }, period) => ({ value: (await countCharges(db, method, period)).count }),
});

const sumOf = (method: Method): MetricDefinition => ({
  name: `payment.yen.${method}`,
  kind: "flow",
  unit: "円",
  title: { ja: `支払いの合計（${names[method].ja}）`, en: `Sum of payments ${names[method].en}` },
  rule,
  count: async ({ db }, period) => ({ value: (await countCharges(db, method, period)).sum }),
});

/** Number and sum of payments by method; over a fiscal year, or any other range of days. */
export const paymentMetrics: readonly MetricDefinition[] = methods.flatMap((method) => [
  countOf(method),
  sumOf(method),
]);
