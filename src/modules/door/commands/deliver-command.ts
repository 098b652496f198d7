import type { Act } from "../../../kernel/act.ts";
import { emit } from "../../../kernel/jobs/emit.ts";
import { canChangeCommand, commandLifeMs, isOpenAt, reentryEndAt } from "../rules.ts";
import { findAccessById } from "../store/accesses.ts";
import { changeCommand, type DoorCommand, lockCommand } from "../store/commands.ts";
import { findDoor } from "../store/doors.ts";
import { insertEntry } from "../store/entries.ts";
import { findReentryEnd } from "../store/reentries.ts";
import type { FailureReason, LockFailure } from "../types.ts";
import { lockHeard, lockSilent } from "./note-lock.ts";

export type Delivery = { readonly adapter: string; readonly address: string; readonly kind: "unlock" | "lock" };

/** Just before it is sent: still wanted, still allowed, and never sent twice. */
export async function beginDelivery(act: Act, { commandId }: { commandId: string }): Promise<Delivery | undefined> {
  const command = await lockCommand(act.tx, commandId);
  if (command === undefined || command.state !== "asked") return undefined;
  const door = await findDoor(act.tx, command.doorId);
  const failure = door === undefined ? "not-allowed" : await findReasonAgainst(act, command);
  if (door === undefined || failure !== undefined) {
    await changeCommand(act.tx, command.id, { state: "failed", at: act.now, failure: failure ?? "not-allowed" });
    return undefined;
  }
  await changeCommand(act.tx, command.id, { state: "sent", at: act.now });
  return { adapter: door.adapter, address: door.address, kind: command.kind };
}

async function findReasonAgainst(act: Act, command: DoorCommand): Promise<FailureReason | undefined> {
  if (+act.now - +command.askedAt > commandLifeMs) return "too-late";
  if (command.accessId === undefined) return undefined;
  const access = await findAccessById(act.tx, command.accessId);
  if (access === undefined || access.revokedAt !== undefined) return "not-allowed";
  if (command.origin !== "reentry") return isOpenAt(access.windows, act.now) ? undefined : "not-allowed";
  const endedAt = reentryEndAt(access.windows, access.graceMinutes, act.now);
  const asked = await findReentryEnd(act.tx, command.id);
  return endedAt !== undefined && +endedAt === +(asked ?? 0) ? undefined : "not-allowed";
}

/** What a lock may answer to an opening. */
type Spoken = Exclude<LockFailure["reason"], "code-taken">;

export async function finishDelivery(
  act: Act,
  { commandId, failure }: { commandId: string; failure?: Spoken | undefined },
): Promise<void> {
  const command = await lockCommand(act.tx, commandId);
  const door = command && (await findDoor(act.tx, command.doorId));
  if (command === undefined || door === undefined) return;
  if (failure === undefined || failure === "refused") await lockHeard(act, door, act.now);
  else if (failure !== "not-yet") await lockSilent(act, door);
  if (failure === undefined) return confirmCommand(act, command, act.now);
  if (canChangeCommand(command.state, "failed")) {
    await changeCommand(act.tx, command.id, { state: "failed", at: act.now, failure });
  }
}

/** By the answer to the command or by the lock's own report, whichever comes first; the entry log gets one line. */
export async function confirmCommand(act: Act, command: DoorCommand, at: Date): Promise<void> {
  if (canChangeCommand(command.state, "confirmed")) {
    await changeCommand(act.tx, command.id, { state: "confirmed", at: act.now });
  }
  if (command.kind === "lock") return;
  const { doorId, accessId, origin } = command;
  const isNew = await insertEntry(act.tx, { doorId, at, kind: origin, accessId, commandId: command.id, now: act.now });
  if (isNew) await announceEntry(act, doorId, accessId, at);
}

/** `door.entered { doorId, subject?, at }` */
export async function announceEntry(act: Act, doorId: string, accessId: string | undefined, at: Date): Promise<void> {
  const subject = accessId === undefined ? undefined : (await findAccessById(act.tx, accessId))?.subject;
  await emit(act, "door.entered", { doorId, at: at.toISOString(), ...(subject === undefined ? {} : { subject }) });
}
