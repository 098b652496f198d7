import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate, DayRange } from "../../../kernel/time/civil-date.ts";
import type { LedgerMethod } from "../rules/month.ts";
import type { PaymentTables } from "../tables.ts";
import type { Subject } from "../types.ts";

/** A line of the ledger, or what stays of a deposit by a decision (`kept`, no money moves). */
export type Movement = {
  readonly paymentId: string;
  readonly subject: Subject;
  readonly payerId: string | undefined;
  readonly what: string;
  readonly kind: "charge" | "refund" | "kept";
  readonly amount: number;
  /** Of it, a deposit. */
  readonly deposit: number;
  readonly method: LedgerMethod;
  readonly day: CivilDate;
  readonly month: CivilDate;
  readonly receiptYear: number | null;
  readonly receiptNumber: number | null;
};

/** All movements of days, in their order. */
export async function listMovements(db: Db | Tx, { from, until }: DayRange): Promise<Movement[]> {
  const { rows } = await sql<Omit<Movement, "subject" | "payerId"> & { subject: Subject; payerId: string | null }>`
    select payment.id as "paymentId", jsonb_build_object('kind', payment.subject_kind, 'id', payment.subject_id) as subject,
      payment.payer_id as "payerId", payment.description as what, moved.kind, moved.amount, moved.deposit,
      coalesce(moved.method, payment.method, 'cash') as method, moved.booked_on as day, moved.month,
      moved.receipt_year as "receiptYear", moved.receipt_number as "receiptNumber"
    from (
      select entry.payment_id, entry.kind, entry.amount, coalesce(deposit.amount, 0) as deposit, entry.method,
        entry.booked_on, entry.month, entry.receipt_year, entry.receipt_number, entry.at, entry.id
      from payment.entry as entry left join payment.deposit_entry as deposit on deposit.entry_id = entry.id
      union all
      select payment_id, 'kept', amount, 0, null, booked_on, month, null, null, at, id
      from payment.deposit_entry where kind = 'kept'
    ) as moved join payment.payment as payment on payment.id = moved.payment_id
    where moved.booked_on >= ${from}::date and moved.booked_on < ${until}::date
    order by moved.booked_on, moved.at, moved.id`.execute(db);
  return rows.map((row) => ({ ...row, payerId: row.payerId ?? undefined }));
}

export type ExportRun = {
  readonly exportId: string;
  readonly range: DayRange;
  readonly rowCount: number;
  readonly digest: string;
  readonly isPersonal: boolean;
  readonly madeByName: string;
  readonly madeAt: Date;
};

export async function insertExportRun(
  tx: Tx,
  run: ExportRun & { readonly id: string; readonly madeBy: string },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.export_run")
    .values({
      id: run.id,
      export_id: run.exportId,
      from_day: run.range.from,
      until_day: run.range.until,
      row_count: run.rowCount,
      digest: run.digest,
      is_personal: run.isPersonal,
      made_by: run.madeBy,
      made_by_name: run.madeByName,
      made_at: run.madeAt,
    })
    .execute();
}

/** The last downloads, newest first; of those that share a day with the range if one is given. */
export async function listExportRuns(db: Db | Tx, exportId: string, range?: DayRange): Promise<ExportRun[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.export_run")
    .selectAll()
    .where("export_id", "=", exportId)
    .$if(range !== undefined, (query) =>
      query.where("from_day", "<", range?.until ?? "").where("until_day", ">", range?.from ?? ""),
    )
    .orderBy("made_at", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => ({
    exportId: row.export_id,
    range: { from: row.from_day, until: row.until_day },
    rowCount: row.row_count,
    digest: row.digest,
    isPersonal: row.is_personal,
    madeByName: row.made_by_name,
    madeAt: row.made_at,
  }));
}
