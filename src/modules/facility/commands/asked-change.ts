import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { emit } from "../../../kernel/jobs/emit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { changeEndsAt } from "../rules/change.ts";
import {
  type AskedChange,
  addWantedUnits,
  asItStood,
  findAskedChange,
  insertAskedChange,
} from "../store/asked-change.ts";
import { changeBooking, getBookingRow } from "../store/booking.ts";
import { type Changed, insertChange, replaceUnits, rewriteBooking, snapshotOf } from "../store/change.ts";
import type { Booking } from "../types/booking.ts";
import { askApproval } from "./ask-approval.ts";
import { takeCode } from "./entry-code.ts";
import { getOwnBooking } from "./own-booking.ts";
import type { PlannedUse, UseAsked } from "./plan-use.ts";
import { rulesOf } from "./rules-of.ts";
import { standAgain } from "./stand-again.ts";
import { tellBooker } from "./tell-booker.ts";

type ForChange = {
  readonly plan: {
    readonly planned: PlannedUse;
    readonly approvals: Parameters<typeof askApproval>[2]["rules"];
  };
  readonly use: UseAsked;
  /** Rooms and pieces of equipment, claimed by the caller under the locks of the old and the new ones. */
  readonly units: readonly string[];
  readonly who: "booker" | "staff";
  readonly reason: string | undefined;
};

/**
 * 変更の申請: the booking carries what is asked for and waits, and what it was stays locked beside it. Nothing is paid, nothing
 * goes back and the doors keep their code, until somebody has decided.
 */
export async function askForChange(
  act: Act,
  before: Booking,
  { plan: { planned, approvals }, use: { groupId: _, ...use }, units, who, reason }: ForChange,
): Promise<Booking> {
  const { id, state } = before;
  if (before.quote === undefined || before.use === undefined || (state !== "reserved" && state !== "confirmed"))
    throw new Refusal("facility.wrong-state");
  const stood: AskedChange["stood"] = {
    state,
    payBy: before.payBy,
    settledAt: before.settledAt,
    effectiveFrom: before.effectiveFrom,
    spaceId: before.spaceId,
    on: before.on,
    slots: before.slots,
    used: before.used,
    use: before.use,
    quote: before.quote,
    seriesId: before.seriesId,
  };
  const wanted: Changed = {
    effectiveFrom: planned.facility.effectiveFrom,
    spaceId: planned.space.id,
    on: planned.run.on,
    slots: planned.run.slots.map((slot) => slot.id),
    used: planned.used,
    use: { ...use, answers: planned.answers },
    quote: planned.quote,
    seriesId: before.seriesId,
  };
  const endsAt = changeEndsAt(before, wanted, act.now);
  await rewriteBooking(act.tx, id, wanted);
  await addWantedUnits(act.tx, id, units, planned.taken);
  await insertAskedChange(act.tx, {
    bookingId: id,
    stood,
    wantedUnits: units,
    wantedDuring: planned.taken,
    endsAt,
    byStaff: who === "staff",
    reason,
  });
  const after = await getBookingRow(act.tx, id);
  const asked = await askApproval(act, after, { facility: planned.facility, rules: approvals, silent: true, endsAt });
  await tellBooker(act, asked, "facility.asked-change");
  await emit(act, "facility.booking-changed", { bookingId: id });
  return getBookingRow(act.tx, id);
}

/** The booker wants the change no more, and keeps the booking. */
export async function withdrawChange(act: Act, { bookingId }: { bookingId: string }): Promise<Booking> {
  const booking = await getOwnBooking(act, bookingId, { to: "pay", forUpdate: true });
  if (booking.state !== "requested" || (await findAskedChange(act.tx, bookingId)) === undefined)
    throw new Refusal("facility.wrong-state");
  const again = await standAgain(act, booking);
  await audit(act, { what: "booking.change-withdrawn", subject: `booking/${bookingId}`, about: booking.bookerId });
  return again;
}

/**
 * It is allowed: what stood is given up, with its doors. Gives the booking as it is then; the caller moves it on, and settles
 * the difference. What is no change is given back as it is.
 */
export async function carryOutChange(act: Act, booking: Booking): Promise<Booking> {
  const asked = await findAskedChange(act.tx, booking.id);
  if (asked === undefined) return booking;
  if (asked.endsAt <= act.now) throw new Refusal("facility.approval-change-over");
  const before = asItStood(booking, asked);
  await replaceUnits(act.tx, booking.id, asked.wantedUnits, asked.wantedDuring);
  if (before.spaceId !== booking.spaceId && before.seriesId !== undefined)
    await changeBooking(act.tx, booking.id, { seriesId: null });
  if (before.state === "confirmed") await takeCode(act, before, (await rulesOf(act, before)).facility);
  await insertChange(act.tx, booking.id, {
    at: act.now,
    byStaff: asked.byStaff,
    reason: asked.reason,
    before: snapshotOf(before),
    after: snapshotOf(booking),
  });
  await audit(act, {
    what: "booking.changed",
    subject: `booking/${booking.id}`,
    about: booking.bookerId,
    reason: asked.reason,
    counts: { before: before.amount, after: booking.amount },
  });
  return getBookingRow(act.tx, booking.id);
}
