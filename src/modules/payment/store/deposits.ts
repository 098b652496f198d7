import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate, DayRange } from "../../../kernel/time/civil-date.ts";
import type { PaymentTables } from "../tables.ts";

/** 預り金: what moved on the account of deposits. Amounts are whole yen; `kept` below zero corrects an earlier decision. */
export type DepositEntry = {
  readonly paymentId: string;
  readonly kind: "taken" | "returned" | "kept";
  readonly amount: number;
  readonly at: Date;
  readonly bookedOn: CivilDate;
  readonly reason: string | undefined;
  readonly article: string | undefined;
};

/** A decision that some of a deposit stays with the city. All else on this account is written by the ledger. */
export async function insertKept(
  tx: Tx,
  kept: {
    paymentId: string;
    amount: number;
    at: Date;
    bookedOn: CivilDate;
    reason: string;
    article: string;
    byPerson: string;
  },
): Promise<void> {
  await tx
    .withTables<PaymentTables>()
    .insertInto("payment.deposit_entry")
    .values({
      payment_id: kept.paymentId,
      kind: "kept",
      amount: kept.amount,
      at: kept.at,
      booked_on: kept.bookedOn,
      reason: kept.reason,
      article: kept.article,
      by_person: kept.byPerson,
    })
    .execute();
}

export async function listDepositEntries(db: Db | Tx, paymentIds: readonly string[]): Promise<DepositEntry[]> {
  if (paymentIds.length === 0) return [];
  const rows = await db
    .withTables<PaymentTables>()
    .selectFrom("payment.deposit_entry")
    .selectAll()
    .where("payment_id", "in", [...paymentIds])
    .orderBy("at")
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    paymentId: row.payment_id,
    kind: row.kind,
    amount: row.amount,
    at: row.at,
    bookedOn: row.booked_on,
    reason: row.reason ?? undefined,
    article: row.article ?? undefined,
  }));
}

export type HeldDeposit = { readonly subjectId: string; readonly amount: number };

/** Deposits of one kind of subject that are held now, the oldest first. */
export async function listHeldDeposits(db: Db | Tx, subjectKind: string, limit = 500): Promise<readonly HeldDeposit[]> {
  const { rows } = await sql<HeldDeposit>`
    select subject_id as "subjectId", sum(deposit_taken - deposit_back - deposit_kept)::int as amount
    from payment.payment
    where subject_kind = ${subjectKind} and deposit_taken > deposit_back + deposit_kept
    group by subject_id order by min(opened_at), subject_id limit ${limit}
  `.execute(db);
  return rows;
}

export type DepositSums = {
  readonly taken: number;
  readonly returned: number;
  readonly kept: number;
};

/** What moved on the account of deposits in a half-open range of days, by the day of booking. */
export async function sumDeposits(db: Db | Tx, period: DayRange): Promise<DepositSums> {
  const { rows } = await sql<DepositSums>`
    select coalesce(sum(amount) filter (where kind = 'taken'), 0)::float8 as taken,
      coalesce(sum(amount) filter (where kind = 'returned'), 0)::float8 as returned,
      coalesce(sum(amount) filter (where kind = 'kept'), 0)::float8 as kept
    from payment.deposit_entry where booked_on >= ${period.from}::date and booked_on < ${period.until}::date
  `.execute(db);
  return rows[0] ?? { taken: 0, returned: 0, kept: 0 };
}
