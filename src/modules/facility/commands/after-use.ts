import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { civilDateOf, instantOf } from "../../../kernel/time/instant.ts";
import { findPaymentOf, openPayment, openSupplement, refundSubject } from "../../payment/index.ts";
import { requireMay } from "../policy.ts";
import { priceAfterUse } from "../rules/after-use.ts";
import { runOfBooking } from "../rules/booking.ts";
import { textOf } from "../rules/words.ts";
import { findAfterUse, insertAfterUse } from "../store/after-use.ts";
import { listGrantedReductions } from "../store/reduction.ts";
import type { Booking } from "../types/booking.ts";
import type { AfterUse, Settlement } from "../types/fee.ts";
import { keptFor } from "./account.ts";
import { describePayment } from "./describe-payment.ts";
import { getBookingAsStaff } from "./own-booking.ts";
import { useOf } from "./reduction.ts";
import { rulesOf } from "./rules-of.ts";
import { tellBooker } from "./tell-booker.ts";

/** A use can be settled once it has begun: what is taken, measured or overrun is known then. */
export function isOpenForAfterUse({ state, used, block }: Booking, now: Date): boolean {
  return state === "confirmed" && block === undefined && used.from <= now;
}

/** What these facts would cost, by the very rules of the booking. */
export async function settlementOf(
  act: { readonly city: Act["city"]; readonly tx: Db | Tx },
  booking: Booking,
  known: AfterUse,
): Promise<Settlement> {
  const { facility, space } = await rulesOf(act, booking);
  const use = await useOf(act.tx, booking);
  if (use === undefined) return { lines: [], total: 0 };
  const grantedReductions = await listGrantedReductions(act.tx, { ...booking, bookingId: booking.id });
  const run = runOfBooking(facility, space, booking);
  return priceAfterUse(facility, space, run, { ...use, grantedReductions }, known, act.city.config);
}

/**
 * Staff record what became known when a use was over. What is more is a payment besides the one that was made, due in
 * seven days; what is less goes back. `expected` is what the page showed: another sum is asked for again. Once only.
 */
export async function recordAfterUse(
  act: Act,
  input: { bookingId: string; known: AfterUse; expected: number },
): Promise<{ paymentId: string | undefined }> {
  const { tx, now } = act;
  const { personId: recordedBy } = requireMay(act.actor, "settleAfterUse");
  const booking = await getBookingAsStaff(act, input.bookingId, { forUpdate: true });
  if (!isOpenForAfterUse(booking, now)) throw new Refusal("facility.after-use-early");
  if ((await findAfterUse(tx, booking.id)) !== undefined) throw new Refusal("facility.after-use-recorded");
  const settled = await settlementOf(act, booking, input.known);
  if (settled.total !== input.expected) throw new Refusal("facility.after-use-changed");
  const paymentId = settled.total > 0 ? await askForMore(act, booking, settled) : undefined;
  const refund = settled.total < 0 ? await giveBack(act, booking, -settled.total) : 0;
  await insertAfterUse(tx, {
    bookingId: booking.id,
    known: { overMinutes: 0, answers: {}, minutes: {}, ...input.known },
    ...settled,
    paymentId,
    recordedBy,
    recordedAt: now,
  });
  await audit(act, {
    what: "booking.after-use",
    subject: `booking/${booking.id}`,
    about: booking.bookerId,
    counts: { yen: settled.total },
  });
  if (settled.total !== 0)
    await tellBooker(act, booking, "facility.after-use", { missing: Math.max(0, settled.total), refund });
  return { paymentId };
}

async function askForMore(act: Act, booking: Booking, { lines, total }: Settlement): Promise<string> {
  const t = translator(act.locale);
  const { facility, space } = await rulesOf(act, booking);
  const { zone } = act.city.config;
  const amount = {
    amount: total,
    lines: lines.map((line) => ({ label: textOf(t, line.label), amount: line.amount })),
    description: describePayment(act, booking, facility, space).description,
    dueAt: instantOf(addDays(civilDateOf(act.now, zone), 8), "00:00", zone),
  };
  const subject = { kind: "booking", id: booking.id };
  const before = await findPaymentOf(act.tx, subject);
  if (before !== undefined) return openSupplement(act, { ...amount, paymentId: before.id });
  const payer = booking.bookerId === undefined ? {} : { payerId: booking.bookerId };
  return openPayment(act, { ...amount, ...payer, subject, returnPath: `/bookings/${booking.id}` });
}

/** Never more than was kept. The booking's id names the refund: once. */
async function giveBack(act: Act, booking: Booking, wanted: number): Promise<number> {
  const amount = Math.min(wanted, await keptFor(act.tx, booking.id));
  if (amount === 0) return 0;
  const subject = { kind: "booking", id: booking.id };
  await refundSubject(act, { subject, amount, reason: "facility.after-use", refundId: booking.id });
  return amount;
}
