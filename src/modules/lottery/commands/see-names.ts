import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { findBooking } from "../../facility/index.ts";
import { findGroup, findPerson, listPersons } from "../../identity/index.ts";
import { listHeldEntries, listTakingPart } from "../store/entry.ts";
import { type GivenUp, type Handover, listHandovers } from "../store/handover.ts";
import { findRound } from "../store/round.ts";
import { listWinsOfRound } from "../store/win.ts";
import type { Entry, Win } from "../types.ts";
import { requireOwnRound } from "./own-round.ts";

export type NamedEntry = {
  readonly entry: Entry;
  readonly name: string | undefined;
  readonly group: string | undefined;
};

/** Entries that look alike, with names: the person sees that somebody looked. */
export async function seeHeld(act: Act, { roundId }: { roundId: string }): Promise<readonly NamedEntry[]> {
  await requireOwnRound(act, await findRound(act.tx, roundId), "names");
  const named = await withNames(act, await listHeldEntries(act.tx, roundId));
  for (const { entry } of named) {
    await audit(act, { what: "lottery.entry-seen", subject: `lottery-entry/${entry.id}`, about: entry.personId });
  }
  return named;
}

/** Who won, after the draw: one row for the list, as for the board of a day. */
export async function seeWinners(
  act: Act,
  { roundId }: { roundId: string },
): Promise<readonly (NamedEntry & { readonly win: Win })[]> {
  await requireOwnRound(act, await findRound(act.tx, roundId), "names");
  const wins = await listWinsOfRound(act.tx, roundId);
  const entries = new Map((await listTakingPart(act.tx, roundId)).map((entry) => [entry.id, entry]));
  const named = await withNames(
    act,
    [...new Set(wins.map(({ entryId }) => entryId))].flatMap((id) => entries.get(id) ?? []),
  );
  await audit(act, { what: "lottery.winners-seen", subject: `lottery/${roundId}`, counts: { wins: wins.length } });
  const byEntry = new Map(named.map((one) => [one.entry.id, one]));
  return wins.flatMap((win) => {
    const found = byEntry.get(win.entryId);
    return found === undefined ? [] : [{ ...found, win }];
  });
}

export type NamedHandover = {
  readonly handover: Handover & GivenUp;
  readonly giver: Pick<NamedEntry, "name" | "group">;
  readonly taker: Pick<NamedEntry, "name" | "group">;
};

/** Wins that were given up and rooms that somebody tied to the winner has now; each person sees that somebody looked. */
export async function seeHandovers(act: Act, { roundId }: { roundId: string }): Promise<readonly NamedHandover[]> {
  await requireOwnRound(act, await findRound(act.tx, roundId), "names");
  const seen: NamedHandover[] = [];
  for (const handover of await listHandovers(act.tx, roundId)) {
    const booking = await findBooking(act.tx, handover.bookingId);
    if (booking?.bookerId === undefined) continue;
    const subject = `lottery-entry/${handover.entryId}`;
    await audit(act, { what: "lottery.handover-seen", subject, about: handover.personId });
    await audit(act, { what: "lottery.handover-seen", subject: `booking/${booking.id}`, about: booking.bookerId });
    seen.push({
      handover,
      giver: await nameParty(act, handover.personId, handover.groupId ?? undefined),
      taker: await nameParty(act, booking.bookerId, booking.groupId),
    });
  }
  return seen;
}

async function nameParty(act: Act, personId: string, groupId: string | undefined) {
  return {
    name: (await findPerson(act.tx, personId))?.name,
    group: groupId === undefined ? undefined : (await findGroup(act.tx, groupId))?.name,
  };
}

async function withNames(act: Act, entries: readonly Entry[]): Promise<readonly NamedEntry[]> {
  const people = await listPersons(
    act.tx,
    entries.map(({ personId }) => personId),
  );
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return Promise.all(
    entries.map(async (entry) => ({
      entry,
      name: names.get(entry.personId),
      group: entry.groupId === undefined ? undefined : (await findGroup(act.tx, entry.groupId))?.name,
    })),
  );
}
