import type { Db, Tx } from "../../../kernel/db/types.ts";
import { findPaymentOf, listPaymentsFor, type PaymentView } from "../../payment/index.ts";

/** The money of a booking: its own payment, and the differences that came with changes. */
export type Account = {
  readonly payment: PaymentView | undefined;
  /** What can be paid now: its payment, or a difference. */
  readonly open: PaymentView | undefined;
  readonly charged: number;
  /** Went back or is on its way. */
  readonly returned: number;
};

export async function readAccount(db: Db | Tx, bookingId: string): Promise<Account> {
  const subject = { kind: "booking", id: bookingId };
  const payments = await listPaymentsFor(db, subject);
  const sum = (of: (one: PaymentView) => number) => payments.reduce((total, one) => total + of(one), 0);
  return {
    payment: await findPaymentOf(db, subject),
    open: payments.find(({ state }) => state === "open" || state === "pending"),
    charged: sum(({ charged }) => charged),
    returned: sum(({ refunded, refunding }) => refunded + refunding),
  };
}

/** What was paid for a booking and has not gone back, differences after changes included. */
export async function keptFor(db: Db | Tx, bookingId: string): Promise<number> {
  const payments = await listPaymentsFor(db, { kind: "booking", id: bookingId });
  return payments.reduce((sum, { charged, refunded, refunding }) => sum + charged - refunded - refunding, 0);
}
