import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { countAccessesOf, findAccessById, listCodeStates, markRevoked } from "../store/accesses.ts";
import { listKeyUsesOf } from "../store/keys.ts";
import { requestCode } from "./request-code.ts";

/**
 * A lock has the number already, from somebody else's hand: the subject gets another one at all its doors, and the first
 * one rests for its 30 days. False if that has happened three times within an hour: then the number is not what is wrong.
 */
export async function replaceCode(act: Act, accessId: string): Promise<boolean> {
  const access = await findAccessById(act.tx, accessId);
  if (access === undefined || access.revokedAt !== undefined) return true;
  const { subject, personId, reason, graceMinutes, windows } = access;
  if ((await countAccessesOf(act.tx, subject, new Date(+act.now - 60 * 60_000))) > 3) return false;
  const locks = [...(await listCodeStates(act.tx, accessId)).keys()];
  const keys = (await listKeyUsesOf(act.tx, accessId)).map(({ doorId }) => doorId);
  await markRevoked(act.tx, accessId, act.now);
  await requestCode(act, { subject, personId, reason, graceMinutes, windows, doors: [...locks, ...keys] });
  await audit(act, { what: "door.code-replaced", subject: `${subject.kind}/${subject.id}`, about: personId });
  return true;
}
