import type { Db, Tx } from "../../../kernel/db/types.ts";
import { findPaymentOf, listPaymentsFor, type PaymentView } from "../../payment/index.ts";
import { depositOf } from "../rules/due.ts";
import type { Booking } from "../types/booking.ts";

/** The money of a booking: its own payment, and the differences that came with changes. */
export type Account = {
  readonly payment: PaymentView | undefined;
  /** All that count, in their order. */
  readonly payments: readonly PaymentView[];
  /** What can be paid now: its payment, or a difference. */
  readonly open: PaymentView | undefined;
  readonly charged: number;
  /** Went back or is on its way. */
  readonly returned: number;
  readonly held: Held;
};

/** What the city has of a booking: of its price, and as a deposit. What of a deposit stays for good is in neither. */
export type Held = { readonly price: number; readonly deposit: number };

export async function readAccount(db: Db | Tx, bookingId: string): Promise<Account> {
  const subject = { kind: "booking", id: bookingId };
  const payments = await listPaymentsFor(db, subject);
  return {
    payment: await findPaymentOf(db, subject),
    payments,
    open: payments.find(isOpen),
    charged: sumOf(payments, ({ charged }) => charged),
    returned: sumOf(payments, ({ refunded, refunding }) => refunded + refunding),
    held: heldOf(payments),
  };
}

export const isOpen = ({ state }: PaymentView): boolean => state === "open" || state === "pending";

export function heldOf(payments: readonly PaymentView[]): Held {
  const deposit = sumOf(payments, ({ depositHeld }) => depositHeld);
  const kept = sumOf(payments, ({ depositKept }) => depositKept);
  const all = sumOf(payments, ({ charged, refunded, refunding }) => charged - refunded - refunding);
  return { price: all - deposit - kept, deposit };
}

/** What was paid for a booking and has not gone back, differences after changes included; and the deposit that is held. */
export async function heldFor(db: Db | Tx, bookingId: string): Promise<Held> {
  return heldOf(await listPaymentsFor(db, { kind: "booking", id: bookingId }));
}

/** What of the price was paid and has not gone back. */
export async function keptFor(db: Db | Tx, bookingId: string): Promise<number> {
  return (await heldFor(db, bookingId)).price;
}

/** Whether all that must be paid before the use is there. */
export function isCovered(booking: Pick<Booking, "quote" | "amount">, held: Held): boolean {
  return held.price >= booking.amount && held.deposit >= depositOf(booking);
}

function sumOf(payments: readonly PaymentView[], of: (one: PaymentView) => number): number {
  return payments.reduce((total, one) => total + of(one), 0);
}
