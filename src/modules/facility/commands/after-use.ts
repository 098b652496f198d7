import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { civilDateOf, instantOf } from "../../../kernel/time/instant.ts";
import { amendPayment, findPaymentOf, openPayment } from "../../payment/index.ts";
import { requireMay } from "../policy.ts";
import { priceAfterUse } from "../rules/after-use.ts";
import { runOfBooking } from "../rules/booking.ts";
import { textOf } from "../rules/words.ts";
import { findAfterUse, insertAfterUse } from "../store/after-use.ts";
import { listGrantedReductions } from "../store/reduction.ts";
import type { Booking } from "../types/booking.ts";
import type { AfterUse, Settlement } from "../types/fee.ts";
import { heldFor } from "./account.ts";
import { describePayment } from "./describe-payment.ts";
import { getBookingAsStaff } from "./own-booking.ts";
import { useOf } from "./reduction.ts";
import { rulesOf } from "./rules-of.ts";
import { waysOf } from "./settle-booking.ts";
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
 * Staff record what became known when a use was over. What is more is owed besides what was paid, to be paid in seven days;
 * what is less goes back. `expected` is what the page showed: another sum is asked for again. A wrong recording is corrected
 * by another one, with a reason: the difference is asked for or goes back, and the former stays in the books.
 */
export async function recordAfterUse(
  act: Act,
  input: { bookingId: string; known: AfterUse; expected: number; reason?: string | undefined },
): Promise<{ paymentId: string | undefined }> {
  const { tx, now } = act;
  const { personId: recordedBy } = requireMay(act.actor, "settleAfterUse");
  const booking = await getBookingAsStaff(act, input.bookingId, "settleAfterUse", { forUpdate: true });
  if (!isOpenForAfterUse(booking, now)) throw new Refusal("facility.after-use-early");
  const before = await findAfterUse(tx, booking.id);
  if (before !== undefined && input.reason === undefined)
    throw new Refusal("facility.after-use-recorded", { status: 422, field: "reason" });
  const settled = await settlementOf(act, booking, input.known);
  if (settled.total !== input.expected) throw new Refusal("facility.after-use-changed");
  const { paymentId, missing, refund } = await settleMoney(act, booking, settled);
  await insertAfterUse(tx, {
    bookingId: booking.id,
    known: { overMinutes: 0, answers: {}, minutes: {}, ...input.known },
    ...settled,
    paymentId,
    recordedBy,
    recordedAt: now,
    nth: (before?.nth ?? 0) + 1,
    reason: before && input.reason,
  });
  await audit(act, {
    what: before === undefined ? "booking.after-use" : "booking.after-use-corrected",
    subject: `booking/${booking.id}`,
    about: booking.bookerId,
    ...(before === undefined ? {} : { reason: input.reason }),
    counts: { yen: settled.total, before: before?.total ?? 0 },
  });
  if (settled.total !== (before?.total ?? 0)) await tellBooker(act, booking, "facility.after-use", { missing, refund });
  return { paymentId };
}

type Moved = { readonly paymentId: string | undefined; readonly missing: number; readonly refund: number };

/** What the booking costs in all now, after the use as well; its deposit is another matter and stays as it is. */
async function settleMoney(act: Act, booking: Booking, { lines, total }: Settlement): Promise<Moved> {
  const { facility, space } = await rulesOf(act, booking);
  const { zone } = act.city.config;
  const t = translator(act.locale);
  const subject = { kind: "booking", id: booking.id };
  const described = describePayment(act, booking, facility, space);
  const owedBy = instantOf(addDays(civilDateOf(act.now, zone), 8), "00:00", zone);
  const more = lines.map((line) => ({ label: textOf(t, line.label), amount: line.amount }));
  const before = await findPaymentOf(act.tx, subject);
  if (before === undefined) {
    if (total <= 0) return { paymentId: undefined, missing: 0, refund: 0 };
    const paymentId = await openPayment(act, {
      subject,
      ...(booking.bookerId === undefined ? {} : { payerId: booking.bookerId }),
      amount: total,
      lines: more,
      description: described.description,
      ways: waysOf(act, booking, facility, space).now,
      dueAt: owedBy,
      owedBy,
      returnPath: `/bookings/${booking.id}`,
      staffPath: `/staff/bookings/${booking.id}`,
    });
    return { paymentId, missing: total, refund: 0 };
  }
  const { deposit } = await heldFor(act.tx, booking.id);
  const price = [...described.lines.filter(({ isDeposit }) => isDeposit !== true), ...more];
  // Never below nothing: more than was paid does not go back.
  const wanted = booking.amount + total;
  if (wanted < 0) price.push({ label: t.text("facility.after-use.not-below"), amount: -wanted });
  const held = deposit > 0 ? [{ label: t.text("payment.deposit"), amount: deposit, isDeposit: true as const }] : [];
  const amended = await amendPayment(act, {
    paymentId: before.id,
    amount: Math.max(0, wanted) + deposit,
    lines: [...price, ...held],
    description: described.description,
    owedBy: before.owedBy !== undefined && before.owedBy > owedBy ? before.owedBy : owedBy,
    reason: "facility.after-use",
  });
  if (amended.kind === "replaced" || amended.kind === "supplement")
    return { paymentId: amended.paymentId, missing: amended.amount, refund: amended.returned };
  return { paymentId: undefined, missing: 0, refund: amended.kind === "refunded" ? amended.amount : 0 };
}
