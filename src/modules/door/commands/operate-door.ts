import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { later } from "../../../kernel/jobs/emit.ts";
import { forbidden, notFound, Refusal } from "../../../kernel/refusal.ts";
import { isInstantWithin } from "../../../kernel/time/range.ts";
import { requireMay } from "../policy.ts";
import { commandLifeMs } from "../rules.ts";
import { findAccessOf, listCodeStates } from "../store/accesses.ts";
import { findPendingOpening, insertCommand } from "../store/commands.ts";
import { findDoor } from "../store/doors.ts";
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
  if (!isInstantWithin(act.now, access))
    throw new Refusal(act.now < access.from ? "door.too-early" : "door.window-over");
  const pending = await findPendingOpening(act.tx, doorId, access.id, new Date(+act.now - commandLifeMs));
  if (pending !== undefined) return { commandId: pending.id };
  const command = { kind: "unlock", origin: "app", accessId: access.id, reason: undefined } as const;
  return send(act, { ...command, doorId, askedBy: act.actor.personId }, `${subject.kind}/${subject.id}`);
}

export type StaffOperation = { readonly doorId: string; readonly reason: string };

export const staffUnlock = (act: Act, input: StaffOperation) => operateByStaff(act, "unlock", input);
export const staffLock = (act: Act, input: StaffOperation) => operateByStaff(act, "lock", input);

async function operateByStaff(act: Act, kind: "unlock" | "lock", { doorId, reason }: StaffOperation) {
  requireMay(act.actor, "operate");
  if ((await findDoor(act.tx, doorId)) === undefined) throw notFound();
  const why = reason.trim();
  if (why.length < 4) throw new Refusal("door.staff.reason-missing", { status: 422, field: "reason" });
  const command = { kind, origin: "staff", accessId: undefined, reason: why } as const;
  return send(act, { ...command, doorId, askedBy: act.actor.personId }, `door/${doorId}`);
}

async function send(
  act: Act,
  command: Omit<Parameters<typeof insertCommand>[1], "id" | "askedAt">,
  subject: string,
): Promise<{ commandId: string }> {
  const id = randomUUID();
  await insertCommand(act.tx, { ...command, id, askedAt: act.now });
  await audit(act, { what: `door.${command.kind}-asked`, subject, reason: command.reason });
  await later(act, { name: deliverJobName, data: { commandId: id } });
  return { commandId: id };
}
