import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { personOf } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { forbidden, notFound, Refusal } from "../../../kernel/refusal.ts";
import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { wasEntered } from "../../door/index.ts";
import { roleInGroup } from "../../identity/index.ts";
import { mayAt, requireMay } from "../policy.ts";
import { doorsOf, getTerms } from "../rules/facility.ts";
import { isLateCancel, type Offence, offences, pointsFor, suspendedUntil } from "../rules/penalty.ts";
import { listBookingsById } from "../store/booking.ts";
import {
  appealPenalty,
  decidePenalty,
  findPenalty,
  insertPenalty,
  insertReview,
  isReviewed,
  listPoints,
  listUnreviewed,
  type Party,
  type Penalty,
} from "../store/penalty.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import { getBookingAsStaff } from "./own-booking.ts";
import { rulesOf } from "./rules-of.ts";
import { type NamedBooking, nameAll } from "./see-bookings.ts";
import { tellBooker } from "./tell-booker.ts";

/** So many days back the log is asked. */
const daysBack = 31;

export type Suspect = NamedBooking & {
  readonly offence: Offence;
  /** What it costs by the ordinance if somebody confirms it; 0 where the file has no points. */
  readonly points: number;
};

/**
 * What looks like a no-show (nobody came in by code, page or key, at a room whose door knows) or was cancelled late, and
 * nobody has looked at. A suggestion: staff may know that the door was opened from inside.
 */
export async function seeSuspects(act: Act): Promise<readonly Suspect[]> {
  requireMay(act.actor, "reviewOffence");
  const suspects: (Omit<Suspect, "name"> & { booking: Booking })[] = [];
  for (const offence of offences) {
    const from = addDays(civilDateOf(act.now, act.city.config.zone), -daysBack);
    const ids = await listUnreviewed(act.tx, offence, { from, now: act.now });
    for (const booking of await listBookingsById(act.tx, ids)) {
      if (!mayAt(act, "reviewOffence", booking.facilityId)) continue;
      const rules = await rulesOf(act, booking);
      if (await isSuspect(act, booking, rules, offence))
        suspects.push({ booking, ...rules, offence, points: pointsOf(rules, offence) });
    }
  }
  await audit(act, {
    what: "facility.suspects-seen",
    subject: "facility/suspects",
    counts: { bookings: suspects.length },
  });
  const named = await nameAll(
    act,
    suspects.map(({ booking }) => booking),
  );
  return suspects.map((suspect, at) => ({ ...suspect, name: named[at]?.name }));
}

type Rules = { readonly facility: Facility; readonly space: Space };

async function isSuspect(act: Act, booking: Booking, { facility, space }: Rules, offence: Offence): Promise<boolean> {
  const { zone } = act.city.config;
  if (offence === "late-cancel") {
    const rule = getTerms(facility, space).penalties;
    const isByBooker = booking.state === "cancelled" && booking.endReason === undefined;
    if (rule === undefined || rule.lateCancel === 0 || !isByBooker || booking.endedAt === undefined) return false;
    return isLateCancel(rule, civilDateOf(booking.endedAt, zone), booking.on);
  }
  if (booking.state !== "confirmed" || booking.used.until > act.now || doorsOf(facility, space).length === 0)
    return false;
  // One code opens for all days of a series: then the day's own window is asked for.
  const subject = booking.seriesId ?? booking.id;
  const kind = booking.seriesId === undefined ? "booking" : "series";
  const before = new Date(booking.used.from.getTime() - 60 * 60_000);
  const [ofDay, ofBooking] = await wasEntered(act.tx, [
    { kind, id: subject, from: before, until: booking.used.until },
    { kind: "booking", id: booking.id },
  ]);
  return !ofDay && !ofBooking;
}

function pointsOf({ facility, space }: Rules, offence: Offence): number {
  const rule = getTerms(facility, space).penalties;
  return rule === undefined ? 0 : pointsFor(rule, offence);
}

/** A person says whether it was so. Confirmed, the points of the ordinance are given and the booker is told how to appeal. */
export async function reviewOffence(
  act: Act,
  input: { bookingId: string; offence: Offence; outcome: "confirmed" | "dismissed"; words: string | undefined },
): Promise<void> {
  const { personId: by } = requireMay(act.actor, "reviewOffence");
  const booking = await getBookingAsStaff(act, input.bookingId, "reviewOffence", { forUpdate: true });
  const { offence, outcome, words = "" } = input;
  const rules = await rulesOf(act, booking);
  if (await isReviewed(act.tx, booking.id, offence)) throw new Refusal("facility.offence-reviewed");
  if (!(await isSuspect(act, booking, rules, offence))) throw new Refusal("facility.offence-not-so");
  if (outcome === "dismissed" && words === "")
    throw new Refusal("facility.offence-words", { status: 422, field: "words" });
  await insertReview(act.tx, { bookingId: booking.id, offence, outcome, words, by, at: act.now });
  const points = outcome === "confirmed" ? pointsOf(rules, offence) : 0;
  if (points > 0) {
    await insertPenalty(act.tx, {
      id: randomUUID(),
      bookingId: booking.id,
      offence,
      facilityId: rules.facility.id,
      termsId: rules.space.terms,
      bookerId: booking.bookerId,
      groupId: booking.groupId,
      earnedOn: offence === "no-show" ? booking.on : civilDateOf(booking.endedAt ?? act.now, act.city.config.zone),
      points,
      givenBy: by,
      givenAt: act.now,
    });
    await tellBooker(act, booking, "facility.penalty");
  }
  await audit(act, {
    what: `booking.${offence}-${outcome}`,
    subject: `booking/${booking.id}`,
    about: booking.bookerId,
    counts: { points },
    ...(words === "" ? {} : { reason: words }),
  });
}

/** Until when a person or group cannot book what these terms lend; undefined if they can. */
export async function findSuspension(
  act: { readonly tx: Db | Tx; readonly today: CivilDate },
  { facility, space }: Rules,
  party: Party,
): Promise<CivilDate | undefined> {
  const rule = getTerms(facility, space).penalties;
  if (rule === undefined) return undefined;
  const earned = await listPoints(act.tx, party, { facilityId: facility.id, termsId: space.terms });
  return suspendedUntil(rule, earned, act.today);
}

/** Asked whenever a person or group takes a room; a booking that only moves is left alone. */
export async function refuseSuspended(act: Act, rules: Rules, party: Party): Promise<void> {
  const today = civilDateOf(act.now, act.city.config.zone);
  const until = await findSuspension({ tx: act.tx, today }, rules, party);
  if (until !== undefined)
    throw new Refusal("facility.suspended", { params: { until: formatDate(until, act.locale, { year: false }) } });
}

/** 申し立て, once for each: by who booked, or by who speaks for the group. */
export async function appealOwnPenalty(act: Act, input: { penaltyId: string; words: string }): Promise<void> {
  const penalty = await getOwnPenalty(act, input.penaltyId);
  const by = personOf(act.actor);
  if (by === undefined || act.actor.kind !== "resident") throw forbidden();
  if (penalty.state !== "standing") throw new Refusal("facility.penalty-appealed");
  await appealPenalty(act.tx, penalty.id, { words: input.words, by, at: act.now });
  await audit(act, {
    what: "booking.penalty-appealed",
    subject: `booking/${penalty.bookingId}`,
    about: penalty.bookerId,
  });
}

async function getOwnPenalty(act: Act, penaltyId: string): Promise<Penalty> {
  const penalty = await findPenalty(act.tx, penaltyId, { forUpdate: true });
  const personId = personOf(act.actor);
  if (penalty === undefined || personId === undefined) throw notFound();
  if (penalty.groupId === undefined && penalty.bookerId === personId) return penalty;
  const role = penalty.groupId === undefined ? undefined : await roleInGroup(act.tx, penalty.groupId, personId);
  if (role !== "owner" && role !== "officer") throw notFound();
  return penalty;
}

/** Another person than the one who gave the points decides, with words that the booker reads. */
export async function decideAppeal(
  act: Act,
  input: { penaltyId: string; deed: "keep" | "lift"; words: string },
): Promise<void> {
  const { personId: by } = requireMay(act.actor, "decideAppeal");
  const penalty = await findPenalty(act.tx, input.penaltyId, { forUpdate: true });
  if (penalty === undefined) throw notFound();
  const booking = await getBookingAsStaff(act, penalty.bookingId, "decideAppeal");
  if (penalty.state !== "appealed") throw new Refusal("facility.penalty-decided");
  if (penalty.givenBy === by) throw new Refusal("facility.penalty-own");
  const state = input.deed === "keep" ? "kept" : "lifted";
  await decidePenalty(act.tx, penalty.id, { state, words: input.words, by, at: act.now });
  await tellBooker(act, booking, state === "kept" ? "facility.penalty-kept" : "facility.penalty-lifted", {
    reason: input.words,
  });
  await audit(act, {
    what: `booking.penalty-${state}`,
    subject: `booking/${penalty.bookingId}`,
    about: penalty.bookerId,
  });
}
