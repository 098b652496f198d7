import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { type Addressee, listPaymentsFor, noteReceipt, type PaymentView } from "../../payment/index.ts";
import { requireMay } from "../policy.ts";
import type { Booking } from "../types/booking.ts";
import { getBookingAsStaff, getOwnBooking } from "./own-booking.ts";

export type ReceiptToIssue = {
  readonly bookingId: string;
  readonly paymentId: string;
  /** Left out: the group if there is one, with the person. */
  readonly addressee?: Addressee | undefined;
};
export type ReceiptIssued = {
  readonly booking: Booking;
  readonly payment: PaymentView;
  /** 1 is the original. */
  readonly nth: number;
  readonly firstIssuedAt: Date;
  readonly addressee: Addressee;
};

/** Hands out the receipt of one payment of a booking, to its people or at the counter, and says which issue it is. */
export async function issueReceipt(act: Act, input: ReceiptToIssue): Promise<ReceiptIssued> {
  const isStaff = act.actor.kind === "staff";
  if (isStaff) requireMay(act.actor, "book");
  const booking = isStaff
    ? await getBookingAsStaff(act, input.bookingId, "book")
    : await getOwnBooking(act, input.bookingId);
  const payments = await listPaymentsFor(act.tx, { kind: "booking", id: booking.id });
  const payment = payments.find(({ id }) => id === input.paymentId);
  if (payment === undefined || payment.charged === 0) throw notFound();
  const addressee = input.addressee ?? (booking.groupId === undefined ? "person" : "group-person");
  if (booking.groupId === undefined && addressee !== "person") throw new Refusal("facility.receipt-no-group");
  const { nth, firstIssuedAt } = await noteReceipt(act, { paymentId: payment.id, addressee });
  await audit(act, {
    what: "booking.receipt-issued",
    subject: `booking/${booking.id}`,
    about: booking.bookerId,
    counts: { nth },
  });
  return { booking, payment, nth, firstIssuedAt, addressee };
}
