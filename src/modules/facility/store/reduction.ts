import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { ReductionState } from "../rules/reduction-states.ts";
import type { Quote } from "../types/fee.ts";

export type ReductionApplication = {
  readonly id: string;
  readonly bookingId: string;
  readonly reductionId: string;
  readonly state: ReductionState;
  readonly reason: string;
  readonly file: { readonly id: string; readonly name: string } | undefined;
  readonly enteredBy: string | undefined;
  readonly enteredAt: Date;
  readonly decidedAt: Date | undefined;
  readonly words: string;
  /** Whole yen, when it was entered, and after it was granted. */
  readonly amountBefore: number;
  readonly amountAfter: number | undefined;
};

type Row = {
  id: string;
  booking_id: string;
  reduction_id: string;
  state: ReductionState;
  reason: string;
  file_id: string | null;
  file_name: string | null;
  entered_by: string | null;
  entered_at: Date;
  decided_at: Date | null;
  words: string;
  amount_before: number;
  amount_after: number | null;
};

const selection = sql`select id, booking_id, reduction_id, state, reason, file_id, file_name, entered_by, entered_at,
  decided_at, words, amount_before, amount_after from facility.reduction_application`;

function applicationOf(row: Row): ReductionApplication {
  return {
    id: row.id,
    bookingId: row.booking_id,
    reductionId: row.reduction_id,
    state: row.state,
    reason: row.reason,
    file: row.file_id === null ? undefined : { id: row.file_id, name: row.file_name ?? "" },
    enteredBy: row.entered_by ?? undefined,
    enteredAt: row.entered_at,
    decidedAt: row.decided_at ?? undefined,
    words: row.words,
    amountBefore: row.amount_before,
    amountAfter: row.amount_after ?? undefined,
  };
}

/** Newest first. */
export async function listReductionsOf(db: Db | Tx, bookingId: string): Promise<ReductionApplication[]> {
  const { rows } =
    await sql<Row>`${selection} where booking_id = ${bookingId}::uuid order by entered_at desc, id`.execute(db);
  return rows.map(applicationOf);
}

export async function findReduction(
  db: Db | Tx,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<ReductionApplication | undefined> {
  const lock = options.forUpdate ? sql`for update` : sql``;
  const { rows } = await sql<Row>`${selection} where id = ${id}::uuid ${lock}`.execute(db);
  return rows[0] && applicationOf(rows[0]);
}

/** waiting: the oldest first; decided: the newest first. */
export async function listReductionApplications(
  db: Db | Tx,
  which: "waiting" | "returned" | "decided",
  most: number,
  closed: readonly string[] = [],
): Promise<ReductionApplication[]> {
  const where = {
    waiting: sql`state = 'applied' order by entered_at, id`,
    returned: sql`state = 'returned' order by entered_at, id`,
    decided: sql`state in ('granted', 'refused', 'withdrawn') order by coalesce(decided_at, entered_at) desc, id`,
  }[which];
  const { rows } = await sql<Row>`
    ${selection} where not exists (select from facility.booking as booking
      where booking.id = booking_id and booking.facility_id = any (${closed}::text[])) and ${where} limit ${most}`.execute(
    db,
  );
  return rows.map(applicationOf);
}

export async function insertReduction(
  tx: Tx,
  one: Omit<ReductionApplication, "state" | "decidedAt" | "words" | "amountAfter">,
): Promise<void> {
  await sql`
    insert into facility.reduction_application (id, booking_id, reduction_id, state, reason, file_id, file_name, entered_by,
      entered_at, amount_before)
    values (${one.id}, ${one.bookingId}, ${one.reductionId}, 'applied', ${one.reason}, ${one.file?.id ?? null},
      ${one.file?.name ?? null}, ${one.enteredBy ?? null}, ${one.enteredAt}, ${one.amountBefore})`.execute(tx);
}

/** Once more after it came back; a file that was not sent anew stays. */
export async function reenterReduction(
  tx: Tx,
  id: string,
  again: Pick<ReductionApplication, "reason" | "file" | "enteredBy" | "enteredAt" | "amountBefore">,
): Promise<void> {
  await sql`
    update facility.reduction_application set state = 'applied', reason = ${again.reason}, words = '',
      file_id = coalesce(${again.file?.id ?? null}::uuid, file_id), file_name = coalesce(${again.file?.name ?? null}, file_name),
      entered_by = ${again.enteredBy ?? null}, entered_at = ${again.enteredAt}, decided_by = null, decided_at = null,
      amount_before = ${again.amountBefore}
    where id = ${id}::uuid`.execute(tx);
}

export async function decideReductionRow(
  tx: Tx,
  id: string,
  decision: {
    readonly state: ReductionState;
    readonly words: string;
    readonly by: string | undefined;
    readonly at: Date;
    readonly amounts?: { readonly before: number; readonly after: number };
  },
): Promise<void> {
  const { state, words, by, at, amounts } = decision;
  await sql`
    update facility.reduction_application set state = ${state}, words = ${words}, decided_by = ${by ?? null}::uuid,
      decided_at = ${by === undefined ? null : at}::timestamptz,
      amount_before = coalesce(${amounts?.before ?? null}::integer, amount_before), amount_after = ${amounts?.after ?? null}::integer
    where id = ${id}::uuid`.execute(tx);
}

/** The booking costs another amount now; its lines say why. */
export async function repriceBooking(tx: Tx, bookingId: string, quote: Quote): Promise<void> {
  await sql`
    update facility.booking set quote = ${JSON.stringify(quote)}::jsonb, amount = ${quote.total}, sequence = sequence + 1
    where id = ${bookingId}::uuid`.execute(tx);
}

/**
 * The reductions on application that count for a use: granted for this booking, or standing for the group on this day.
 * Sorted; for `Use.grantedReductions`.
 */
export async function listGrantedReductions(
  db: Db | Tx,
  use: {
    readonly bookingId?: string | undefined;
    readonly groupId: string | undefined;
    readonly facilityId: string;
    readonly on: CivilDate;
  },
): Promise<readonly string[]> {
  const { rows } = await sql<{ reduction_id: string }>`
    select reduction_id from facility.reduction_application
      where booking_id = ${use.bookingId ?? null}::uuid and state = 'granted'
    union
    select reduction_id from facility.standing_reduction
      where group_id = ${use.groupId ?? null}::uuid and facility_id = ${use.facilityId} and state = 'granted'
        and ${use.on}::date between valid_from and valid_until
    order by reduction_id`.execute(db);
  return rows.map(({ reduction_id }) => reduction_id);
}

/** Before the bookings are detached: the applications of this person lose their words and papers. Gives the papers. */
export async function detachReductions(tx: Tx, personId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ file_id: string }>`
    select file_id from facility.reduction_application
    where file_id is not null and booking_id in (select id from facility.booking where booker_id = ${personId}::uuid)`.execute(
    tx,
  );
  await sql`
    update facility.reduction_application set reason = '—', file_id = null, file_name = null,
      entered_by = nullif(entered_by, ${personId}::uuid)
    where booking_id in (select id from facility.booking where booker_id = ${personId}::uuid)`.execute(tx);
  return rows.map(({ file_id }) => file_id);
}

export type ReductionCount = {
  readonly facilityId: string;
  readonly reductionId: string;
  readonly state: ReductionState;
  readonly applications: number;
  /** Yen that were taken off; 0 unless granted. */
  readonly takenOff: number;
};

/** For statistics: no person, no reason; days of use from the first until before the second. */
export async function countReductions(db: Db | Tx, from: CivilDate, until: CivilDate): Promise<ReductionCount[]> {
  const { rows } = await sql<{
    facility_id: string;
    reduction_id: string;
    state: ReductionState;
    applications: number;
    taken_off: number;
  }>`
    select booking.facility_id, application.reduction_id, application.state, count(*) as applications,
      coalesce(sum(application.amount_before - application.amount_after), 0) as taken_off
    from facility.reduction_application as application
    join facility.booking on booking.id = application.booking_id
    where booking.used_on >= ${from}::date and booking.used_on < ${until}::date
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows.map((row) => ({
    facilityId: row.facility_id,
    reductionId: row.reduction_id,
    state: row.state,
    applications: Number(row.applications),
    takenOff: Number(row.taken_off),
  }));
}

export async function countWaitingReductions(db: Db | Tx, closed: readonly string[] = []): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select (select count(*) from facility.reduction_application as application
        join facility.booking as booking on booking.id = application.booking_id
        where application.state = 'applied' and booking.facility_id <> all (${closed}::text[]))
      + (select count(*) from facility.standing_reduction
        where state = 'proposed' and facility_id <> all (${closed}::text[])) as waiting`.execute(db);
  return Number(rows[0]?.waiting ?? 0);
}
