import type { Db, Tx } from "../../../../kernel/db/types.ts";
import { tables } from "../tables.ts";

export type ApiKey = {
  readonly id: string;
  readonly name: string;
  readonly planId: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly endedAt: Date | undefined;
  readonly lastUsedAt: Date | undefined;
};

export async function listKeys(db: Db | Tx, planId: string): Promise<ApiKey[]> {
  const query = tables(db).selectFrom("plan.api_key").selectAll().where("plan_id", "=", planId);
  const rows = await query.orderBy("made_at", "desc").execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    planId: row.plan_id,
    madeBy: row.made_by,
    madeAt: row.made_at,
    endedAt: row.ended_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
  }));
}

/** A key that is not ended, for this plan. Wrong, ended and for another plan are the same. */
export async function findLiveKey(
  db: Db | Tx,
  { planId, hash }: { planId: string; hash: Buffer },
): Promise<{ id: string; name: string } | undefined> {
  return tables(db)
    .selectFrom("plan.api_key")
    .select(["id", "name"])
    .where("hash", "=", hash)
    .where("plan_id", "=", planId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
}

export async function insertKey(
  tx: Tx,
  key: { id: string; name: string; hash: Buffer; planId: string; madeBy: string; madeAt: Date },
): Promise<void> {
  const { id, name, hash, planId, madeBy, madeAt } = key;
  await tables(tx)
    .insertInto("plan.api_key")
    .values({
      id,
      name,
      hash,
      plan_id: planId,
      made_by: madeBy,
      made_at: madeAt,
      ended_at: null,
      last_used_at: null,
    })
    .execute();
}

export async function endKeyRow(
  tx: Tx,
  { planId, keyId, at }: { planId: string; keyId: string; at: Date },
): Promise<boolean> {
  const result = await tables(tx)
    .updateTable("plan.api_key")
    .set({ ended_at: at })
    .where("id", "=", keyId)
    .where("plan_id", "=", planId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function noteKeyUse(tx: Tx, keyId: string, at: Date): Promise<void> {
  await tables(tx).updateTable("plan.api_key").set({ last_used_at: at }).where("id", "=", keyId).execute();
}

/** What was answered to the same message of the same program before. */
export async function findMessage(
  tx: Tx,
  { keyId, message }: { keyId: string; message: string },
): Promise<{ bodyHash: Buffer; answer: unknown } | undefined> {
  const row = await tables(tx)
    .selectFrom("plan.api_message")
    .select(["body_hash", "answer"])
    .where("key_id", "=", keyId)
    .where("message", "=", message)
    .executeTakeFirst();
  return row === undefined ? undefined : { bodyHash: row.body_hash, answer: row.answer };
}

export async function countMessages(tx: Tx, keyId: string, since: Date): Promise<number> {
  const row = await tables(tx)
    .selectFrom("plan.api_message")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("key_id", "=", keyId)
    .where("received_at", ">", since)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

export async function insertMessage(
  tx: Tx,
  message: { keyId: string; message: string; bodyHash: Buffer; answer: object; at: Date },
): Promise<void> {
  await tables(tx)
    .insertInto("plan.api_message")
    .values({
      key_id: message.keyId,
      message: message.message,
      body_hash: message.bodyHash,
      answer: JSON.stringify(message.answer),
      received_at: message.at,
    })
    .execute();
}
