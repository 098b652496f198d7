import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { PaymentTables } from "../tables.ts";

export type Mandate = {
  readonly id: string;
  readonly personId: string;
  readonly customerNumber: string;
  readonly accountSealed: string | undefined;
  readonly accountHint: string | undefined;
  readonly registeredAt: Date;
};

const selectMandates = (db: Db | Tx) =>
  db.withTables<PaymentTables>().selectFrom("payment.mandate").selectAll().where("ended_at", "is", null);

type MandateRow = Awaited<ReturnType<ReturnType<typeof selectMandates>["executeTakeFirstOrThrow"]>>;

const mandateOf = (row: MandateRow): Mandate => ({
  id: row.id,
  personId: row.person_id,
  customerNumber: row.customer_number,
  accountSealed: row.account_sealed ?? undefined,
  accountHint: row.account_hint ?? undefined,
  registeredAt: row.registered_at,
});

export async function findMandateOf(db: Db | Tx, personId: string): Promise<Mandate | undefined> {
  const row = await selectMandates(db).where("person_id", "=", personId).executeTakeFirst();
  return row && mandateOf(row);
}

export async function listMandates(db: Db | Tx, limit = 500): Promise<Mandate[]> {
  return (await selectMandates(db).orderBy("registered_at", "desc").limit(limit).execute()).map(mandateOf);
}

export async function insertMandate(
  tx: Tx,
  mandate: Mandate & { readonly accountSealed: string; readonly accountHint: string; readonly registeredBy: string },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.mandate")
    .values({
      id: mandate.id,
      person_id: mandate.personId,
      customer_number: mandate.customerNumber,
      account_sealed: mandate.accountSealed,
      account_hint: mandate.accountHint,
      registered_by: mandate.registeredBy,
      registered_at: mandate.registeredAt,
    })
    .execute();
}

/** The account is wiped; the number stays, because the bank's files name it. Gives whose it was. */
export async function endMandateRow(tx: Tx, id: string, at: Date): Promise<string | undefined> {
  const row = await tx
    .withTables<PaymentTables>()
    .updateTable("payment.mandate")
    .set({ ended_at: at, account_sealed: null })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .returning("person_id")
    .executeTakeFirst();
  return row?.person_id;
}

export type DebitBatch = {
  readonly id: string;
  readonly number: number;
  readonly withdrawOn: CivilDate;
  readonly itemCount: number;
  readonly total: number;
  readonly madeByName: string;
  readonly madeAt: Date;
  readonly isSettled: boolean;
};

export async function listDebitBatches(db: Db | Tx, limit = 60): Promise<DebitBatch[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.debit_batch")
    .selectAll()
    .orderBy("made_at", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    number: Number(row.number),
    withdrawOn: row.withdraw_on,
    itemCount: row.item_count,
    total: Number(row.total),
    madeByName: row.made_by_name,
    madeAt: row.made_at,
    isSettled: row.settled_at !== null,
  }));
}

/** The batch, held until the end of the transaction. */
export async function lockDebitBatch(
  tx: Tx,
  id: string,
): Promise<{ readonly withdrawOn: CivilDate; readonly isSettled: boolean } | undefined> {
  const row = await tx
    .withTables<PaymentTables>()
    .selectFrom("payment.debit_batch")
    .select(["withdraw_on", "settled_at"])
    .where("id", "=", id)
    // A row lock needs a right to change; the right to settle is enough.
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && { withdrawOn: row.withdraw_on, isSettled: row.settled_at !== null };
}

export async function settleDebitBatch(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .updateTable("payment.debit_batch")
    .set({ settled_at: at })
    .where("id", "=", id)
    .execute();
}

export async function insertDebitBatch(
  tx: Tx,
  batch: Omit<DebitBatch, "number" | "isSettled"> & { readonly madeBy: string },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.debit_batch")
    .values({
      id: batch.id,
      withdraw_on: batch.withdrawOn,
      item_count: batch.itemCount,
      total: batch.total,
      made_by: batch.madeBy,
      made_by_name: batch.madeByName,
      made_at: batch.madeAt,
    })
    .execute();
}

export type DebitItem = {
  readonly id: string;
  readonly paymentId: string;
  readonly mandateId: string;
  readonly amount: number;
  readonly customerNumber: string;
  readonly accountSealed: string | undefined;
  readonly personId: string;
  readonly result: PaymentTables["payment.debit_item"]["result"];
};

export async function insertDebitItem(
  tx: Tx,
  item: { id: string; batchId: string; paymentId: string; mandateId: string; amount: number },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.debit_item")
    .values({
      id: item.id,
      batch_id: item.batchId,
      payment_id: item.paymentId,
      mandate_id: item.mandateId,
      amount: item.amount,
    })
    .execute();
}

export async function listDebitItems(db: Db | Tx, batchId: string): Promise<DebitItem[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.debit_item as item")
    .innerJoin("payment.mandate as mandate", "mandate.id", "item.mandate_id")
    .select([
      "item.id",
      "item.payment_id",
      "item.mandate_id",
      "item.amount",
      "item.result",
      "mandate.customer_number",
      "mandate.account_sealed",
      "mandate.person_id",
    ])
    .where("item.batch_id", "=", batchId)
    .orderBy("mandate.customer_number")
    .orderBy("item.id")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    paymentId: row.payment_id,
    mandateId: row.mandate_id,
    amount: row.amount,
    customerNumber: row.customer_number,
    accountSealed: row.account_sealed ?? undefined,
    personId: row.person_id,
    result: row.result,
  }));
}

export async function saveDebitResult(tx: Tx, id: string, result: NonNullable<DebitItem["result"]>): Promise<void> {
  await tx.withTables<PaymentTables>().updateTable("payment.debit_item").set({ result }).where("id", "=", id).execute();
}

/** Live payments that may be debited on this day: their payer has agreed, and nothing is at the bank for them. */
export async function listToDebit(
  db: Db | Tx,
  { dueAfter, owedUntil }: { readonly dueAfter: Date; readonly owedUntil: Date },
): Promise<{ readonly paymentId: string; readonly mandateId: string; readonly amount: number }[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.payment as payment")
    .innerJoin("payment.mandate as mandate", "mandate.person_id", "payment.payer_id")
    .select(["payment.id", "mandate.id as mandate_id", "payment.amount"])
    .where("payment.state", "=", "open")
    .where(({ eb, val }) => eb(val("debit"), "=", ({ fn }) => fn.any("payment.ways")))
    .where("payment.due_at", ">", dueAfter)
    .where(({ or, eb }) => or([eb("payment.owed_by", "is", null), eb("payment.owed_by", "<=", owedUntil)]))
    .where("mandate.ended_at", "is", null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("payment.debit_item as item")
            .select("item.id")
            .whereRef("item.payment_id", "=", "payment.id")
            .where("item.result", "is", null),
        ),
      ),
    )
    .orderBy("payment.id")
    .execute();
  return rows.map((row) => ({ paymentId: row.id, mandateId: row.mandate_id, amount: row.amount }));
}
