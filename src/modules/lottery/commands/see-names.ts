import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { findGroup, listPersons } from "../../identity/index.ts";
import { requireMay } from "../policy.ts";
import { listHeldEntries, listTakingPart } from "../store/entry.ts";
import { listWinsOfRound } from "../store/win.ts";
import type { Entry, Win } from "../types.ts";

export type NamedEntry = {
  readonly entry: Entry;
  readonly name: string | undefined;
  readonly group: string | undefined;
};

/** Entries that look alike, with names: the person sees that somebody looked. */
export async function seeHeld(act: Act, { roundId }: { roundId: string }): Promise<readonly NamedEntry[]> {
  requireMay(act.actor, "names");
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
  requireMay(act.actor, "names");
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
