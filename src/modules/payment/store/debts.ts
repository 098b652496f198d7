import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { PaymentTables } from "../tables.ts";
import type { Subject } from "../types.ts";

/** 未収: what was used and is not paid although its day has passed. */
export type Debt = {
  readonly paymentId: string;
  readonly subject: Subject;
  readonly payerId: string | undefined;
  readonly description: string;
  readonly amount: number;
  readonly owedBy: Date;
  readonly staffPath: string | undefined;
  readonly reminders: readonly Reminder[];
};

export type Reminder = {
  readonly nth: number;
  readonly way: "mail" | "letter";
  readonly payBy: CivilDate;
  readonly sentByName: string;
  readonly sentAt: Date;
};

/** The oldest first. */
export async function listDebts(db: Db | Tx, now: Date, limit = 500): Promise<readonly Debt[]> {
  const rows = await selectOverdue(db, now).orderBy("owed_by").orderBy("id").limit(limit).execute();
  const reminders = await listReminders(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    paymentId: row.id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    payerId: row.payer_id ?? undefined,
    description: row.description,
    amount: row.amount,
    owedBy: row.owed_by ?? row.opened_at,
    staffPath: row.staff_path ?? undefined,
    reminders: reminders.get(row.id) ?? [],
  }));
}

const selectOverdue = (db: Db | Tx, now: Date) =>
  db
    .withTables<PaymentTables>()
    .selectFrom("payment.payment")
    .selectAll()
    .where("state", "in", ["open", "pending"])
    .where("owed_by", "<=", now);

/** What these people, or these subjects, owe since before `since`: how much, and from when the oldest is. */
export async function sumDebtsOf(
  db: Db | Tx,
  of: { readonly payerIds: readonly string[]; readonly subjects: readonly Subject[] },
  since: Date,
): Promise<{ readonly amount: number; readonly oldest: Date } | undefined> {
  const { rows } = await sql<{ amount: number | null; oldest: Date | null }>`
    select sum(amount)::int as amount, min(owed_by) as oldest from payment.payment
    where state in ('open', 'pending') and owed_by <= ${since}
      and (payer_id = any (${[...of.payerIds]}::uuid[])
        or subject_kind || '/' || subject_id = any (${of.subjects.map(({ kind, id }) => `${kind}/${id}`)}::text[]))
  `.execute(db);
  const [row] = rows;
  return row?.amount && row.oldest ? { amount: row.amount, oldest: row.oldest } : undefined;
}

async function listReminders(db: Db | Tx, paymentIds: readonly string[]): Promise<Map<string, Reminder[]>> {
  if (paymentIds.length === 0) return new Map();
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.reminder")
    .selectAll()
    .where("payment_id", "in", [...paymentIds])
    .orderBy("nth")
    .execute();
  const found = rows.map((row) => ({
    paymentId: row.payment_id,
    nth: row.nth,
    way: row.way,
    payBy: row.pay_by,
    sentByName: row.sent_by_name,
    sentAt: row.sent_at,
  }));
  return Map.groupBy(found, ({ paymentId }) => paymentId);
}

export async function insertReminder(
  tx: Tx,
  reminder: Reminder & { readonly id: string; readonly paymentId: string; readonly sentBy: string },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.reminder")
    .values({
      id: reminder.id,
      payment_id: reminder.paymentId,
      nth: reminder.nth,
      way: reminder.way,
      pay_by: reminder.payBy,
      sent_by: reminder.sentBy,
      sent_by_name: reminder.sentByName,
      sent_at: reminder.sentAt,
    })
    .execute();
}

export async function countReminders(tx: Tx, paymentId: string): Promise<number> {
  return (await listReminders(tx, [paymentId])).get(paymentId)?.length ?? 0;
}
