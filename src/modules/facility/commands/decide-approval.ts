import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { emit } from "../../../kernel/jobs/emit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { addDays } from "../../../kernel/time/civil-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { rangeOfDay } from "../../../kernel/time/range.ts";
import { findPaymentOf, listPaymentsFor } from "../../payment/index.ts";
import { requireMay, requireMayAt } from "../policy.ts";
import { conditionsFor } from "../rules/approval.ts";
import { runOfBooking } from "../rules/booking.ts";
import { dueOf } from "../rules/due.ts";
import { getArticle, getTerms } from "../rules/facility.ts";
import { payByOf } from "../rules/pay-by.ts";
import {
  type Approval,
  decideApprovalRow,
  findApproval,
  listApprovalsOf,
  listRequestedOfSeries,
} from "../store/approval.ts";
import { findAskedChange } from "../store/asked-change.ts";
import { findBooking, getBookingRow } from "../store/booking.ts";
import type { ConditionSet } from "../types/approval.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import { heldOf, isOpen } from "./account.ts";
import { caseNow } from "./ask-approval.ts";
import { carryOutChange } from "./asked-change.ts";
import { endBooking } from "./cancel-booking.ts";
import { settleChange } from "./change-booking.ts";
import { moveBooking } from "./move-booking.ts";
import { getBookingAsStaff } from "./own-booking.ts";
import { rulesOf } from "./rules-of.ts";
import { confirmBooking, openPaymentFor, settleLater, waysOf } from "./settle-booking.ts";
import { standAgain } from "./stand-again.ts";
import { tellBooker } from "./tell-booker.ts";

/** For staff, who thereby look at a person's data. */
export async function openApproval(
  act: Act,
  input: { approvalId: string },
): Promise<{ approval: Approval; booking: Booking }> {
  const approval = await findApproval(act.tx, input.approvalId);
  const booking = approval && (await findBooking(act.tx, approval.bookingId));
  if (approval === undefined || booking === undefined) throw notFound();
  requireMayAt(act, "see", booking.facilityId);
  await audit(act, { what: "booking.request-seen", subject: `booking/${booking.id}`, about: booking.bookerId });
  return { approval, booking };
}

export type ApprovalDecision = {
  readonly approvalId: string;
  readonly deed: "approve" | "refuse";
  /** Ids of the ordinance's permit conditions. */
  readonly conditions: readonly string[];
  /** Conditions in words of its own, one a line. */
  readonly more: string | undefined;
  /** Why it is refused; the booker reads it. */
  readonly words: string | undefined;
  /** The other days of the same series that wait, too. */
  readonly together: boolean;
};

/** 許可の決定: by somebody who neither entered it nor will use it. Gives how many bookings were decided. */
export async function decideApproval(
  act: Act,
  input: ApprovalDecision,
): Promise<{ bookingId: string; decided: number }> {
  const { personId: by } = requireMay(act.actor, "decideApproval");
  const known = await findApproval(act.tx, input.approvalId);
  if (known === undefined) throw notFound();
  const words = input.words ?? "";
  if (input.deed === "refuse" && words === "")
    throw new Refusal("facility.staff.approval-words", { status: 422, field: "words" });
  const bookings = await lockAll(act, await getBookingAsStaff(act, known.bookingId, "decideApproval"), input.together);
  const own = bookings.find(({ id }) => id === known.bookingId);
  if (own?.state !== "requested") throw new Refusal("facility.staff.approval-decided");
  // A day that somebody decided or cancelled meanwhile is left as it is.
  const waiting = bookings.filter(({ state }) => state === "requested");
  for (const booking of waiting) {
    const open = (await listApprovalsOf(act.tx, booking.id)).find(({ state }) => state === "asked");
    if (open === undefined) throw new Refusal("facility.staff.approval-decided");
    if (open.enteredBy === by || open.askedFor === by) throw new Refusal("facility.staff.approval-own");
    if (input.deed === "approve") await approve(act, booking, open, { ...input, by });
    else await refuse(act, booking, open, { words, by });
  }
  return { bookingId: own.id, decided: waiting.length };
}

/** The rows in the order of their ids, as a series is locked everywhere. */
async function lockAll(act: Act, booking: Booking, together: boolean): Promise<readonly Booking[]> {
  const others =
    together && booking.seriesId !== undefined ? await listRequestedOfSeries(act.tx, booking.seriesId) : [];
  const locked: Booking[] = [];
  for (const id of [...new Set([booking.id, ...others])].sort())
    locked.push(await getBookingAsStaff(act, id, "decideApproval", { forUpdate: true }));
  return locked;
}

async function approve(
  act: Act,
  given: Booking,
  open: Approval,
  decision: Pick<ApprovalDecision, "conditions" | "more"> & { readonly by: string },
): Promise<void> {
  if (given.used.from <= act.now) throw new Refusal("facility.approval-begun");
  const rules = await rulesOf(act, given);
  const conditions = readConditions(rules.facility, decision);
  const decided = { state: "approved" as const, by: decision.by, at: act.now, conditions, words: "" };
  await decideApprovalRow(act.tx, open.id, decided);
  const booking = await carryOutChange(actForHouse(act), given);
  const payBy = payByAfterDecision(act, booking, rules);
  await moveBooking(act, booking, "approve", { payBy, decideBy: null });
  const reserved: Booking = { ...booking, state: "reserved", payBy, decideBy: undefined };
  await settleApproved(actForHouse(act), reserved, rules, open.payWay);
  const after = await getBookingRow(act.tx, booking.id);
  const isDone = after.state === "confirmed";
  await audit(act, {
    what: "booking.approved",
    subject: `booking/${booking.id}`,
    about: booking.bookerId,
    counts: { conditions: conditions.length },
  });
  await tellBooker(act, { ...after, payBy }, isDone ? "facility.approved" : "facility.approved-pay", {
    conditions: conditions.map(({ text }) => text),
  });
  await emit(act, "facility.booking-approved", { bookingId: booking.id });
}

/** Whoever decides need not have to do with money: that it is opened or goes back was decided here. */
function actForHouse(act: Act): Act {
  return { ...act, actor: { kind: "system", job: "facility.approval" } };
}

/** Nothing to pay, or paid when it was used: confirmed. Else the payment opens, and with it its deadline. */
async function settleApproved(
  act: Act,
  booking: Booking,
  { facility, space }: { facility: Facility; space: Space },
  way: Approval["payWay"],
): Promise<void> {
  const payment = await findPaymentOf(act.tx, { kind: "booking", id: booking.id });
  const payBy = booking.payBy ?? booking.used.from;
  // Of a change: what was paid counts, and what is not paid yet becomes what it costs now.
  if (payment !== undefined && (payment.charged > 0 || isOpen(payment)))
    return settleChange(act, booking, booking, { planned: { facility, space }, payBy, owedBy: undefined });
  if (dueOf(booking) === 0) return confirmBooking(act, booking, { silent: true });
  const isLater = way !== undefined && waysOf(act, booking, facility, space).later.includes(way);
  if (isLater && (await settleLater(act, booking, { facility, space, way }, { silent: true }))) return;
  await openPaymentFor(act, booking, facility, space, payBy);
}

/** As the ordinance says from today on, but whoever was kept waiting has the whole next day at least. */
function payByAfterDecision(
  act: Act,
  booking: Booking,
  { facility, space }: { facility: Facility; space: Space },
): Date {
  const { zone } = act.city.config;
  const { at } = payByOf(getTerms(facility, space).payment, runOfBooking(facility, space, booking), act.now, zone);
  const nextDay = rangeOfDay(addDays(civilDateOf(act.now, zone), 1), zone).until;
  const later = at.getTime() > nextDay.getTime() ? at : nextDay;
  return later.getTime() < booking.used.from.getTime() ? later : booking.used.from;
}

/** The conditions that staff have ticked, and their own, a line each. */
function readConditions(
  facility: Facility,
  { conditions, more = "" }: Pick<ApprovalDecision, "conditions" | "more">,
): readonly ConditionSet[] {
  const offered = facility.permitConditions ?? [];
  const standard = conditions.map((id) => {
    const found = offered.find((one) => one.id === id);
    if (found === undefined)
      throw new Refusal("facility.staff.approval-condition", { status: 422, field: "conditions" });
    return { text: found.text, article: getArticle(facility, found.article).title };
  });
  const own = more.split("\n").flatMap((line) => (line.trim() === "" ? [] : [{ text: { ja: line.trim() } }]));
  return [...standard, ...own];
}

/** The standard conditions of the house, and which of them fit this use. */
export async function offerConditions(act: Parameters<typeof caseNow>[0], booking: Booking) {
  const rules = await rulesOf(act, booking);
  const fitting = conditionsFor(rules.facility, await caseNow(act, booking, rules));
  return { offered: rules.facility.permitConditions ?? [], fitting: fitting.map(({ id }) => id) };
}

/**
 * Refused: the units are free, the doors know nothing and nothing is owed. A change that is refused leaves the booking as it
 * was, and no money moves.
 */
async function refuse(
  act: Act,
  booking: Booking,
  open: Approval,
  { words, by }: { words: string; by: string },
): Promise<void> {
  await decideApprovalRow(act.tx, open.id, { state: "refused", by, at: act.now, conditions: [], words });
  if ((await findAskedChange(act.tx, booking.id)) !== undefined) {
    await standAgain(actForHouse(act), booking);
    await tellBooker(act, booking, "facility.change-refused", { reason: words });
    return auditRefusal(act, booking, words);
  }
  const payments = await listPaymentsFor(act.tx, { kind: "booking", id: booking.id });
  const owed = payments.find((payment) => isOpen(payment) && payment.owedBy !== undefined);
  const all = heldOf(payments).price + (owed?.amount ?? 0);
  await endBooking(actForHouse(act), booking, all, { reason: words, notice: "facility.not-approved" });
  await auditRefusal(act, booking, words);
}

function auditRefusal(act: Act, { id, bookerId }: Booking, reason: string): Promise<void> {
  return audit(act, { what: "booking.not-approved", subject: `booking/${id}`, about: bookerId, reason });
}
