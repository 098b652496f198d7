import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { requireMay } from "../policy.ts";
import { requestCode } from "./request-code.ts";

export const spareKind = "spare";
const spareForMs = 30 * 60_000;

/** A code for one door, for one opening in the next 30 minutes: for somebody whose own code does not work. */
export async function giveSpareCode(
  act: Act,
  { doorId, reason }: { doorId: string; reason: string },
): Promise<{ spareId: string }> {
  requireMay(act.actor, "handOut");
  const why = reason.trim();
  if (why.length < 4) throw new Refusal("door.reason-missing", { status: 422, field: "reason" });
  const id = randomUUID();
  const until = new Date(+act.now + spareForMs);
  await requestCode(act, { subject: { kind: spareKind, id }, doors: [doorId], from: act.now, until });
  await audit(act, { what: "door.spare-code-given", subject: `door/${doorId}`, reason: why });
  return { spareId: id };
}
