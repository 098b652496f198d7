import type { Act, Command } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { listOnlyOwnedGroups } from "../store/member.ts";
import { deletePerson } from "../store/person.ts";
import type { IdentityOptions } from "../types.ts";
import { me } from "./profile.ts";

/** Message keys: why the account cannot go now. Empty if it can. */
export async function listReasonsToKeep(
  options: IdentityOptions,
  db: Db | Tx,
  personId: string,
  now: Date,
): Promise<string[]> {
  const reasons = [];
  for (const keeper of options.keepers()) reasons.push(...(await keeper.reasonsToKeep(db, personId, now)));
  if ((await listOnlyOwnedGroups(db, personId)).length > 0) reasons.push("identity.keep.only-owner");
  return reasons;
}

/** Everything that names the person goes, in one transaction: each module forgets first, then this one. */
export function deleteAccount(options: IdentityOptions): Command<undefined, void> {
  return async (act: Act) => {
    const person = await me(act);
    const reasons = await listReasonsToKeep(options, act.tx, person.id, act.now);
    if (reasons.length > 0) throw new Refusal("identity.account-in-use", { params: { count: reasons.length } });
    for (const keeper of options.keepers()) await keeper.forget(act, person.id);
    await audit(act, { what: "identity.account-deleted", subject: `person/${person.id}` });
    await deletePerson(act.tx, person.id);
  };
}
