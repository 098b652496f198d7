import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { findPerson } from "../../identity/index.ts";
import { mayAt, requireMay, requireMayAt } from "../policy.ts";
import { canCloseMove } from "../rules/closure.ts";
import { findBooking, listBookingsById } from "../store/booking.ts";
import { beginClosureNow, findClosure, listMet, moveClosure, noteCall, spareWaiting } from "../store/closure.ts";
import type { Closure, MetBooking } from "../types/closure.ts";
import { type NamedBooking, nameAll } from "./see-bookings.ts";

/** The rooms can be booked again, and what was not cancelled yet stays. What was cancelled stays cancelled. */
export async function liftClosure(act: Act, input: { closureId: string; reason: string }): Promise<{ spared: number }> {
  const clerk = requireMay(act.actor, "close");
  const closure = await getClosure(act, input.closureId);
  if (!canCloseMove(closure.state, "lifted")) throw new Refusal("facility.wrong-state");
  const spared = await spareWaiting(act.tx, closure.id, act.now);
  await moveClosure(act.tx, closure.id, { state: "lifted", at: act.now, by: clerk.personId, reason: input.reason });
  await audit(act, {
    what: "closure.lifted",
    subject: `closure/${closure.id}`,
    reason: input.reason,
    counts: { spared },
  });
  return { spared };
}

/** Without the two minutes to think again. */
export async function hastenClosure(act: Act, input: { closureId: string }): Promise<void> {
  requireMay(act.actor, "close");
  const closure = await getClosure(act, input.closureId);
  if (closure.state !== "planned") return;
  await beginClosureNow(act.tx, closure.id, act.now);
  await later(act, { name: "facility.carry-out-closures", data: {} });
  await audit(act, { what: "closure.hastened", subject: `closure/${closure.id}` });
}

/** Somebody was told by telephone. */
export async function noteClosureCall(act: Act, input: { closureId: string; bookingId: string }): Promise<void> {
  const clerk = requireMay(act.actor, "close");
  await getClosure(act, input.closureId);
  const booking = await findBooking(act.tx, input.bookingId);
  const call = { at: act.now, by: clerk.personId };
  if (booking === undefined || !(await noteCall(act.tx, input.closureId, input.bookingId, call))) return;
  await audit(act, { what: "booking.told-by-telephone", subject: `booking/${booking.id}`, about: booking.bookerId });
}

export type MetNamed = MetBooking & NamedBooking & { readonly telephone: string | undefined };

/** A closure with the names and numbers of those who are to be told: one row for the look. */
export async function seeClosure(
  act: Act,
  input: { closureId: string },
): Promise<{ closure: Closure; met: readonly MetNamed[] }> {
  const closure = await findClosure(act.tx, input.closureId);
  if (closure === undefined) throw notFound();
  requireMayAt(act, "see", closure.facilityId);
  const rows = new Map((await listMet(act.tx, closure.id)).map((one) => [one.bookingId, one]));
  const bookings = await listBookingsById(act.tx, [...rows.keys()]);
  const met: MetNamed[] = [];
  for (const named of await nameAll(act, bookings)) {
    const row = rows.get(named.booking.id);
    const { bookerId } = named.booking;
    const person = row?.needsCall && bookerId !== undefined ? await findPerson(act.tx, bookerId) : undefined;
    if (row !== undefined) met.push({ ...row, ...named, telephone: person?.telephone });
  }
  await audit(act, { what: "closure.seen", subject: `closure/${closure.id}`, counts: { bookings: met.length } });
  return { closure, met };
}

async function getClosure(act: Act, closureId: string): Promise<Closure> {
  const closure = await findClosure(act.tx, closureId, { forUpdate: true });
  if (closure === undefined || !mayAt(act, "close", closure.facilityId)) throw notFound();
  return closure;
}
