import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { forbidden, notFound, Refusal } from "../../../kernel/refusal.ts";
import { requireMayAt } from "../policy.ts";
import { commandLifeMs, isOpenAt, isOver, reentryEndAt, traitsOf } from "../rules.ts";
import { findAccessOf, isUsedByOthers, listCodeStates } from "../store/accesses.ts";
import { findPendingOpening, insertCommand } from "../store/commands.ts";
import { findDoor } from "../store/doors.ts";
import { insertReentry } from "../store/reentries.ts";
import type { Subject } from "../types.ts";

export const deliverJobName = "door.deliver-command";

/**
 * A resident asks for a door of their own subject (the caller has checked that it is theirs), inside the window. The
 * worker sends it within a second; the page shows what came of it. Pressed again meanwhile, it is the same asking.
 */
export async function openDoor(
  act: Act,
  { subject, doorId }: { subject: Subject; doorId: string },
): Promise<{ commandId: string }> {
  if (act.actor.kind !== "resident") throw forbidden();
  const access = await findAccessOf(act.tx, subject);
  if (access === undefined || access.revokedAt !== undefined) throw notFound();
  if (!(await listCodeStates(act.tx, access.id)).has(doorId)) throw notFound();
  if (!isOpenAt(access.windows, act.now)) {
    throw new Refusal(isOver(access, act.now) ? "door.window-over" : "door.too-early");
  }
  await requireOpensFromAfar(act, doorId);
  const pending = await findPendingOpening(act.tx, doorId, access.id, new Date(+act.now - commandLifeMs));
  if (pending !== undefined) return { commandId: pending.id };
  const command = { kind: "unlock", origin: "app", accessId: access.id, reason: undefined } as const;
  return send(act, { ...command, doorId, askedBy: act.actor.personId }, `${subject.kind}/${subject.id}`);
}

/**
 * The booker opens once more after the end: for lights left on, for things left behind. Within the minutes of grace, one
 * opening for each door and each end, and not while it is somebody else's time. The caller has checked whose it is.
 */
export async function reenterDoor(
  act: Act,
  { subject, doorId }: { subject: Subject; doorId: string },
): Promise<{ commandId: string }> {
  if (act.actor.kind !== "resident") throw forbidden();
  const access = await findAccessOf(act.tx, subject);
  if (access === undefined || access.revokedAt !== undefined) throw notFound();
  if (!(await listCodeStates(act.tx, access.id)).has(doorId)) throw notFound();
  const endedAt = reentryEndAt(access.windows, access.graceMinutes, act.now);
  if (endedAt === undefined) throw new Refusal("door.reentry-over");
  if (await isUsedByOthers(act.tx, doorId, access.id, act.now)) throw new Refusal("door.reentry-others");
  await requireOpensFromAfar(act, doorId);
  const command = { kind: "unlock", origin: "reentry", accessId: access.id, reason: undefined } as const;
  const sent = await send(
    act,
    { ...command, doorId, askedBy: act.actor.personId },
    `${subject.kind}/${subject.id}`,
    "door.reentry-asked",
  );
  const isFirst = await insertReentry(act.tx, { accessId: access.id, doorId, endedAt, commandId: sent.commandId });
  if (!isFirst) throw new Refusal("door.reentry-used");
  return sent;
}

async function requireOpensFromAfar(act: Act, doorId: string): Promise<void> {
  const door = await findDoor(act.tx, doorId);
  if (door === undefined || !traitsOf(door.adapter).opensFromAfar) throw new Refusal("door.not-from-afar");
}

export type StaffOperation = { readonly doorId: string; readonly reason: string };

export const staffUnlock = (act: Act, input: StaffOperation) => operateByStaff(act, "unlock", input);
export const staffLock = (act: Act, input: StaffOperation) => operateByStaff(act, "lock", input);

async function operateByStaff(act: Act, kind: "unlock" | "lock", { doorId, reason }: StaffOperation) {
  const { personId } = requireMayAt(act, "operate", await findDoor(act.tx, doorId));
  await requireOpensFromAfar(act, doorId);
  const why = reason.trim();
  if (why.length < 4) throw new Refusal("door.staff.reason-missing", { status: 422, field: "reason" });
  const command = { kind, origin: "staff", accessId: undefined, reason: why } as const;
  return send(act, { ...command, doorId, askedBy: personId }, `door/${doorId}`);
}

async function send(
  act: Act,
  command: Omit<Parameters<typeof insertCommand>[1], "id" | "askedAt">,
  subject: string,
  what = `door.${command.kind}-asked`,
): Promise<{ commandId: string }> {
  const id = randomUUID();
  await insertCommand(act.tx, { ...command, id, askedAt: act.now });
  await audit(act, { what, subject, reason: command.reason });
  await later(act, { name: deliverJobName, data: { commandId: id } });
  return { commandId: id };
}
