import type { Act, Command } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import { forbidden, notFound, Refusal } from "../../../kernel/refusal.ts";
import { codeMinutes } from "../rules/code.ts";
import type { MailAddress } from "../rules/mail.ts";
import { searchText } from "../rules/search.ts";
import { deleteSubject, findPersonByMail, findPersonRow, type PersonRow, updatePerson } from "../store/person.ts";
import type { IdentityOptions } from "../types.ts";
import { spendCodeBudgets } from "./ask-code.ts";
import { makeCode } from "./make-code.ts";

/** Whoever is signed in as a resident. */
export async function me(act: Act): Promise<PersonRow> {
  const { actor } = act;
  if (actor.kind !== "resident") throw forbidden();
  const person = await findPersonRow(act.tx, actor.personId);
  if (person === undefined) throw notFound();
  return person;
}

export async function changePerson(
  act: Act,
  change: { name: string; kana: string | undefined; telephone: string | undefined; locale: Locale },
): Promise<void> {
  const person = await me(act);
  await updatePerson(act.tx, person.id, { ...change, search: searchText({ ...person, ...change }) });
  await audit(act, { what: "identity.person-changed", subject: `person/${person.id}`, about: person.id });
}

/**
 * Asks for a new mail address: a code goes there, and it counts once the code is entered. An address that has an
 * account already gets a mail that says so, and no code; the page is the same.
 */
export function askMailChange(options: IdentityOptions): Command<{ mail: MailAddress }, { codeId: string }> {
  return async (act, { mail }) => {
    const person = await me(act);
    if (person.mail !== undefined && mail.mail === person.mail) {
      throw new Refusal("identity.mail-is-yours", { status: 422, field: "mail" });
    }
    const holder = await findPersonByMail(act.tx, mail.key);
    await spendCodeBudgets(act, mail, holder);
    const isFree = holder === undefined || holder.id === person.id;
    const code = await makeCode(act, { purpose: "change-mail", address: mail, personId: person.id, isReal: isFree });
    const to = { mail: mail.mail, locale: act.locale };
    await options.sendMail(
      act,
      isFree
        ? { to, kind: "identity.code", params: { sealed: code.sealed, minutes: codeMinutes }, until: code.expiresAt }
        : { to, kind: "identity.mail-taken", link: "/sign-in", until: code.expiresAt },
    );
    return { codeId: code.id };
  };
}

/** A way in may go only while another one is left. */
export async function unlinkSubject(act: Act, { provider }: { provider: string }): Promise<void> {
  const person = await me(act);
  if (person.mail === undefined) throw new Refusal("identity.last-way-in");
  if (!(await deleteSubject(act.tx, person.id, provider))) throw notFound();
  await audit(act, { what: "identity.subject-unlinked", subject: `person/${person.id}`, about: person.id });
}
