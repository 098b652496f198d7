import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { notFound, Refusal } from "../../../kernel/refusal.ts";
import { requireMay } from "../policy.ts";
import { findAccessOf, listCodeStates } from "../store/accesses.ts";
import { requestCode } from "./request-code.ts";
import { viewCode } from "./view-code.ts";

export const spareKind = "spare";
const spareForMs = 30 * 60_000;

/** A code for one door, for one opening in the next 30 minutes: for somebody whose own code does not work. */
export async function giveSpareCode(
  act: Act,
  { doorId, reason }: { doorId: string; reason: string },
): Promise<{ spareId: string }> {
  requireMay(act.actor, "handOut");
  const why = reason.trim();
  if (why.length < 4) throw new Refusal("door.staff.reason-missing", { status: 422, field: "why" });
  const id = randomUUID();
  const until = new Date(+act.now + spareForMs);
  await requestCode(act, { subject: { kind: spareKind, id }, doors: [doorId], from: act.now, until, reason: why });
  await audit(act, { what: "door.spare-code-given", subject: `door/${doorId}`, reason: why });
  return { spareId: id };
}

/** The reason for which it was handed out is the reason for the look. */
export async function viewSpareCode(
  act: Act,
  { doorId, spareId }: { doorId: string; spareId: string },
): Promise<{ code: string; shownUntil: Date }> {
  const subject = { kind: spareKind, id: spareId };
  const access = await findAccessOf(act.tx, subject);
  if (access === undefined || !(await listCodeStates(act.tx, access.id)).has(doorId)) throw notFound();
  return viewCode(act, { subject, reason: access.reason });
}
