import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { StandingState } from "../rules/reduction-states.ts";

/** 減免団体: what a group books at a facility for days of the term is reduced by itself. */
export type StandingReduction = {
  readonly id: string;
  readonly groupId: string;
  readonly facilityId: string;
  readonly reductionId: string;
  readonly state: StandingState;
  readonly validFrom: CivilDate;
  readonly validUntil: CivilDate;
  readonly reason: string;
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly words: string;
};

type Row = {
  id: string;
  group_id: string;
  facility_id: string;
  reduction_id: string;
  state: StandingState;
  valid_from: string;
  valid_until: string;
  reason: string;
  entered_by: string;
  entered_at: Date;
  words: string;
};

const selection = sql`select id, group_id, facility_id, reduction_id, state, valid_from, valid_until, reason, entered_by,
  entered_at, words from facility.standing_reduction`;

function standingOf(row: Row): StandingReduction {
  return {
    id: row.id,
    groupId: row.group_id,
    facilityId: row.facility_id,
    reductionId: row.reduction_id,
    state: row.state,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    reason: row.reason,
    enteredBy: row.entered_by,
    enteredAt: row.entered_at,
    words: row.words,
  };
}

/** Proposed ones first, then the newest. */
export async function listStandingReductions(
  db: Db | Tx,
  { closed = [], most = 300 }: { readonly closed?: readonly string[]; readonly most?: number } = {},
): Promise<StandingReduction[]> {
  const { rows } = await sql<Row>`
    ${selection} where facility_id <> all (${closed}::text[]) order by state <> 'proposed', entered_at desc, id limit ${most}`.execute(
    db,
  );
  return rows.map(standingOf);
}

export async function findStandingReduction(
  db: Db | Tx,
  id: string,
  options: { forUpdate?: boolean } = {},
): Promise<StandingReduction | undefined> {
  const lock = options.forUpdate ? sql`for update` : sql``;
  const { rows } = await sql<Row>`${selection} where id = ${id}::uuid ${lock}`.execute(db);
  return rows[0] && standingOf(rows[0]);
}

export async function insertStandingReduction(tx: Tx, one: Omit<StandingReduction, "state" | "words">): Promise<void> {
  await sql`
    insert into facility.standing_reduction (id, group_id, facility_id, reduction_id, state, valid_from, valid_until, reason,
      entered_by, entered_at)
    values (${one.id}, ${one.groupId}, ${one.facilityId}, ${one.reductionId}, 'proposed', ${one.validFrom},
      ${one.validUntil}, ${one.reason}, ${one.enteredBy}, ${one.enteredAt})`.execute(tx);
}

export async function decideStandingRow(
  tx: Tx,
  id: string,
  decision: { readonly state: StandingState; readonly words: string; readonly by: string; readonly at: Date },
): Promise<void> {
  const { state, words, by, at } = decision;
  await sql`
    update facility.standing_reduction set state = ${state}, words = ${words}, decided_by = ${by}, decided_at = ${at}
    where id = ${id}::uuid`.execute(tx);
}
