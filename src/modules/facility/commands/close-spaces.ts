import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { listPersons } from "../../identity/index.ts";
import { requireMayAt } from "../policy.ts";
import { causeOf, closedDuring, markOf, minutesToThinkAgain } from "../rules/closure.ts";
import { listBookingsById } from "../store/booking.ts";
import { insertClosure, insertMet, listMeetingIds } from "../store/closure.ts";
import { listFacilitiesOn } from "../store/facility.ts";
import type { Closure, ClosureAsked } from "../types/closure.ts";
import type { Facility } from "../types/facility.ts";
import { goesBack, refundNow } from "./cancel-booking.ts";
import { type NamedBooking, nameAll } from "./see-bookings.ts";

/** A booking in the way of a closure: what goes back, and whether somebody has to telephone. */
export type Meeting = NamedBooking & {
  readonly bookingId: string;
  readonly refund: number;
  readonly percent: number;
  readonly needsCall: boolean;
};

export type ClosurePlan = {
  readonly facility: Facility;
  readonly unitIds: readonly string[];
  /** The soonest first. Holds of somebody who is filling in the form just now are not in it. */
  readonly met: readonly Meeting[];
  /** So many are just being filled in: they end without a mail, and nothing was paid for them. */
  readonly holds: readonly Meeting[];
  readonly refund: number;
  readonly mark: string;
};

/** What a closure would do, with names: one row for the look. Nothing happens. */
export async function seeClosurePlan(act: Act, asked: ClosureAsked): Promise<ClosurePlan> {
  requireMayAt(act, "close", asked.facilityId);
  const plan = await planClosure(act, asked);
  await audit(act, {
    what: "closure.prepared",
    subject: `facility/${asked.facilityId}`,
    counts: { bookings: plan.met.length },
  });
  return plan;
}

/**
 * 臨時休館: from now on nobody books these rooms for that time. The bookings that are in the way are cancelled by a job,
 * one transaction each, beginning in two minutes. `mark` is the list that staff were shown: if it is another by now, ask
 * again.
 */
export async function closeSpaces(act: Act, input: ClosureAsked & { mark: string }): Promise<Closure> {
  const clerk = requireMayAt(act, "close", input.facilityId);
  const { mark, ...asked } = input;
  const { unitIds } = await findPlace(act, asked);
  // Whoever books one of these units now is done before the list is read, or comes after the closure.
  await lockSorted(
    act.tx,
    "facility",
    unitIds.map((id) => `unit/${id}`),
  );
  const plan = await planClosure(act, asked);
  if (plan.mark !== mark) throw new Refusal("facility.staff-closure-changed");
  const closure: Closure = {
    ...asked,
    id: randomUUID(),
    state: "planned",
    beginsAt: new Date(act.now.getTime() + minutesToThinkAgain * 60_000),
    madeBy: clerk.personId,
    madeAt: act.now,
    doneAt: undefined,
    liftedAt: undefined,
    liftReason: undefined,
  };
  await insertClosure(act.tx, closure, unitIds, closedDuring(asked, act.city.config.zone));
  await insertMet(act.tx, closure.id, [...plan.met, ...plan.holds]);
  await audit(act, {
    what: "closure.made",
    subject: `closure/${closure.id}`,
    reason: asked.words,
    counts: { bookings: plan.met.length, refund: plan.refund },
  });
  return closure;
}

async function planClosure(act: Act, asked: ClosureAsked): Promise<ClosurePlan> {
  const { facility, unitIds } = await findPlace(act, asked);
  const during = closedDuring(asked, act.city.config.zone);
  const bookings = await listBookingsById(act.tx, await listMeetingIds(act.tx, unitIds, during, act.now));
  const cause = causeOf[asked.kind];
  const persons = await listPersons(act.tx, [...new Set(bookings.flatMap(({ bookerId }) => bookerId ?? []))]);
  const withMail = new Set(persons.flatMap(({ id, mail }) => (mail === undefined ? [] : [id])));
  const all: Meeting[] = [];
  for (const named of await nameAll(act, bookings)) {
    const { id, bookerId } = named.booking;
    const money = await refundNow(act, named.booking, cause);
    all.push({
      ...named,
      bookingId: id,
      refund: goesBack(money),
      percent: money.percent,
      needsCall: !withMail.has(bookerId ?? ""),
    });
  }
  const met = all.filter(({ booking }) => booking.state !== "held");
  const holds = all.filter(({ booking }) => booking.state === "held").map((one) => ({ ...one, needsCall: false }));
  const refund = met.reduce((sum, one) => sum + one.refund, 0);
  return { facility, unitIds, met, holds, refund, mark: markOf(met) };
}

/** The rooms by the rules of the first day; a room that is lent only later is found by that day's rules. */
async function findPlace(act: Act, asked: ClosureAsked): Promise<{ facility: Facility; unitIds: readonly string[] }> {
  const versions = await Promise.all(
    [asked.firstOn, asked.lastOn].map(async (on) =>
      (await listFacilitiesOn(act.city, on, act.tx)).find(({ id }) => id === asked.facilityId),
    ),
  );
  const known = versions.filter((one) => one !== undefined);
  const [facility] = known;
  const spaces = known.flatMap((one) => one.spaces.filter(({ id }) => asked.spaceIds.includes(id)));
  const found = new Set(spaces.map(({ id }) => id));
  if (facility === undefined || asked.spaceIds.some((id) => !found.has(id))) throw notFound();
  return { facility, unitIds: [...new Set(spaces.flatMap(({ units }) => units))].sort() };
}
