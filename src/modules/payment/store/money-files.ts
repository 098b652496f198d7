import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { PaymentTables } from "../tables.ts";

export type MoneyFileKind = PaymentTables["payment.money_file"]["kind"];
export type LineFinding = PaymentTables["payment.money_line"]["finding"];

export type MoneyFile = {
  readonly id: string;
  readonly kind: MoneyFileKind;
  readonly name: string;
  readonly lineCount: number;
  readonly total: number;
  readonly broughtByName: string;
  readonly broughtAt: Date;
};

export type MoneyLine = {
  readonly id: string;
  readonly fileId: string;
  readonly rowNumber: number;
  readonly number: string;
  readonly amount: number;
  readonly paidOn: CivilDate;
  readonly paymentId: string | undefined;
  readonly finding: LineFinding;
};

export async function insertMoneyFile(
  tx: Tx,
  file: MoneyFile & { readonly digest: string; readonly broughtBy: string },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.money_file")
    .values({
      id: file.id,
      kind: file.kind,
      name: file.name,
      digest: file.digest,
      line_count: file.lineCount,
      total: file.total,
      brought_by: file.broughtBy,
      brought_by_name: file.broughtByName,
      brought_at: file.broughtAt,
    })
    .execute();
}

export async function insertMoneyLine(tx: Tx, line: MoneyLine): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.money_line")
    .values({
      id: line.id,
      file_id: line.fileId,
      row_number: line.rowNumber,
      number: line.number,
      amount: line.amount,
      paid_on: line.paidOn,
      payment_id: line.paymentId ?? null,
      finding: line.finding,
    })
    .execute();
}

export async function listMoneyFiles(db: Db | Tx, kind: MoneyFileKind, limit = 60): Promise<MoneyFile[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.money_file")
    .selectAll()
    .where("kind", "=", kind)
    .orderBy("brought_at", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    lineCount: row.line_count,
    total: Number(row.total),
    broughtByName: row.brought_by_name,
    broughtAt: row.brought_at,
  }));
}

export type LineToDecide = MoneyLine & {
  readonly description: string | undefined;
  readonly expected: number | undefined;
  readonly decision: Decision | undefined;
};
export type Decision = {
  readonly action: "book" | "outside";
  readonly paymentId: string | undefined;
  readonly note: string;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly isApproved: boolean;
};

const selectLines = (db: Db | Tx) =>
  db
    .withTables<PaymentTables>()
    .selectFrom("payment.money_line as line")
    .leftJoin("payment.payment as payment", "payment.id", "line.payment_id")
    .leftJoin("payment.line_decision as decision", "decision.line_id", "line.id")
    .select([
      "line.id",
      "line.file_id",
      "line.row_number",
      "line.number",
      "line.amount",
      "line.paid_on",
      "line.payment_id",
      "line.finding",
      "payment.description",
      "payment.amount as expected",
      "decision.action",
      "decision.payment_id as decided_payment",
      "decision.note",
      "decision.proposed_by",
      "decision.proposed_by_name",
      "decision.approved_by",
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof selectLines>["executeTakeFirstOrThrow"]>>;

function lineOf(row: Row): LineToDecide {
  return {
    id: row.id,
    fileId: row.file_id,
    rowNumber: row.row_number,
    number: row.number,
    amount: row.amount,
    paidOn: row.paid_on,
    paymentId: row.payment_id ?? undefined,
    finding: row.finding,
    description: row.description ?? undefined,
    expected: row.expected ?? undefined,
    decision:
      row.action === null || row.note === null || row.proposed_by === null
        ? undefined
        : {
            action: row.action,
            paymentId: row.decided_payment ?? undefined,
            note: row.note,
            proposedBy: row.proposed_by,
            proposedByName: row.proposed_by_name ?? "",
            isApproved: row.approved_by !== null,
          },
  };
}

/** Lines that fit no payment by themselves and on which two people have not decided yet. */
export async function listLinesToDecide(db: Db | Tx, limit = 500): Promise<LineToDecide[]> {
  const rows = await selectLines(db)
    .where("line.finding", "not in", ["booked", "not-debited"])
    .where("decision.approved_by", "is", null)
    .orderBy("line.paid_on")
    .orderBy("line.row_number")
    .limit(limit)
    .execute();
  return rows.map(lineOf);
}

export async function listLinesOf(db: Db | Tx, fileId: string): Promise<LineToDecide[]> {
  return (await selectLines(db).where("line.file_id", "=", fileId).orderBy("line.row_number").execute()).map(lineOf);
}

export async function findLine(db: Db | Tx, id: string): Promise<LineToDecide | undefined> {
  const row = await selectLines(db).where("line.id", "=", id).executeTakeFirst();
  return row && lineOf(row);
}

export async function insertDecision(
  tx: Tx,
  decision: {
    lineId: string;
    action: Decision["action"];
    paymentId: string | undefined;
    note: string;
    by: { personId: string; name: string };
    at: Date;
  },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.line_decision")
    .values({
      line_id: decision.lineId,
      action: decision.action,
      payment_id: decision.paymentId ?? null,
      note: decision.note,
      proposed_by: decision.by.personId,
      proposed_by_name: decision.by.name,
      proposed_at: decision.at,
    })
    .execute();
}

/** False if nobody has proposed anything, or it is approved already. */
export async function approveDecisionRow(
  tx: Tx,
  lineId: string,
  by: { personId: string; name: string; at: Date },
): Promise<boolean> {
  const result = await tx
    .withTables<PaymentTables>()
    .updateTable("payment.line_decision")
    .set({ approved_by: by.personId, approved_by_name: by.name, approved_at: by.at })
    .where("line_id", "=", lineId)
    .where("approved_by", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function deleteDecision(tx: Tx, lineId: string): Promise<boolean> {
  const result = await tx
    .withTables<PaymentTables>()
    .deleteFrom("payment.line_decision")
    .where("line_id", "=", lineId)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}
