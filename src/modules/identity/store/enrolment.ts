import type { Db, Tx } from "../../../kernel/db/types.ts";
import { tables } from "./tables.ts";

export type Enrolment = {
  readonly id: string;
  readonly personId: string;
  readonly sealedCode: string | undefined;
  readonly expiresAt: Date;
  readonly provenAt: Date | undefined;
};

const columns = ["id", "person_id", "sealed_code", "expires_at", "proven_at"] as const;

/** Any earlier open one of this person is withdrawn. */
export async function replaceEnrolment(
  tx: Tx,
  enrolment: {
    id: string;
    personId: string;
    codeHash: Buffer;
    sealedCode: string;
    issuedBy: string | undefined;
    issuedAt: Date;
    expiresAt: Date;
  },
): Promise<void> {
  await tables(tx)
    .deleteFrom("identity.enrolment")
    .where("person_id", "=", enrolment.personId)
    .where("used_at", "is", null)
    .execute();
  await tables(tx)
    .insertInto("identity.enrolment")
    .values({
      id: enrolment.id,
      person_id: enrolment.personId,
      code_hash: enrolment.codeHash,
      sealed_code: enrolment.sealedCode,
      issued_by: enrolment.issuedBy ?? null,
      issued_at: enrolment.issuedAt,
      expires_at: enrolment.expiresAt,
      browser_hash: null,
      proven_at: null,
      used_at: null,
    })
    .execute();
}

export async function findOpenEnrolment(
  db: Db | Tx,
  by: { codeHash: Buffer } | { personId: string } | { id: string; browserHash: Buffer },
  now: Date,
): Promise<Enrolment | undefined> {
  let query = tables(db)
    .selectFrom("identity.enrolment")
    .select(columns)
    .where("used_at", "is", null)
    .where("expires_at", ">", now);
  if ("codeHash" in by) query = query.where("code_hash", "=", by.codeHash);
  else if ("personId" in by) query = query.where("person_id", "=", by.personId);
  else
    query = query.where("id", "=", by.id).where("browser_hash", "=", by.browserHash).where("proven_at", "is not", null);
  const row = await query.executeTakeFirst();
  return (
    row && {
      id: row.id,
      personId: row.person_id,
      sealedCode: row.sealed_code ?? undefined,
      expiresAt: row.expires_at,
      provenAt: row.proven_at ?? undefined,
    }
  );
}

/** Both codes were right, in this browser. */
export async function proveEnrolment(
  tx: Tx,
  personId: string,
  browserHash: Buffer,
  now: Date,
): Promise<string | undefined> {
  const row = await tables(tx)
    .updateTable("identity.enrolment")
    .set({ proven_at: now, browser_hash: browserHash, sealed_code: null })
    .where("person_id", "=", personId)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

export async function markEnrolmentUsed(tx: Tx, id: string, now: Date): Promise<boolean> {
  const done = await tables(tx)
    .updateTable("identity.enrolment")
    .set({ used_at: now, sealed_code: null })
    .where("id", "=", id)
    .where("used_at", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
