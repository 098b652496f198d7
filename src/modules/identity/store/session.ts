import { createHash } from "node:crypto";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { idleSince, type SignInMethod } from "../rules/session.ts";
import type { PersonKind } from "../types.ts";
import { tables } from "./tables.ts";

export function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

export type NewSession = {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly personId: string;
  readonly method: SignInMethod;
  readonly device: string;
  readonly browserHash: Buffer;
  readonly now: Date;
  readonly expiresAt: Date;
};

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tables(tx)
    .insertInto("identity.session")
    .values({
      id: session.id,
      token_hash: session.tokenHash,
      person_id: session.personId,
      method: session.method,
      device: session.device,
      browser_hash: session.browserHash,
      created_at: session.now,
      last_seen_at: session.now,
      expires_at: session.expiresAt,
      ended_at: null,
    })
    .execute();
}

export type OpenSession = {
  readonly id: string;
  readonly device: string;
  readonly method: SignInMethod;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
};

export async function listOpenSessions(
  db: Db | Tx,
  personId: string,
  kind: PersonKind,
  now: Date,
): Promise<OpenSession[]> {
  const rows = await tables(db)
    .selectFrom("identity.session")
    .select(["id", "device", "method", "created_at", "last_seen_at"])
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .where("expires_at", ">", now)
    .where("last_seen_at", ">", idleSince(kind, now))
    .orderBy("last_seen_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    device: row.device,
    method: row.method as SignInMethod,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  }));
}

/** Ends sessions of one person: one of them, all but one, or all. Gives how many were open. */
export async function endSessions(
  tx: Tx,
  personId: string,
  now: Date,
  which: { readonly only?: string; readonly except?: string } = {},
): Promise<number> {
  let query = tables(tx)
    .updateTable("identity.session")
    .set({ ended_at: now })
    .where("person_id", "=", personId)
    .where("ended_at", "is", null);
  if (which.only !== undefined) query = query.where("id", "=", which.only);
  if (which.except !== undefined) query = query.where("id", "!=", which.except);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

/** Whether this browser has ever been signed in as this person. */
export async function isKnownBrowser(db: Db | Tx, personId: string, browserHash: Buffer): Promise<boolean> {
  const row = await tables(db)
    .selectFrom("identity.session")
    .select("id")
    .where("person_id", "=", personId)
    .where("browser_hash", "=", browserHash)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
