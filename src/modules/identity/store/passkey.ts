import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { PersonKind } from "../types.ts";
import { tables } from "./tables.ts";

export type Passkey = {
  readonly id: string;
  readonly personId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
  readonly isBackedUp: boolean;
  readonly addedAt: Date;
  readonly lastUsedAt: Date | undefined;
};

export async function insertPasskey(tx: Tx, passkey: Passkey): Promise<void> {
  await tables(tx)
    .insertInto("identity.passkey")
    .values({
      id: passkey.id,
      person_id: passkey.personId,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      transports: [...passkey.transports],
      name: passkey.name,
      is_backed_up: passkey.isBackedUp,
      added_at: passkey.addedAt,
      last_used_at: passkey.lastUsedAt ?? null,
    })
    .execute();
}

export async function listPasskeys(db: Db | Tx, personId: string): Promise<Passkey[]> {
  const rows = await tables(db)
    .selectFrom("identity.passkey")
    .selectAll()
    .where("person_id", "=", personId)
    .orderBy("added_at")
    .execute();
  return rows.map(passkeyOf);
}

/** Locked, so that two answers by one key are judged one after the other. */
export async function takePasskey(tx: Tx, id: string): Promise<(Passkey & { kind: PersonKind }) | undefined> {
  const row = await tables(tx)
    .selectFrom("identity.passkey as passkey")
    .innerJoin("identity.person as person", "person.id", "passkey.person_id")
    .selectAll("passkey")
    .select("person.kind")
    .where("passkey.id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...passkeyOf(row), kind: row.kind as PersonKind };
}

export async function notePasskeyUse(
  tx: Tx,
  id: string,
  use: { counter: number; isBackedUp: boolean; at: Date },
): Promise<void> {
  await tables(tx)
    .updateTable("identity.passkey")
    .set({ counter: use.counter, is_backed_up: use.isBackedUp, last_used_at: use.at })
    .where("id", "=", id)
    .execute();
}

export async function deletePasskey(tx: Tx, personId: string, id: string): Promise<boolean> {
  const done = await tables(tx)
    .deleteFrom("identity.passkey")
    .where("person_id", "=", personId)
    .where("id", "=", id)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** The second use of a challenge breaks the constraint passkey_challenge_used. */
export async function insertChallengeUse(tx: Tx, hash: Buffer, now: Date): Promise<void> {
  await tables(tx).insertInto("identity.passkey_challenge_use").values({ hash, used_at: now }).execute();
}

type Row = {
  id: string;
  person_id: string;
  public_key: Buffer;
  counter: number;
  transports: string[];
  name: string;
  is_backed_up: boolean;
  added_at: Date;
  last_used_at: Date | null;
};

function passkeyOf(row: Row): Passkey {
  return {
    id: row.id,
    personId: row.person_id,
    publicKey: row.public_key,
    counter: row.counter,
    transports: row.transports,
    name: row.name,
    isBackedUp: row.is_backed_up,
    addedAt: row.added_at,
    lastUsedAt: row.last_used_at ?? undefined,
  };
}
