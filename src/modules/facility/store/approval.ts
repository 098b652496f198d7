import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { ApprovalState, ConditionSet } from "../types/approval.ts";
import type { PayWay } from "../types/terms.ts";

/** Once that a decision was asked for. */
export type Approval = {
  readonly id: string;
  readonly bookingId: string;
  readonly state: ApprovalState;
  /** Why somebody decides: the ordinance's words of that day, with the article's name. */
  readonly reasons: readonly ConditionSet[];
  readonly payWay: PayWay | undefined;
  readonly enteredBy: string | undefined;
  readonly askedFor: string | undefined;
  readonly askedAt: Date;
  readonly decidedBy: string | undefined;
  readonly decidedAt: Date | undefined;
  /** Of the permit; only of what was approved. */
  readonly conditions: readonly ConditionSet[];
  readonly words: string;
};

type Row = {
  id: string;
  booking_id: string;
  state: ApprovalState;
  reasons: ConditionSet[];
  pay_way: PayWay | null;
  entered_by: string | null;
  asked_for: string | null;
  asked_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  conditions: ConditionSet[];
  words: string;
};

const selection = sql`select id, booking_id, state, reasons, pay_way, entered_by, asked_for, asked_at, decided_by,
  decided_at, conditions, words from facility.approval`;

function approvalOf(row: Row): Approval {
  return {
    id: row.id,
    bookingId: row.booking_id,
    state: row.state,
    reasons: row.reasons,
    payWay: row.pay_way ?? undefined,
    enteredBy: row.entered_by ?? undefined,
    askedFor: row.asked_for ?? undefined,
    askedAt: row.asked_at,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    conditions: row.conditions,
    words: row.words,
  };
}

export async function insertApproval(
  tx: Tx,
  asked: Pick<Approval, "id" | "bookingId" | "reasons" | "payWay" | "enteredBy" | "askedFor" | "askedAt">,
): Promise<void> {
  await sql`
    insert into facility.approval (id, booking_id, state, reasons, pay_way, entered_by, asked_for, asked_at)
    values (${asked.id}, ${asked.bookingId}, 'asked', ${JSON.stringify(asked.reasons)}, ${asked.payWay ?? null},
      ${asked.enteredBy ?? null}, ${asked.askedFor ?? null}, ${asked.askedAt})
  `.execute(tx);
}

/** Newest first. */
export async function listApprovalsOf(db: Db | Tx, bookingId: string): Promise<readonly Approval[]> {
  const { rows } =
    await sql<Row>`${selection} where booking_id = ${bookingId}::uuid order by asked_at desc, id desc`.execute(db);
  return rows.map(approvalOf);
}

export async function findApproval(
  db: Db | Tx,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<Approval | undefined> {
  const lock = options.forUpdate ? sql`for update` : sql``;
  const { rows } = await sql<Row>`${selection} where id = ${id}::uuid ${lock}`.execute(db);
  return rows[0] && approvalOf(rows[0]);
}

/** waiting: what must be decided soonest first. decided: the newest first. */
export async function listApprovalRows(
  db: Db | Tx,
  which: "waiting" | "decided",
  most: number,
  closed: readonly string[] = [],
): Promise<readonly Approval[]> {
  const query =
    which === "waiting"
      ? sql<Row>`select approval.* from facility.approval
          join facility.booking as booking on booking.id = booking_id
          where approval.state = 'asked' and booking.state = 'requested'
            and booking.facility_id <> all (${closed}::text[])
          order by booking.decide_by, approval.asked_at, approval.id limit ${most}`
      : sql<Row>`${selection} where state in ('approved', 'refused')
          and not exists (select from facility.booking as booking
            where booking.id = booking_id and booking.facility_id = any (${closed}::text[]))
          order by decided_at desc, id limit ${most}`;
  const { rows } = await query.execute(db);
  return rows.map(approvalOf);
}

/** How many requests wait, and how many of them for longer than they should; not those at facilities of `closed`. */
export async function countWaitingApprovals(
  db: Db | Tx,
  now: Date,
  closed: readonly string[] = [],
): Promise<{ readonly waiting: number; readonly late: number }> {
  const { rows } = await sql<{ waiting: number; late: number }>`
    select count(*) as waiting, count(*) filter (where decide_by <= ${now}) as late
    from facility.booking where state = 'requested' and facility_id <> all (${closed}::text[])
  `.execute(db);
  return rows[0] ?? { waiting: 0, late: 0 };
}

/** Days of one series that wait for a decision, in the order in which they are locked. */
export async function listRequestedOfSeries(db: Db | Tx, seriesId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from facility.booking where series_id = ${seriesId}::uuid and state = 'requested' order by id
  `.execute(db);
  return rows.map(({ id }) => id);
}

export async function decideApprovalRow(
  tx: Tx,
  id: string,
  decision: {
    readonly state: "approved" | "refused";
    readonly by: string;
    readonly at: Date;
    readonly conditions: readonly ConditionSet[];
    readonly words: string;
  },
): Promise<void> {
  await sql`
    update facility.approval set state = ${decision.state}, decided_by = ${decision.by}, decided_at = ${decision.at},
      conditions = ${JSON.stringify(decision.conditions)}, words = ${decision.words}
    where id = ${id}::uuid
  `.execute(tx);
}

/** Takes a person off what they asked for; that and why it was decided stays. */
export async function detachApprovals(tx: Tx, personId: string): Promise<void> {
  await sql`
    update facility.approval set entered_by = case when entered_by = ${personId}::uuid then null else entered_by end,
      asked_for = null, words = case when state = 'refused' then '―' else words end
    where asked_for = ${personId}::uuid or entered_by = ${personId}::uuid
  `.execute(tx);
}
