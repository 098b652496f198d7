import { randomInt, randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";
import { judgeHolds, judgeUnpaid } from "../rules/hold.ts";
import type { StockWanted } from "../rules/stock.ts";
import { refusalOf } from "../rules/words.ts";
import { insertBooking, listOverdue } from "../store/booking.ts";
import { findClosedBecause } from "../store/closure.ts";
import { findObstacles, isTaken, listFree } from "../store/occupancy.ts";
import { isKept } from "../store/season.ts";
import type { Booking } from "../types/booking.ts";
import { refuseDebtors } from "./debts.ts";
import { expireBooking } from "./expire-bookings.ts";
import { refuseSuspended } from "./penalty.ts";
import { type LimitedUse, lockForLimits, refuseOverLimits } from "./refuse-over-limits.ts";

export type NewBooking = Omit<Booking, "id" | "number" | "sequence" | "endedAt" | "endReason">;

/**
 * The one way into the table: holds, counter bookings and blocks all pass here. Locks the units in sorted order, ends
 * what is overdue on them, looks, and writes. Whoever comes second is refused with facility.taken.
 */
export async function takeUnits(
  act: Act,
  booking: NewBooking,
  unitIds: readonly string[],
  during: InstantRange,
  options: ClaimOptions = {},
): Promise<Booking> {
  const keeper = booking.state === "blocked" ? ("anybody" as const) : options.seasonId;
  const fromStock = await claimUnits(act, unitIds, during, { ...options, ...(keeper && { seasonId: keeper }) });
  const all = [...unitIds, ...fromStock];
  const id = randomUUID();
  for (;;) {
    const number = `${randomLetters()}-${randomLetters()}`;
    const full = { ...booking, id, number, sequence: 0, endedAt: undefined, endReason: undefined };
    if (await insertBooking(act.tx, full, all, during)) return full;
  }
}

export type ClaimOptions = {
  /** This person keeps choices; they are counted under the same lock, and too many are refused. */
  readonly holdsOf?: string;
  /** Held against the ordinance's limits under the lock of the person or group. */
  readonly limits?: LimitedUse;
  /** Equipment, of which any free pieces are taken. */
  readonly stock?: readonly StockWanted[];
  /** A booking that moves: it is not in its own way, and what it has is locked with what it wants. */
  readonly moving?: { readonly id: string; readonly unitIds: readonly string[] };
  /** What this season keeps is for this; a block of the city passes what anybody keeps. */
  readonly seasonId?: string;
};

/** Under the lock and free, or refused. The lock lasts until the transaction ends. Gives the pieces that stocks gave. */
export async function claimUnits(
  act: Act,
  unitIds: readonly string[],
  during: InstantRange,
  { holdsOf, limits, stock = [], moving, seasonId }: ClaimOptions = {},
): Promise<readonly string[]> {
  const { tx, now, city } = act;
  await lockSorted(tx, "facility", [
    ...lockNames(unitIds, stock),
    ...lockNames(moving?.unitIds ?? [], []),
    ...(holdsOf === undefined ? [] : [`booker/${holdsOf}`]),
    ...(limits === undefined ? [] : [lockForLimits(limits.party)]),
  ]);
  const found = await findObstacles(tx, { unitIds, during, holdsOf, now, except: moving?.id });
  if (found.isClosed) throw await closedRefusal(act, unitIds, during);
  if (seasonId !== "anybody" && (await isKept(tx, unitIds, during, seasonId)))
    throw new Refusal("facility.in-season", { field: "slots" });
  const tooMany = judgeHolds(found.openHolds) ?? judgeUnpaid(found.unpaid, city.config.bookings.mostUnpaid);
  if (tooMany !== undefined) throw refusalOf(tooMany, act.locale);
  if (found.isTaken) {
    for (const overdue of await listOverdue(act.tx, act.now, { unitIds })) await expireBooking(act, overdue);
    if (await isTaken(act.tx, unitIds, during, moving?.id)) throw new Refusal("facility.taken", { field: "slots" });
  }
  if (limits !== undefined && moving === undefined) await refuseBlocked(act, limits);
  if (limits !== undefined) await refuseOverLimits(act, limits);
  return takeFromStock(act, stock, during, moving?.id);
}

/** Suspended for points, or in arrears; a booking that only moves is left alone. */
async function refuseBlocked(act: Act, limits: LimitedUse): Promise<void> {
  await refuseSuspended(act, limits, limits.party);
  await refuseDebtors(act, limits, limits.party);
}

/** What is locked before units are taken. Who wants several at once locks all of them in one call. */
export function lockNames(unitIds: readonly string[], stock: readonly StockWanted[]): readonly string[] {
  return [...unitIds.map((id) => `unit/${id}`), ...stock.map(({ unitIds: [first = ""] }) => `stock/${first}`)];
}

async function closedRefusal(act: Act, unitIds: readonly string[], during: InstantRange): Promise<Refusal> {
  const { kind = "public-use", words = "" } = (await findClosedBecause(act.tx, unitIds, during)) ?? {};
  return new Refusal("facility.closed-off", { field: "slots", params: { kind, words } });
}

/** Any free pieces, under the stock's lock. */
async function takeFromStock(
  act: Act,
  stock: readonly StockWanted[],
  during: InstantRange,
  except: string | undefined,
): Promise<readonly string[]> {
  const taken: string[] = [];
  for (const { extra, count, unitIds } of stock) {
    let free = await listFree(act.tx, unitIds, during, except);
    if (free.length < count) {
      for (const overdue of await listOverdue(act.tx, act.now, { unitIds })) await expireBooking(act, overdue);
      free = await listFree(act.tx, unitIds, during, except);
    }
    if (free.length < count) {
      const params = { name: extra.name, left: free.length };
      throw refusalOf({ code: "facility.extra-short", field: "extras", params }, act.locale);
    }
    taken.push(...free.slice(0, count));
  }
  return taken;
}

/** Without I, O, 0 and 1, which people mix up on the telephone. */
const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

function randomLetters(): string {
  return Array.from({ length: 3 }, () => letters[randomInt(letters.length)]).join("");
}
