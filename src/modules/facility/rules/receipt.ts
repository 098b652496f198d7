import { sumYen, taxWithin, type Yen } from "../../../kernel/money/yen.ts";
import type { PaymentView } from "../../payment/index.ts";
import type { AmountLine } from "../documents/types.ts";
import type { Quote } from "../types/fee.ts";

type Paid = Pick<PaymentView, "amount" | "lines" | "description" | "deposit" | "supplements">;

/**
 * The lines of a receipt; they add up to the payment's amount, whatever became of the booking since. `quoted` are the booking's
 * lines as they stand now, with their sums in words and articles: they are taken where they are still what was paid.
 */
export function receiptLines(payment: Paid, quoted: readonly AmountLine[]): AmountLine[] {
  const price = payment.lines.filter(({ isDeposit }) => isDeposit !== true);
  const deposits = payment.lines.filter(({ isDeposit }) => isDeposit === true);
  const isAsQuoted =
    payment.supplements === undefined &&
    quoted.length === price.length &&
    quoted.every(({ amount }, at) => amount === price[at]?.amount);
  const lines = [...(isAsQuoted ? quoted : price), ...deposits].map(({ label, amount, ...rest }): AmountLine => {
    const note = "note" in rest ? rest.note : undefined;
    return { label, amount, ...(note === undefined ? {} : { note }) };
  });
  const adds = sumYen(lines.map(({ amount }) => amount)) === payment.amount;
  return adds ? lines : [{ label: payment.description, amount: payment.amount }];
}

export type ReceiptTax = {
  readonly percent: number;
  /** What the tax is on: with it inside, or without it, as the ordinance's amounts are. */
  readonly base: Yen;
  readonly isIncluded: boolean;
  readonly tax: Yen;
};

/** The tax of what was received, by the rate of the quote; a deposit bears none (消費税法基本通達 5-4-3: it is given back). */
export function receiptTaxes({ amount, deposit }: Paid, quote: Quote | undefined): ReceiptTax[] {
  if (quote?.tax === undefined) return [];
  const received = amount - deposit;
  if (received <= 0) return [];
  const { rate, included } = quote.tax;
  const tax = received === quote.total ? quote.tax.amount : taxWithin(received, rate);
  return [{ percent: rate, base: included ? received : received - tax, isIncluded: included, tax }];
}
