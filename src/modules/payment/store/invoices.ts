import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { PaymentTables } from "../tables.ts";

export type Invoice = {
  readonly number: string;
  readonly paymentId: string;
  readonly issuedAt: Date;
  readonly addresseeSealed: string | undefined;
};

export async function findInvoice(db: Db | Tx, paymentId: string): Promise<Invoice | undefined> {
  const row = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.invoice")
    .selectAll()
    .where("payment_id", "=", paymentId)
    .executeTakeFirst();
  return (
    row && {
      number: row.number,
      paymentId: row.payment_id,
      issuedAt: row.issued_at,
      addresseeSealed: row.addressee_sealed ?? undefined,
    }
  );
}

/** Which payments these numbers name; numbers of nobody are left out. */
export async function listPaymentsByNumber(
  db: Db | Tx,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.invoice")
    .select(["number", "payment_id"])
    .where("number", "in", [...numbers])
    .execute();
  return new Map(rows.map((row) => [row.number, row.payment_id]));
}

/** The next count of a fiscal year; held to the end of the transaction, so that there are no gaps. */
export async function takeInvoiceCount(tx: Tx, fiscalYear: number): Promise<number> {
  const { last } = await tx
    .withTables<PaymentTables>()
    .insertInto("payment.invoice_counter")
    .values({ fiscal_year: fiscalYear, last: 1 })
    .onConflict((conflict) =>
      conflict.column("fiscal_year").doUpdateSet(({ eb }) => ({ last: eb("payment.invoice_counter.last", "+", 1) })),
    )
    .returning("last")
    .executeTakeFirstOrThrow();
  return last;
}

export async function insertInvoice(tx: Tx, invoice: Invoice): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.invoice")
    .values({
      number: invoice.number,
      payment_id: invoice.paymentId,
      issued_at: invoice.issuedAt,
      addressee_sealed: invoice.addresseeSealed ?? null,
    })
    .execute();
}
