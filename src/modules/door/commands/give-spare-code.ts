import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { lockSorted } from "../../../kernel/db/lock.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { requireMayAt } from "../policy.ts";
import { findAccessOf, listCodeStates, listLiveAccessesAt, turnIntoSpare } from "../store/accesses.ts";
import { findDoor } from "../store/doors.ts";
import { requestCode } from "./request-code.ts";
import { settleAt, settleNow } from "./settle.ts";
import { viewCode } from "./view-code.ts";

/** Handed out by staff: for one door, one opening, half an hour. */
export const spareKind = "spare";
/** Lies in the lock and is known to nobody, until it is handed out as a spare code. */
export const poolKind = "pool";
const spareForMs = 30 * 60_000;
/** Codes of the pool are replaced by others after that, used or not. */
const poolForMs = 30 * 86_400_000;
const poolAheadMs = 2 * 86_400_000;

/**
 * A code for one door, for one opening in the next 30 minutes: for somebody whose own code does not work. One of the pool
 * works at once, even if nobody can reach the lock; else a new one is written to it.
 */
export async function giveSpareCode(
  act: Act,
  { doorId, reason }: { doorId: string; reason: string },
): Promise<{ spareId: string }> {
  const door = await findDoor(act.tx, doorId);
  requireMayAt(act, "handOut", door);
  const why = reason.trim();
  if (why.length < 4) throw new Refusal("door.staff.reason-missing", { status: 422, field: "why" });
  if (door === undefined || door.key !== undefined) throw notFound();
  const window = { from: act.now, until: new Date(+act.now + spareForMs) };
  const spareId = (await takeFromPool(act, doorId, why, window)) ?? randomUUID();
  const subject = { kind: spareKind, id: spareId };
  if ((await findAccessOf(act.tx, subject)) === undefined) {
    await requestCode(act, { subject, doors: [doorId], ...window, reason: why, graceMinutes: 0 });
  }
  await audit(act, { what: "door.spare-code-given", subject: `door/${doorId}`, reason: why });
  return { spareId };
}

/** Under the door's lock, so that one code is not handed to two people. */
async function takeFromPool(act: Act, doorId: string, reason: string, window: { from: Date; until: Date }) {
  await lockSorted(act.tx, "door-pool", [doorId]);
  const ready = (await listLiveAccessesAt(act.tx, doorId, poolKind, act.now)).filter(({ isReady }) => isReady);
  const taken = ready.at(-1);
  if (taken === undefined) return undefined;
  await turnIntoSpare(act.tx, { id: taken.id, kind: spareKind, reason, window });
  await later(act, settleAt(window.until));
  await settleNow(act);
  return taken.subjectId;
}

/** As many codes lie in the lock as the city wants; one that ends soon is followed by another before. */
export async function keepPool(act: Act, { doorId }: { doorId: string }): Promise<void> {
  await lockSorted(act.tx, "door-pool", [doorId]);
  const door = await findDoor(act.tx, doorId);
  if (door === undefined || door.spareCodes === 0) return;
  const live = await listLiveAccessesAt(act.tx, doorId, poolKind, act.now);
  const lasting = live.filter(({ until }) => +until - +act.now > poolAheadMs);
  for (let missing = door.spareCodes - lasting.length; missing > 0; missing--) {
    const subject = { kind: poolKind, id: randomUUID() };
    const until = new Date(+act.now + poolForMs);
    await requestCode(act, { subject, doors: [doorId], from: act.now, until, graceMinutes: 0 });
  }
}

/** The reason for which it was handed out is the reason for the look. */
export async function viewSpareCode(
  act: Act,
  { doorId, spareId }: { doorId: string; spareId: string },
): Promise<{ code: string | undefined; shownUntil: Date }> {
  requireMayAt(act, "handOut", await findDoor(act.tx, doorId));
  const subject = { kind: spareKind, id: spareId };
  const access = await findAccessOf(act.tx, subject);
  if (access === undefined || !(await listCodeStates(act.tx, access.id)).has(doorId)) throw notFound();
  return viewCode(act, { subject, reason: access.reason });
}
