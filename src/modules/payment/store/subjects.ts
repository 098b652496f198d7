import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { PaymentTables } from "../tables.ts";
import type { Subject } from "../types.ts";

/** What an address names: a payment, or a refund or an alarm of one. */
export type MoneyRow = { readonly payment?: string; readonly refund?: string; readonly alarm?: string };

/** What the payment is for; undefined if there is no such row. */
export async function findSubjectOf(db: Db | Tx, { payment, refund, alarm }: MoneyRow): Promise<Subject | undefined> {
  const tables = db.withTables<PaymentTables>();
  const of =
    refund !== undefined
      ? await tables.selectFrom("payment.refund").select("payment_id").where("id", "=", refund).executeTakeFirst()
      : alarm !== undefined
        ? await tables.selectFrom("payment.alarm").select("payment_id").where("id", "=", alarm).executeTakeFirst()
        : payment && { payment_id: payment };
  return of ? (await listSubjectsOf(db, [of.payment_id])).get(of.payment_id) : undefined;
}

/** By the payments' ids. */
export async function listSubjectsOf(
  db: Db | Tx,
  paymentIds: readonly string[],
): Promise<ReadonlyMap<string, Subject>> {
  if (paymentIds.length === 0) return new Map();
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.payment")
    .select(["id", "subject_kind", "subject_id"])
    .where("id", "in", [...paymentIds])
    .execute();
  return new Map(rows.map((row) => [row.id, { kind: row.subject_kind, id: row.subject_id }]));
}
