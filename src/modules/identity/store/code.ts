import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import { codeTries } from "../rules/code.ts";
import { tables } from "./tables.ts";

export type CodePurpose = "sign-in" | "change-mail" | "enrol";

export type SignInCode = {
  readonly id: string;
  readonly purpose: CodePurpose;
  readonly mail: string;
  readonly mailKey: string;
  readonly personId: string | undefined;
  readonly locale: Locale;
  readonly salt: Buffer;
  readonly hash: Buffer | undefined;
  readonly expiresAt: Date;
  readonly tries: number;
  readonly provenAt: Date | undefined;
  readonly usedAt: Date | undefined;
};

export type NewCode = Omit<SignInCode, "tries" | "provenAt" | "usedAt"> & {
  readonly browserHash: Buffer;
  readonly askedAt: Date;
};

export async function insertCode(tx: Tx, code: NewCode): Promise<void> {
  await tables(tx)
    .insertInto("identity.sign_in_code")
    .values({
      id: code.id,
      purpose: code.purpose,
      mail: code.mail,
      mail_key: code.mailKey,
      person_id: code.personId ?? null,
      locale: code.locale,
      browser_hash: code.browserHash,
      salt: code.salt,
      code_hash: code.hash ?? null,
      asked_at: code.askedAt,
      expires_at: code.expiresAt,
      proven_at: null,
      used_at: null,
    })
    .execute();
}

/** Only for the browser that asked for it. */
export async function findCode(db: Db | Tx, id: string, browserHash: Buffer): Promise<SignInCode | undefined> {
  const row = await tables(db)
    .selectFrom("identity.sign_in_code")
    .selectAll()
    .where("id", "=", id)
    .where("browser_hash", "=", browserHash)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    purpose: row.purpose as CodePurpose,
    mail: row.mail,
    mailKey: row.mail_key,
    personId: row.person_id ?? undefined,
    locale: row.locale as Locale,
    salt: row.salt,
    hash: row.code_hash ?? undefined,
    expiresAt: row.expires_at,
    tries: row.tries,
    provenAt: row.proven_at ?? undefined,
    usedAt: row.used_at ?? undefined,
  };
}

/**
 * Spends one try before anything is compared: the row lock makes simultaneous guesses count one after the other.
 * False if none is left, or the code is too old or already right.
 */
export async function spendTry(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update identity.sign_in_code set tries = tries + 1
    where id = ${id} and tries < ${codeTries} and proven_at is null and expires_at > ${now}
  `.execute(tx);
  return numAffectedRows === 1n;
}

export async function markProven(tx: Tx, id: string, now: Date): Promise<void> {
  await tables(tx).updateTable("identity.sign_in_code").set({ proven_at: now }).where("id", "=", id).execute();
}

/** True the first time only. */
export async function markUsed(tx: Tx, id: string, now: Date): Promise<boolean> {
  const done = await tables(tx)
    .updateTable("identity.sign_in_code")
    .set({ used_at: now })
    .where("id", "=", id)
    .where("used_at", "is", null)
    .where("proven_at", "is not", null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
