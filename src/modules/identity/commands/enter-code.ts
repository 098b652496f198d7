import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { forbidden, notFound } from "../../../kernel/refusal.ts";
import { searchText } from "../rules/search.ts";
import { findCode, markProven, markUsed, type SignInCode, spendTry } from "../store/code.ts";
import { proveEnrolment } from "../store/enrolment.ts";
import { findPersonByMail, findPersonRow, updateMail } from "../store/person.ts";
import { browserHashOf } from "./browser.ts";
import { isRightCode } from "./make-code.ts";
import { openSession, type SignedIn } from "./open-session.ts";

export type CodeOutcome =
  /** Wrong, too old, or tried too often: the page reads from the row which. */
  | { readonly kind: "not-right" }
  | { readonly kind: "signed-in"; readonly session: SignedIn }
  /** The address is new here: the name is asked for, then the account is founded. */
  | { readonly kind: "name-wanted" }
  | { readonly kind: "mail-changed" }
  | { readonly kind: "enrolling"; readonly enrolmentId: string };

/**
 * Enters the six digits. A wrong code is an outcome and not a refusal, because a refusal would roll back the try.
 * Codes of other browsers do not exist here.
 */
export async function enterCode(act: Act, input: { codeId: string; digits: string }): Promise<CodeOutcome> {
  const { city, tx, now } = act;
  const code = await findCode(tx, input.codeId, browserHashOf(act));
  if (code === undefined) throw notFound();
  if (!(await spendTry(tx, code.id, now))) return { kind: "not-right" };
  if (!isRightCode(city, code, input.digits)) return { kind: "not-right" };
  await markProven(tx, code.id, now);
  switch (code.purpose) {
    case "sign-in":
      return signIn(act, code);
    case "change-mail":
      return changeMail(act, code);
    case "enrol":
      return enrol(act, code);
  }
}

async function signIn(act: Act, code: SignInCode): Promise<CodeOutcome> {
  const person = await findPersonByMail(act.tx, code.mailKey);
  if (person === undefined) return { kind: "name-wanted" };
  if (person.kind === "staff") throw forbidden();
  await markUsed(act.tx, code.id, act.now);
  const who = { personId: person.id, kind: person.kind, method: "code", isTwoFactor: false } as const;
  return { kind: "signed-in", session: await openSession(act, who) };
}

async function changeMail(act: Act, code: SignInCode): Promise<CodeOutcome> {
  const { actor, tx, now } = act;
  // Who asked must still be signed in: the code alone changes nothing.
  if (actor.kind !== "resident" || actor.personId !== code.personId) return { kind: "not-right" };
  const person = await findPersonRow(tx, actor.personId);
  if (person === undefined) return { kind: "not-right" };
  await markUsed(tx, code.id, now);
  await updateMail(tx, person.id, { mail: code.mail, key: code.mailKey }, searchText({ ...person, mail: code.mail }));
  await audit(act, { what: "identity.mail-changed", subject: `person/${person.id}`, about: person.id });
  return { kind: "mail-changed" };
}

async function enrol(act: Act, code: SignInCode): Promise<CodeOutcome> {
  const { tx, now } = act;
  const enrolmentId = code.personId && (await proveEnrolment(tx, code.personId, browserHashOf(act), now));
  if (enrolmentId === undefined || enrolmentId === "") return { kind: "not-right" };
  await markUsed(tx, code.id, now);
  return { kind: "enrolling", enrolmentId };
}
