import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { findAccessOf, markRevoked } from "../store/accesses.ts";
import { dropWaitingKeys } from "../store/keys.ts";
import type { Subject } from "../types.ts";
import { settleNow } from "./settle.ts";

/**
 * Takes the code back from all doors. From this transaction on the page opens nothing and shows no code; the locks
 * follow within seconds, or staff are alarmed after a minute. To be called before money is given back.
 */
export async function revokeCode(act: Act, { subject }: { subject: Subject }): Promise<void> {
  const access = await findAccessOf(act.tx, subject);
  if (access === undefined || access.revokedAt !== undefined) return;
  await markRevoked(act.tx, access.id, act.now);
  await dropWaitingKeys(act.tx, access.id);
  await audit(act, { what: "door.code-revoked", subject: `${subject.kind}/${subject.id}`, about: access.personId });
  await settleNow(act);
}
