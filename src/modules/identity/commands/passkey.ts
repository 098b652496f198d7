import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { forbidden, notFound, Refusal } from "../../../kernel/refusal.ts";
import { findOpenEnrolment, markEnrolmentUsed } from "../store/enrolment.ts";
import { deletePasskey, insertPasskey, listPasskeys, notePasskeyUse, takePasskey } from "../store/passkey.ts";
import { browserHashOf } from "./browser.ts";
import { openSession, type SignedIn } from "./open-session.ts";
import { verifyNewPasskey, verifyPasskey } from "./verify-passkey.ts";

const mostPasskeys = 20;

/** Adds a key to the account of whoever is signed in. */
export async function addPasskey(act: Act, input: { answer: object; name: string }): Promise<void> {
  const { actor } = act;
  if (actor.kind !== "resident" && actor.kind !== "staff") throw forbidden();
  await keepPasskey(act, actor.personId, input);
}

/** Signs in by a key, without a name being typed: the key says whose it is. */
export async function signInByPasskey(act: Act, input: { answer: object }): Promise<SignedIn> {
  const { id } = input.answer as { id?: unknown };
  const passkey = typeof id === "string" ? await takePasskey(act.tx, id) : undefined;
  if (passkey === undefined) throw new Refusal("identity.passkey-unknown", { status: 422 });
  const use = await verifyPasskey(act, input.answer, passkey);
  await notePasskeyUse(act.tx, passkey.id, { ...use, at: act.now });
  const { personId, kind } = passkey;
  return openSession(act, { personId, kind, method: "passkey", isTwoFactor: true });
}

/** The first key of a member of staff, after the code on paper and the code by mail; signs in with it. */
export async function enrolByPasskey(
  act: Act,
  input: { enrolmentId: string; answer: object; name: string },
): Promise<SignedIn> {
  const by = { id: input.enrolmentId, browserHash: browserHashOf(act) };
  const enrolment = await findOpenEnrolment(act.tx, by, act.now);
  if (enrolment === undefined || !(await markEnrolmentUsed(act.tx, enrolment.id, act.now))) throw notFound();
  await keepPasskey(act, enrolment.personId, input);
  return openSession(act, { personId: enrolment.personId, kind: "staff", method: "passkey", isTwoFactor: true });
}

export async function removePasskey(act: Act, { passkeyId }: { passkeyId: string }): Promise<void> {
  const { actor, tx } = act;
  if (actor.kind !== "resident" && actor.kind !== "staff") throw forbidden();
  if (!(await deletePasskey(tx, actor.personId, passkeyId))) throw notFound();
  const subject = `person/${actor.personId}`;
  await audit(act, { what: "identity.passkey-removed", subject, about: actor.personId });
}

async function keepPasskey(act: Act, personId: string, input: { answer: object; name: string }): Promise<void> {
  const known = await listPasskeys(act.tx, personId);
  if (known.length >= mostPasskeys) throw new Refusal("identity.too-many-passkeys", { params: { most: mostPasskeys } });
  const passkey = await verifyNewPasskey(act, input.answer);
  await insertPasskey(act.tx, { ...passkey, personId, name: input.name });
  await audit(act, { what: "identity.passkey-added", subject: `person/${personId}`, about: personId });
}
