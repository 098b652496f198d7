import { randomUUID } from "node:crypto";
import type { Act } from "../../../kernel/act.ts";
import { audit } from "../../../kernel/audit/audit.ts";
import { forbidden, notFound, Refusal } from "../../../kernel/refusal.ts";
import type { MailAddress } from "../rules/mail.ts";
import { searchText, searchWords } from "../rules/search.ts";
import { findPersonRow, insertPerson, type PersonRow, searchPersonRows } from "../store/person.ts";

export type FoundPerson = {
  readonly id: string;
  readonly name: string;
  readonly kana: string | undefined;
  /** Enough to tell two people of one name apart: "…1234". */
  readonly telephoneEnd: string | undefined;
  readonly mailStart: string | undefined;
};

/** Staff look for a person by name, reading, telephone or mail. The list says little; opening one is audited for them. */
export async function searchPeople(act: Act, { text }: { text: string }): Promise<FoundPerson[]> {
  assertStaff(act);
  const words = searchWords(text);
  if (words.join("").length < 2) return [];
  const people = await searchPersonRows(act.tx, words);
  // What was searched for is not noted: it is somebody's name.
  await audit(act, { what: "identity.people-searched", subject: "person", counts: { found: people.length } });
  return people.map(({ id, name, kana, telephone, mail }) => ({
    id,
    name,
    kana,
    telephoneEnd: telephone?.slice(-4),
    mailStart: mail?.slice(0, Math.min(3, mail.indexOf("@"))),
  }));
}

/** A member of staff opens a person's page. The person sees who did, and when. */
export async function openPerson(act: Act, { personId }: { personId: string }): Promise<PersonRow> {
  assertStaff(act);
  const person = await findPersonRow(act.tx, personId);
  if (person === undefined || person.kind !== "resident") throw notFound();
  await audit(act, { what: "identity.person-opened", subject: `person/${personId}`, about: personId });
  return person;
}

/**
 * Somebody who telephones gets an account by which they can book; with a mail address they can sign in to it later.
 * An address or number that is known already belongs to somebody: the clerk is asked to look again.
 */
export async function registerCallerByStaff(
  act: Act,
  caller: { name: string; kana?: string | undefined; telephone: string; mail?: MailAddress | undefined },
): Promise<string> {
  const staff = assertStaff(act);
  const { name, kana, telephone, mail } = caller;
  const id = randomUUID();
  await insertPerson(act.tx, {
    id,
    kind: "resident",
    name,
    kana,
    mail,
    telephone,
    locale: "ja",
    search: searchText({ name, kana, telephone, mail: mail?.mail }),
    foundedAt: act.now,
    foundedBy: staff,
  });
  await audit(act, { what: "identity.caller-registered", subject: `person/${id}`, about: id });
  return id;
}

export function assertStaff({ actor }: Act): string {
  if (actor.kind !== "staff") throw forbidden();
  return actor.personId;
}

export function assertRole(act: Act, role: "administrator" | "facility-manager"): string {
  const { actor } = act;
  if (actor.kind !== "staff" || !actor.roles.includes(role)) throw new Refusal("forbidden", { status: 403 });
  return actor.personId;
}
