import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { personOf } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { storeFile } from "../../../kernel/files/files.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { findGroup } from "../../identity/index.ts";
import { amendPayment, findPaymentOf } from "../../payment/index.ts";
import { requireMay } from "../policy.ts";
import { runOfBooking } from "../rules/booking.ts";
import { caseOf } from "../rules/case.ts";
import { dueOf } from "../rules/due.ts";
import { quote } from "../rules/price.ts";
import { canMoveReduction } from "../rules/reduction-states.ts";
import { listApplicable } from "../rules/reductions.ts";
import { findBooking } from "../store/booking.ts";
import {
  decideReductionRow,
  findReduction,
  insertReduction,
  listGrantedReductions,
  listReductionsOf,
  type ReductionApplication,
  reenterReduction,
  repriceBooking,
} from "../store/reduction.ts";
import type { Booking, Use } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import type { Quote, Reduction } from "../types/fee.ts";
import { describePayment } from "./describe-payment.ts";
import { getBookingAsStaff, getOwnBooking } from "./own-booking.ts";
import { rulesOf } from "./rules-of.ts";
import { confirmBooking } from "./settle-booking.ts";
import { tellBooker } from "./tell-booker.ts";

const wanted = { allowed: ["application/pdf", "image/png", "image/jpeg"], maxBytes: 4 * 1024 * 1024 } as const;

type Sent = {
  readonly bookingId: string;
  readonly reductionId: string;
  readonly reason: string;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined;
};

/** The reductions for which this booking may still apply: it waits or stands, its use is ahead, something is to be paid. */
export async function listOpenReductions(
  act: { readonly city: Act["city"]; readonly tx: Db | Tx; readonly now: Date },
  booking: Booking,
): Promise<readonly Reduction[]> {
  if (!isOpenForReduction(booking, act.now)) return [];
  const { facility, space } = await rulesOf(act, booking);
  const use = await useOf(act.tx, booking);
  if (use === undefined) return [];
  const given = caseOf(space, runOfBooking(facility, space, booking), use, act.city.config);
  const applied = await listReductionsOf(act.tx, booking.id);
  const counted = await listGrantedReductions(act.tx, { ...booking, bookingId: booking.id });
  const taken = applied.filter(({ state }) => state === "applied").map(({ reductionId }) => reductionId);
  return listApplicable(facility, given).filter(({ id }) => !taken.includes(id) && !counted.includes(id));
}

export function isOpenForReduction({ state, used, amount }: Booking, now: Date): boolean {
  return (state === "reserved" || state === "confirmed") && used.from > now && amount > 0;
}

/** 減免の申請 from the booking's page; the answer to what came back is the same errand. */
export async function applyForReduction(act: Act, sent: Sent): Promise<{ reductionId: string }> {
  const booking = await getOwnBooking(act, sent.bookingId, { to: "cancel", forUpdate: true });
  return enter(act, booking, sent);
}

/** On paper at the counter: who enters it does not decide it. */
export async function enterReductionByStaff(act: Act, sent: Sent): Promise<{ reductionId: string }> {
  requireMay(act.actor, "book");
  return enter(act, await getBookingAsStaff(act, sent.bookingId, "book", { forUpdate: true }), sent);
}

async function enter(act: Act, booking: Booking, sent: Sent): Promise<{ reductionId: string }> {
  const { tx, now } = act;
  const open = await listOpenReductions(act, booking);
  if (!open.some(({ id }) => id === sent.reductionId))
    throw new Refusal("facility.reduction-not-open", { status: 422, field: "reduction" });
  const stored = sent.file && (await storeFile(act, { ...sent.file, ...wanted }));
  const file = stored && { id: stored.id, name: stored.name };
  const entered = { reason: sent.reason, file, enteredBy: personOf(act.actor), enteredAt: now };
  const before = (await listReductionsOf(tx, booking.id)).find(
    ({ reductionId, state }) => reductionId === sent.reductionId && state === "returned",
  );
  const id = before?.id ?? randomUUID();
  const amountBefore = booking.amount;
  if (before !== undefined) await reenterReduction(tx, id, { ...entered, amountBefore });
  else
    await insertReduction(tx, { id, bookingId: booking.id, reductionId: sent.reductionId, ...entered, amountBefore });
  await audit(act, { what: "booking.reduction-applied", subject: `booking/${booking.id}`, about: booking.bookerId });
  return { reductionId: id };
}

export async function withdrawReduction(act: Act, input: { bookingId: string; reductionId: string }): Promise<void> {
  const booking = await getOwnBooking(act, input.bookingId, { to: "cancel", forUpdate: true });
  const application = await findReduction(act.tx, input.reductionId, { forUpdate: true });
  if (application === undefined || application.bookingId !== booking.id) throw notFound();
  if (!canMoveReduction(application.state, "withdrawn")) throw new Refusal("facility.reduction-decided");
  await decideReductionRow(act.tx, application.id, { state: "withdrawn", words: "", by: undefined, at: act.now });
  await audit(act, { what: "booking.reduction-withdrawn", subject: `booking/${booking.id}`, about: booking.bookerId });
}

export async function openReduction(act: Act, input: { reductionId: string }): Promise<ReductionApplication> {
  const application = await findReduction(act.tx, input.reductionId);
  if (act.actor.kind !== "staff" || application === undefined) throw notFound();
  const booking = await getBookingAsStaff(act, application.bookingId, "see");
  await audit(act, {
    what: "booking.reduction-seen",
    subject: `booking/${application.bookingId}`,
    about: booking.bookerId,
  });
  return application;
}

export const reductionDeeds = ["grant", "return", "refuse"] as const;
export type ReductionDeed = (typeof reductionDeeds)[number];
const states = { grant: "granted", return: "returned", refuse: "refused" } as const;
const mails = {
  grant: "facility.reduction-granted",
  return: "facility.reduction-returned",
  refuse: "facility.reduction-refused",
} as const;

/**
 * 減免の決定. Granted, the price is counted anew by the very version of the ordinance by which the booking was made; what
 * was paid too much goes back, what is still to be paid becomes less, and what is free by it is confirmed.
 */
export async function decideReduction(
  act: Act,
  input: { reductionId: string; deed: ReductionDeed; words: string | undefined },
): Promise<{ bookingId: string }> {
  const { tx, now } = act;
  const { personId: by } = requireMay(act.actor, "decideReduction");
  const known = await findReduction(tx, input.reductionId);
  if (known === undefined) throw notFound();
  // The booking first, as everywhere: two errands never wait for each other.
  const booking = await getBookingAsStaff(act, known.bookingId, "decideReduction", { forUpdate: true });
  const application = await findReduction(tx, input.reductionId, { forUpdate: true });
  const state = states[input.deed];
  if (application === undefined || !canMoveReduction(application.state, state))
    throw new Refusal("facility.reduction-decided");
  if (application.enteredBy === by) throw new Refusal("facility.staff.reduction-own");
  const words = input.words ?? "";
  if (state !== "granted" && words === "")
    throw new Refusal("facility.staff.reduction-words", { status: 422, field: "words" });
  if (state !== "granted") await decideReductionRow(tx, application.id, { state, words, by, at: now });
  else await grant(act, booking, application, { words, by });
  await audit(act, { what: `booking.reduction-${state}`, subject: `booking/${booking.id}`, about: booking.bookerId });
  const after = (await findBooking(tx, booking.id)) ?? booking;
  const refund = after.settledAt === undefined ? 0 : booking.amount - after.amount;
  await tellBooker(act, after, mails[input.deed], { reason: words, refund });
  return { bookingId: booking.id };
}

async function grant(
  act: Act,
  booking: Booking,
  application: ReductionApplication,
  decision: { words: string; by: string },
): Promise<void> {
  const { tx, now } = act;
  if (!isOpenForReduction(booking, now)) throw new Refusal("facility.reduction-not-open");
  const { facility, space } = await rulesOf(act, booking);
  const reduced = await priceWith(act, booking, { facility, space }, application.reductionId);
  // Of several reductions the largest may be another one; a decision never makes it dearer.
  const found = reduced.total < booking.amount ? reduced : booking.quote;
  const after = found?.total ?? booking.amount;
  const amounts = { before: booking.amount, after };
  await decideReductionRow(tx, application.id, { state: "granted", ...decision, at: now, amounts });
  if (found === undefined || after === booking.amount) return;
  await repriceBooking(tx, booking.id, found);
  const repriced: Booking = { ...booking, quote: found, amount: after };
  const payment = await findPaymentOf(tx, { kind: "booking", id: booking.id });
  if (payment !== undefined) {
    const { lines } = describePayment(act, repriced, facility, space);
    await amendPayment(act, { paymentId: payment.id, amount: dueOf(repriced), lines, reason: "facility.reduction" });
  }
  if (dueOf(repriced) === 0 && booking.state === "reserved") await confirmBooking(act, repriced);
}

/** What the booking costs if this reduction counts too. */
export async function priceWith(
  { city, tx }: { readonly city: Act["city"]; readonly tx: Db | Tx },
  booking: Booking,
  { facility, space }: { facility: Facility; space: Space },
  reductionId: string,
): Promise<Quote> {
  const use = await useOf(tx, booking);
  if (use === undefined) throw notFound();
  const granted = await listGrantedReductions(tx, { ...booking, bookingId: booking.id });
  const run = runOfBooking(facility, space, booking);
  return quote(facility, space, run, { ...use, grantedReductions: [...granted, reductionId] }, city.config);
}

/** The use as the rules read it, with the group as it stands now. */
export async function useOf(tx: Db | Tx, booking: Booking): Promise<Use | undefined> {
  if (booking.use === undefined) return undefined;
  const group = booking.groupId === undefined ? undefined : await findGroup(tx, booking.groupId);
  return { ...booking.use, group: group && { categories: group.categories, registration: group.registration } };
}
