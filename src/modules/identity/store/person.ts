import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import type { MailAddress } from "../rules/mail.ts";
import type { Person, PersonKind } from "../types.ts";
import { tables } from "./tables.ts";

export type PersonRow = Person & { readonly kind: PersonKind };

export type NewPerson = {
  readonly id: string;
  readonly kind: PersonKind;
  readonly name: string;
  readonly kana: string | undefined;
  readonly mail: MailAddress | undefined;
  readonly telephone: string | undefined;
  readonly locale: Locale;
  readonly search: string;
  readonly foundedAt: Date;
  readonly foundedBy: string | undefined;
};

const columns = ["id", "kind", "name", "kana", "mail", "telephone", "locale"] as const;

type Row = {
  id: string;
  kind: string;
  name: string;
  kana: string | null;
  mail: string | null;
  telephone: string | null;
  locale: string;
};

function personOf(row: Row): PersonRow {
  return {
    id: row.id,
    kind: row.kind as PersonKind,
    name: row.name,
    kana: row.kana ?? undefined,
    mail: row.mail ?? undefined,
    telephone: row.telephone ?? undefined,
    locale: row.locale as Locale,
  };
}

export async function findPersonRow(db: Db | Tx, id: string): Promise<PersonRow | undefined> {
  const row = await tables(db).selectFrom("identity.person").select(columns).where("id", "=", id).executeTakeFirst();
  return row && personOf(row);
}

export async function findPersonByMail(db: Db | Tx, mailKey: string): Promise<PersonRow | undefined> {
  const query = tables(db).selectFrom("identity.person").select(columns).where("mail_key", "=", mailKey);
  const row = await query.executeTakeFirst();
  return row && personOf(row);
}

export async function findPersonBySubject(db: Db | Tx, provider: string, subject: string) {
  const row = await tables(db)
    .selectFrom("identity.external_subject as link")
    .innerJoin("identity.person as person", "person.id", "link.person_id")
    .select(columns.map((column) => `person.${column}` as const))
    .where("link.provider", "=", provider)
    .where("link.subject", "=", subject)
    .executeTakeFirst();
  return row && personOf(row);
}

export async function listPersonRows(db: Db | Tx, ids: readonly string[]): Promise<PersonRow[]> {
  if (ids.length === 0) return [];
  const rows = await tables(db).selectFrom("identity.person").select(columns).where("id", "in", ids).execute();
  return rows.map(personOf);
}

/** Each of `words` must occur. At most 30, those whose name is shortest first: the closest. */
export async function searchPersonRows(db: Db | Tx, words: readonly string[]): Promise<PersonRow[]> {
  let query = tables(db).selectFrom("identity.person").select(columns).where("kind", "=", "resident");
  for (const word of words) query = query.where("search", "like", `%${word.replace(/[\\%_]/g, "\\$&")}%`);
  const rows = await query
    .orderBy((order) => order.fn("length", ["name"]))
    .orderBy("kana")
    .orderBy("id")
    .limit(30)
    .execute();
  return rows.map(personOf);
}

export async function insertPerson(tx: Tx, person: NewPerson): Promise<void> {
  await tables(tx)
    .insertInto("identity.person")
    .values({
      id: person.id,
      kind: person.kind,
      name: person.name,
      kana: person.kana ?? null,
      mail: person.mail?.mail ?? null,
      mail_key: person.mail?.key ?? null,
      telephone: person.telephone ?? null,
      locale: person.locale,
      search: person.search,
      founded_at: person.foundedAt,
      founded_by: person.foundedBy ?? null,
    })
    .execute();
}

export async function updatePerson(
  tx: Tx,
  id: string,
  change: {
    name: string;
    kana: string | undefined;
    telephone: string | undefined;
    locale: Locale;
    search: string;
  },
): Promise<void> {
  const { name, kana = null, telephone = null, locale, search } = change;
  await tables(tx)
    .updateTable("identity.person")
    .set({ name, kana, telephone, locale, search })
    .where("id", "=", id)
    .execute();
}

export async function updateMail(tx: Tx, id: string, mail: MailAddress, search: string): Promise<void> {
  await tables(tx)
    .updateTable("identity.person")
    .set({ mail: mail.mail, mail_key: mail.key, search })
    .where("id", "=", id)
    .execute();
}

/** Sessions, passkeys, subjects, roles and memberships go with the row. */
export async function deletePerson(tx: Tx, id: string): Promise<void> {
  await tables(tx).deleteFrom("identity.person").where("id", "=", id).execute();
}

export async function insertSubject(
  tx: Tx,
  link: { provider: string; subject: string; personId: string; at: Date },
): Promise<void> {
  const { provider, subject, personId, at } = link;
  await tables(tx)
    .insertInto("identity.external_subject")
    .values({ provider, subject, person_id: personId, linked_at: at })
    .execute();
}

export async function listSubjects(db: Db | Tx, personId: string): Promise<{ provider: string; linkedAt: Date }[]> {
  const rows = await tables(db)
    .selectFrom("identity.external_subject")
    .select(["provider", "linked_at"])
    .where("person_id", "=", personId)
    .orderBy("linked_at")
    .execute();
  return rows.map((row) => ({ provider: row.provider, linkedAt: row.linked_at }));
}

export async function deleteSubject(tx: Tx, personId: string, provider: string): Promise<boolean> {
  const done = await tables(tx)
    .deleteFrom("identity.external_subject")
    .where("person_id", "=", personId)
    .where("provider", "=", provider)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}
