import type { Act } from "../../../kernel/act.ts";
import { type Actor, personOf } from "../../../kernel/actor.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import type { PayWay } from "../../facility/index.ts";
import { cancelOwnBooking, takeWin } from "../../facility/index.ts";
import { roleInGroup } from "../../identity/index.ts";
import { changeEntry, findEntry } from "../store/entry.ts";
import { findRound } from "../store/round.ts";
import { findWin, moveWin } from "../store/win.ts";
import type { Entry, Win } from "../types.ts";
import { assertOpen } from "./enter-lottery.ts";
import { tellEntrant } from "./tell-entrant.ts";

/** An entry for who made it, and for the members of the group for which it was made. For others it does not exist. */
export async function getOwnEntry(
  act: { readonly tx: Db | Tx; readonly actor: Actor },
  entryId: string,
  options: { forUpdate?: boolean } = {},
): Promise<Entry> {
  const personId = personOf(act.actor);
  const entry = await findEntry(act.tx, entryId, options);
  if (entry === undefined || personId === undefined || act.actor.kind !== "resident") throw notFound();
  if (entry.personId === personId) return entry;
  const role = entry.groupId && (await roleInGroup(act.tx, entry.groupId, personId));
  if (role === undefined || role === "" || role === "member") throw notFound();
  return entry;
}

/** Until entries are closed; after that the list is public and does not change. Another entry may follow. */
export async function withdrawEntry(act: Act, { entryId }: { entryId: string }): Promise<{ roundId: string }> {
  const { roundId } = await getOwnEntry(act, entryId);
  const round = await findRound(act.tx, roundId, { forShare: true });
  const entry = await getOwnEntry(act, entryId, { forUpdate: true });
  if (round === undefined) throw notFound();
  assertOpen(act, round);
  if (entry.withdrawnAt !== undefined || entry.leftOutAt !== undefined) throw new Refusal("lottery.entry-ended");
  await changeEntry(act.tx, entryId, { withdrawnAt: act.now });
  await audit(act, { what: "lottery.withdrawn", subject: `lottery-entry/${entryId}`, about: entry.personId });
  await tellEntrant(act, { round, entry, kind: "lottery.withdrawn", deadline: round.closesAt });
  return { roundId };
}

/** 確定. Gives the page that asks for the money, or the booking's own. */
export async function confirmWin(act: Act, input: { winId: string; way: PayWay }): Promise<string> {
  const win = await getOwnWin(act, input.winId);
  if (win.state !== "awarded") throw new Refusal("lottery.answered-already");
  if (act.now >= win.confirmBy) throw new Refusal("lottery.confirm-late");
  const next = await takeWin(act, { bookingId: win.bookingId, way: input.way });
  await moveWin(act.tx, win.id, "taken");
  await audit(act, { what: "lottery.win-taken", subject: `lottery-entry/${win.entryId}` });
  return next.kind === "pay" ? next.path : `/bookings/${win.bookingId}`;
}

/** 辞退: the booking ends as any other does, and what follows for its room follows from that. */
export async function declineWin(act: Act, input: { winId: string }): Promise<{ entryId: string }> {
  const win = await getOwnWin(act, input.winId);
  if (win.state !== "awarded") throw new Refusal("lottery.answered-already");
  await cancelOwnBooking(act, { bookingId: win.bookingId, expectedRefund: 0 });
  return { entryId: win.entryId };
}

async function getOwnWin(act: Act, winId: string): Promise<Win> {
  const win = await findWin(act.tx, winId, { forUpdate: true });
  if (win === undefined) throw notFound();
  await getOwnEntry(act, win.entryId);
  return win;
}
