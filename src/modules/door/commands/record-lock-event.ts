import type { Act } from "../../../kernel/act.ts";
import { receive } from "../../../kernel/jobs/inbox.ts";
import { explainedWithinMs } from "../rules.ts";
import { findAccessById } from "../store/accesses.ts";
import { type Code, findCodeInSlot, findCodeOfHolder, hurryCodes } from "../store/codes.ts";
import { findExplainingCommand } from "../store/commands.ts";
import { type Door, findDoorAt, noteUnreachable } from "../store/doors.ts";
import { insertEntry } from "../store/entries.ts";
import { findHolding } from "../store/shelters.ts";
import type { EntryKind, LockEvent } from "../types.ts";
import { announceEntry, confirmCommand } from "./deliver-command.ts";
import { spareKind } from "./give-spare-code.ts";
import { lockHeard } from "./note-lock.ts";
import { reviewAlarms } from "./review-alarms.ts";
import { revokeCode } from "./revoke-code.ts";
import { settleNow } from "./settle.ts";

/** What a lock reports by itself. An event that comes again changes nothing. */
export async function recordLockEvent(
  act: Act,
  { adapter, event }: { adapter: string; event: LockEvent },
): Promise<void> {
  const door = await findDoorAt(act.tx, adapter, event.address);
  if (door === undefined) return;
  switch (event.kind) {
    case "reported":
      return lockHeard(act, door, event.at, event);
    case "availability":
      if (event.reachable) return lockHeard(act, door, event.at);
      await noteUnreachable(act.tx, door.id, event.at);
      return reviewAlarms(act, door.id);
    case "synced":
      await hurryCodes(act.tx, door.id);
      return settleNow(act);
    case "operated":
      if (!(await receive(act, `lock/${adapter}`, event.eventId))) return;
      return event.operation === "unlocked" ? recordOpening(act, door, event) : recordRefusal(act, door, event);
  }
}

type Operated = LockEvent & { kind: "operated" };

async function recordOpening(act: Act, door: Door, event: Operated): Promise<void> {
  const { by, user, at } = event;
  if (by === "remote") {
    const command = await findExplainingCommand(act.tx, door.id, at, explainedWithinMs);
    if (command !== undefined) return confirmCommand(act, command, at);
  }
  const code = by === "keypad" ? await findCodeOf(act, door, event) : undefined;
  // A shelter's door is opened by two of the staff, not by a command of one.
  const isHeld = by === "remote" && (await findHolding(act.tx, door.id)) !== undefined;
  const unexplained = isHeld ? "staff" : "other";
  const kind: EntryKind = by === "inside" ? "inside" : code === undefined ? unexplained : "code";
  const accessId = code?.accessId;
  await insertEntry(act.tx, { doorId: door.id, at, kind, slot: user, accessId, now: act.now });
  if (kind !== "inside") await announceEntry(act, door.id, accessId, at);
  if (code?.subjectKind === spareKind) await endSpareCode(act, code.accessId);
}

/** A spare code is for one opening. */
async function endSpareCode(act: Act, accessId: string): Promise<void> {
  const access = await findAccessById(act.tx, accessId);
  if (access !== undefined) await revokeCode(act, { subject: access.subject });
}

async function findCodeOf(act: Act, door: Door, { user, holder, at }: Operated): Promise<Code | undefined> {
  if (holder !== undefined) return findCodeOfHolder(act.tx, door.id, holder);
  return user === undefined ? undefined : findCodeInSlot(act.tx, door.id, user, at);
}

async function recordRefusal(act: Act, door: Door, event: Operated): Promise<void> {
  const { user, at } = event;
  const code = await findCodeOf(act, door, event);
  await insertEntry(act.tx, {
    doorId: door.id,
    at,
    kind: "refused",
    slot: user,
    accessId: code?.accessId,
    now: act.now,
  });
  await reviewAlarms(act, door.id);
}
