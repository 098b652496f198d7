import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { notFound } from "../../../kernel/refusal.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { closedTo } from "../../../kernel/workplace.ts";
import { findGroup, findPerson, type GroupOfPerson, listGroupsOf, listPersons } from "../../identity/index.ts";
import { mayAt, policy, requireMay } from "../policy.ts";
import { isTaking } from "../rules/booking.ts";
import { listBookingsOn, listReservedUntil } from "../store/booking.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import { listOverNight } from "./bookings-of-day.ts";
import { rulesOf } from "./rules-of.ts";

/** A booking as staff see it in a list. */
export type NamedBooking = {
  readonly booking: Booking;
  readonly facility: Facility;
  readonly space: Space;
  /** Of the group, else of the person; undefined for a block, and after the account was deleted. */
  readonly name: string | undefined;
};

/** The day with names, and what must be paid until `dueUntil`. Names are personal data: one row for each look. */
export async function seeBoard(
  act: Act,
  { on, dueUntil }: { on: CivilDate; dueUntil: Date },
): Promise<{ ofDay: readonly NamedBooking[]; due: readonly NamedBooking[] }> {
  requireMay(act.actor, "see");
  const all = [...(await listOverNight(act.city, act.tx, on)), ...(await listBookingsOn(act.tx, on))];
  const ofDay = all.filter((booking) => isTaking(booking, act.now) && mayAt(act, "see", booking.facilityId));
  const due = await listReservedUntil(act.tx, { from: act.now, until: dueUntil }, closedTo(act, policy.see));
  await audit(act, { what: "facility.board-seen", subject: `day/${on}`, counts: { bookings: ofDay.length } });
  return { ofDay: await nameAll(act, ofDay), due: await nameAll(act, due) };
}

/** All bookings of a day, ended ones too. */
export async function seeList(
  act: Act,
  { on, facilityId }: { on: CivilDate; facilityId: string | undefined },
): Promise<readonly NamedBooking[]> {
  requireMay(act.actor, "see");
  const all = [
    ...(await listOverNight(act.city, act.tx, on, facilityId)),
    ...(await listBookingsOn(act.tx, on, { facilityId, withEnded: true })),
  ];
  const bookings = all.filter((booking) => mayAt(act, "see", booking.facilityId));
  await audit(act, { what: "facility.list-seen", subject: `day/${on}`, counts: { bookings: bookings.length } });
  return nameAll(act, bookings);
}

/** The person for whom staff are about to book: the name and the groups, seen and recorded. */
export async function seeCaller(
  act: Act,
  { personId }: { personId: string },
): Promise<{ id: string; name: string; groups: readonly GroupOfPerson[] }> {
  requireMay(act.actor, "book");
  const person = await findPerson(act.tx, personId);
  if (person === undefined) throw notFound();
  await audit(act, { what: "booking.prepared", subject: `person/${personId}`, about: personId });
  return { id: person.id, name: person.name, groups: await listGroupsOf(act.tx, personId) };
}

/** With the rules they were made by, and who has them. The caller records the look. */
export async function nameAll(act: Act, bookings: readonly Booking[]): Promise<NamedBooking[]> {
  const names = await namesOf(act.tx, bookings);
  return Promise.all(
    bookings.map(async (booking) => ({
      booking,
      ...(await rulesOf(act, booking)),
      name: names.get(booking.groupId ?? booking.bookerId ?? ""),
    })),
  );
}

async function namesOf(db: Db | Tx, bookings: readonly Booking[]): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  const persons = bookings.flatMap(({ bookerId }) => bookerId ?? []);
  for (const { id, name } of await listPersons(db, [...new Set(persons)])) names.set(id, name);
  for (const groupId of new Set(bookings.flatMap((booking) => booking.groupId ?? []))) {
    const group = await findGroup(db, groupId);
    if (group !== undefined) names.set(groupId, group.name);
  }
  return names;
}
