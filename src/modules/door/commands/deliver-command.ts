import type { Act } from "../../../kernel/act.ts";
import { emit } from "../../../kernel/jobs/emit.ts";
import { isInstantWithin } from "../../../kernel/time/range.ts";
import { canChangeCommand, commandLifeMs } from "../rules.ts";
import { findAccessById } from "../store/accesses.ts";
import { changeCommand, type DoorCommand, lockCommand } from "../store/commands.ts";
import { findDoor } from "../store/doors.ts";
import { insertEntry } from "../store/entries.ts";
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
  const isAllowed = access !== undefined && access.revokedAt === undefined && isInstantWithin(act.now, access);
  return isAllowed ? undefined : "not-allowed";
}

export async function finishDelivery(
  act: Act,
  { commandId, failure }: { commandId: string; failure?: LockFailure["reason"] | undefined },
): Promise<void> {
  const command = await lockCommand(act.tx, commandId);
  const door = command && (await findDoor(act.tx, command.doorId));
  if (command === undefined || door === undefined) return;
  if (failure === undefined || failure === "refused") await lockHeard(act, door, act.now);
  else await lockSilent(act, door);
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
