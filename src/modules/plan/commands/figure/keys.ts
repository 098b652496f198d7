import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { receive } from "../../../../kernel/jobs/inbox.ts";
import { forbidden, notFound } from "../../../../kernel/refusal.ts";
import { mayKeepKeys } from "../../rules/figure/may.ts";
import { endKeyRow, insertKey } from "../../store/figure/keys.ts";
import { findPlan } from "../../store/plan.ts";

/** Made by a planner, shown once, kept as a hash only. `sealed` opens once, for its maker, within ten minutes. */
export async function makeKey(
  act: Act,
  { planId, name }: { planId: string; name: string },
): Promise<{ keyId: string; sealed: string }> {
  const madeBy = personOf(act.actor);
  if (!mayKeepKeys(act.actor) || madeBy === undefined) throw forbidden();
  if ((await findPlan(act.tx, planId)) === undefined) throw notFound();
  const keyId = randomUUID();
  const secret = `machimigaki_${randomBytes(32).toString("base64url")}`;
  await insertKey(act.tx, { id: keyId, name, hash: hashOfKey(secret), planId, madeBy, madeAt: act.now });
  await audit(act, { what: "plan.key-made", subject: `api-key/${keyId}` });
  const sealed = act.city.secrets.seal(
    sealPurpose,
    JSON.stringify({ keyId, secret, madeBy, until: act.now.getTime() + tenMinutes }),
  );
  return { keyId, sealed };
}

const sealPurpose = "plan-api-key";
const tenMinutes = 600_000;

/** The key itself, the first time only; undefined afterwards, for anybody else, and for a text that was not sealed here. */
export async function showKeyOnce(act: Act, sealed: string): Promise<string | undefined> {
  const text = act.city.secrets.open(sealPurpose, sealed);
  if (text === undefined) return undefined;
  // Sealed by makeKey and by nothing else.
  const { keyId, secret, madeBy, until } = JSON.parse(text) as Record<"keyId" | "secret" | "madeBy", string> & {
    until: number;
  };
  if (madeBy !== personOf(act.actor) || act.now.getTime() > until) return undefined;
  return (await receive(act, "plan.key-shown", keyId)) ? secret : undefined;
}

export async function endKey(act: Act, { planId, keyId }: { planId: string; keyId: string }): Promise<void> {
  if (!mayKeepKeys(act.actor)) throw forbidden();
  if (!(await endKeyRow(act.tx, { planId, keyId, at: act.now }))) throw notFound();
  await audit(act, { what: "plan.key-ended", subject: `api-key/${keyId}` });
}

export function hashOfKey(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
