import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import type { PaymentTables } from "../tables.ts";
import type { Method, PaymentState, PayWay, PriceLine, Subject } from "../types.ts";

/** A row of payment.payment, as commands decide on it. */
export type Payment = {
  readonly id: string;
  readonly subject: Subject;
  readonly payerId: string | undefined;
  readonly state: PaymentState;
  readonly method: Method | undefined;
  readonly amount: number;
  readonly currency: string;
  readonly charged: number;
  readonly refunding: number;
  readonly refunded: number;
  readonly deposit: number;
  readonly depositTaken: number;
  readonly depositBack: number;
  readonly depositKept: number;
  readonly description: string;
  readonly locale: Locale;
  readonly online: boolean;
  readonly ways: readonly PayWay[];
  readonly supplements: string | undefined;
  readonly replacedBy: string | undefined;
  readonly dueAt: Date;
  readonly owedBy: Date | undefined;
  readonly payLaterUntil: Date | undefined;
};

export type NewPayment = Pick<
  Payment,
  | "id"
  | "subject"
  | "payerId"
  | "amount"
  | "deposit"
  | "description"
  | "locale"
  | "online"
  | "ways"
  | "supplements"
  | "dueAt"
  | "owedBy"
  | "payLaterUntil"
> & {
  readonly lines: readonly PriceLine[];
  readonly returnPath: string;
  readonly staffPath: string | undefined;
  readonly openedAt: Date;
};

/** False if the subject has a live payment already. */
export async function insertPayment(tx: Tx, payment: NewPayment): Promise<boolean> {
  const result = await tx
    .withTables<PaymentTables>()
    .insertInto("payment.payment")
    .values({
      id: payment.id,
      subject_kind: payment.subject.kind,
      subject_id: payment.subject.id,
      payer_id: payment.payerId ?? null,
      amount: payment.amount,
      deposit: payment.deposit,
      description: payment.description,
      lines: JSON.stringify(payment.lines),
      return_path: payment.returnPath,
      staff_path: payment.staffPath ?? null,
      locale: payment.locale,
      online: payment.online,
      ways: [...payment.ways],
      supplements: payment.supplements ?? null,
      due_at: payment.dueAt,
      owed_by: payment.owedBy ?? null,
      pay_later_until: payment.payLaterUntil ?? null,
      opened_at: payment.openedAt,
    })
    .onConflict((conflict) =>
      // Written out and not as parameters: a prepared statement could not tell which index is meant.
      conflict.columns(["subject_kind", "subject_id"]).where(sql<boolean>`state in ('open', 'pending')`).doNothing(),
    )
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

const select = (db: Db | Tx) =>
  db
    .withTables<PaymentTables>()
    .selectFrom("payment.payment")
    .select([
      "id",
      "subject_kind",
      "subject_id",
      "payer_id",
      "state",
      "method",
      "amount",
      "currency",
      "charged",
      "refunding",
      "refunded",
      "deposit",
      "deposit_taken",
      "deposit_back",
      "deposit_kept",
      "description",
      "locale",
      "online",
      "ways",
      "supplements",
      "replaced_by",
      "due_at",
      "owed_by",
      "pay_later_until",
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

function paymentOf(row: Row): Payment {
  return {
    id: row.id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    payerId: row.payer_id ?? undefined,
    state: row.state,
    method: row.method ?? undefined,
    amount: row.amount,
    currency: row.currency,
    charged: row.charged,
    refunding: row.refunding,
    refunded: row.refunded,
    deposit: row.deposit,
    depositTaken: row.deposit_taken,
    depositBack: row.deposit_back,
    depositKept: row.deposit_kept,
    description: row.description,
    locale: row.locale as Locale,
    online: row.online,
    ways: row.ways as PayWay[],
    supplements: row.supplements ?? undefined,
    replacedBy: row.replaced_by ?? undefined,
    dueAt: row.due_at,
    owedBy: row.owed_by ?? undefined,
    payLaterUntil: row.pay_later_until ?? undefined,
  };
}

/** The row, held until the end of the transaction: every command that changes a payment begins here. */
export async function lockPayment(tx: Tx, id: string): Promise<Payment | undefined> {
  const row = await select(tx).where("id", "=", id).forUpdate().executeTakeFirst();
  return row && paymentOf(row);
}

export async function readPaymentRow(db: Db | Tx, id: string): Promise<Payment | undefined> {
  const row = await select(db).where("id", "=", id).executeTakeFirst();
  return row && paymentOf(row);
}

/**
 * All payments of a subject, supplements last, held until the end of the transaction. The caller holds the subject's lock, so
 * that no other is added meanwhile.
 */
export async function lockPaymentsOf(tx: Tx, subject: Subject): Promise<Payment[]> {
  const rows = await select(tx)
    .where("subject_kind", "=", subject.kind)
    .where("subject_id", "=", subject.id)
    .orderBy(({ eb }) => eb("supplements", "is not", null))
    .orderBy("opened_at")
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map(paymentOf);
}

export async function findLivePayment(db: Db | Tx, subject: Subject): Promise<Payment | undefined> {
  const row = await select(db)
    .where("subject_kind", "=", subject.kind)
    .where("subject_id", "=", subject.id)
    .where("state", "in", ["open", "pending"])
    .executeTakeFirst();
  return row && paymentOf(row);
}

export type PaymentChange = {
  readonly state?: PaymentState;
  readonly method?: Method;
  readonly dueAt?: Date;
  readonly paidAt?: Date;
  readonly endedAt?: Date;
  readonly replacedBy?: string;
  readonly owedBy?: Date;
  readonly ways?: readonly PayWay[];
  readonly online?: boolean;
};

export async function updatePayment(tx: Tx, id: string, change: PaymentChange): Promise<void> {
  const { state, method, dueAt, paidAt, endedAt, replacedBy, owedBy, ways, online } = change;
  await tx
    .withTables<PaymentTables>()
    .updateTable("payment.payment")
    .set({
      ...(state && { state }),
      ...(method && { method }),
      ...(dueAt && { due_at: dueAt }),
      ...(paidAt && { paid_at: paidAt }),
      ...(endedAt && { ended_at: endedAt }),
      ...(replacedBy && { replaced_by: replacedBy }),
      ...(owedBy && { owed_by: owedBy }),
      ...(ways && { ways: [...ways] }),
      ...(online !== undefined && { online }),
    })
    .where("id", "=", id)
    .execute();
}

/** Payments whose time is over and that nobody has ended yet. */
export async function listDuePayments(db: Db | Tx, now: Date, limit = 500): Promise<string[]> {
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.payment")
    .select("id")
    .where("state", "in", ["open", "pending"])
    .where("due_at", "<=", now)
    .orderBy("due_at")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

export async function hasMoneyUnderWay(db: Db | Tx, personId: string): Promise<boolean> {
  const row = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.payment")
    .select("id")
    .where("payer_id", "=", personId)
    .where((where) =>
      where.or([
        where("state", "in", ["open", "pending"]),
        where("refunding", ">", 0),
        sql<boolean>`deposit_taken > deposit_back + deposit_kept`,
      ]),
    )
    .executeTakeFirst();
  return row !== undefined;
}

export async function countPaymentsOf(db: Db | Tx, personId: string): Promise<number> {
  const { count } = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.payment")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("payer_id", "=", personId)
    .executeTakeFirstOrThrow();
  return count;
}

/** The books stay, without the name. */
export async function forgetPayer(tx: Tx, personId: string): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .updateTable("payment.payment")
    .set({ payer_id: null })
    .where("payer_id", "=", personId)
    .execute();
}
