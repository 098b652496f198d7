import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { forbidden, notFound, Refusal } from "../../../kernel/refusal.ts";
import { codeState } from "../rules/code.ts";
import { searchText } from "../rules/search.ts";
import { findCode, markUsed } from "../store/code.ts";
import { findPersonByMail, insertPerson } from "../store/person.ts";
import { browserHashOf } from "./browser.ts";
import { openSession, type SignedIn } from "./open-session.ts";

/**
 * The first visit: the code was right, here is the name. The account exists from now on, so no account is without a
 * name. If the same address founded one meanwhile in another browser, this is a sign-in to it.
 */
export async function foundAccount(
  act: Act,
  input: { codeId: string; name: string; kana: string | undefined },
): Promise<SignedIn> {
  const { tx, now } = act;
  const code = await findCode(tx, input.codeId, browserHashOf(act));
  if (code === undefined || code.purpose !== "sign-in") throw notFound();
  if (codeState(code, now) !== "proven" || !(await markUsed(tx, code.id, now))) {
    throw new Refusal("identity.code-too-old", { status: 409 });
  }
  const known = await findPersonByMail(tx, code.mailKey);
  if (known?.kind === "staff") throw forbidden();
  const personId = known?.id ?? randomUUID();
  if (known === undefined) {
    const mail = { mail: code.mail, key: code.mailKey };
    const { name, kana } = input;
    await insertPerson(tx, {
      id: personId,
      kind: "resident",
      name,
      kana,
      mail,
      telephone: undefined,
      locale: act.locale,
      search: searchText({ name, kana, mail: mail.mail }),
      foundedAt: now,
      foundedBy: undefined,
    });
    await audit(act, { what: "identity.account-founded", subject: `person/${personId}`, about: personId });
  }
  return openSession(act, { personId, kind: "resident", method: "code", isTwoFactor: false });
}
