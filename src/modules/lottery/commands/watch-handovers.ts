import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { type Booking, findBooking, findSpace, listFacilitiesOn, listTakers } from "../../facility/index.ts";
import { findPerson, listAccountsOf } from "../../identity/index.ts";
import { sendNotice } from "../../notice/index.ts";
import { likenessOf } from "../rules/likeness.ts";
import { type PartyWithAccounts, tieOf } from "../rules/tie.ts";
import { insertHandover, listGivenUp } from "../store/handover.ts";

/** A room is booked a month or two ahead; what was given up longer ago has been used or forgotten. */
const daysBack = 92;

/**
 * A win was given up, and somebody tied to the winner has the room now (abuse case 9): it is marked for staff, and both sides
 * are told, because stolen accounts did this. Nothing is taken from anybody by itself. Each case is noticed once.
 */
export async function watchHandovers(act: Act): Promise<number> {
  const since = new Date(act.now.getTime() - daysBack * 86_400_000);
  const given = new Map((await listGivenUp(act.tx, since)).map((one) => [one.bookingId, one]));
  if (given.size === 0) return 0;
  let found = 0;
  for (const taker of await listTakers(act.tx, [...given.keys()])) {
    const win = given.get(taker.givenId);
    if (win === undefined) continue;
    const giver = await partyOf(act, { personId: win.personId, groupId: win.groupId ?? undefined });
    const other = await partyOf(act, { personId: taker.bookerId, groupId: taker.groupId ?? undefined });
    const tie = tieOf(giver, other);
    if (tie === undefined) continue;
    const { winId } = win;
    if (!(await insertHandover(act.tx, { winId, bookingId: taker.bookingId, tie, seenAt: act.now }))) continue;
    found += 1;
    await audit(act, {
      what: "lottery.handover-noticed",
      subject: `lottery-entry/${win.entryId}`,
      about: win.personId,
      reason: tie,
    });
    const booking = await findBooking(act.tx, taker.bookingId);
    if (booking === undefined) continue;
    await tell(act, booking, await speakersOf(act, giver), "lottery.handover-given", `/my/lotteries/${win.entryId}`);
    await tell(act, booking, await speakersOf(act, other), "lottery.handover-taken", `/bookings/${booking.id}`);
  }
  return found;
}

async function partyOf(
  act: Act,
  { personId, groupId }: Pick<PartyWithAccounts, "personId" | "groupId">,
): Promise<PartyWithAccounts> {
  const person = await findPerson(act.tx, personId);
  const accounts =
    groupId === undefined ? [personId] : (await listAccountsOf(act.tx, groupId)).map((member) => member.personId);
  return { personId, groupId, accounts, likeness: person && likenessOf(person) };
}

/** The group's owners, who may not be who did it; of a person alone, the person. */
async function speakersOf(act: Act, { personId, groupId }: PartyWithAccounts): Promise<readonly string[]> {
  if (groupId === undefined) return [personId];
  const owners = (await listAccountsOf(act.tx, groupId)).filter(({ role }) => role === "owner");
  return owners.map((owner) => owner.personId);
}

/** The day and the room, which both know; never who the others are. */
async function tell(
  act: Act,
  { id, on, spaceId }: Booking,
  personIds: readonly string[],
  kind: "lottery.handover-given" | "lottery.handover-taken",
  link: string,
): Promise<void> {
  const facilities = await listFacilitiesOn(act.city, on, act.tx);
  const space = facilities.map((facility) => findSpace(facility, spaceId)).find((one) => one !== undefined);
  if (space === undefined) return;
  for (const personId of personIds) {
    await sendNotice(act, {
      to: { personId },
      kind,
      params: { space: space.name, day: { on } },
      subject: { kind: "booking", id },
      link,
    });
  }
}
