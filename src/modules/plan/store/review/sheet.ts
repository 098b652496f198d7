import { type RawBuilder, sql } from "kysely";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import type { Round, Sheet, SheetState } from "../../types/evaluation.ts";

/** From being chosen for outside review until the preview of the publication. */
export type ReviewedState = Extract<SheetState, "in-review" | "discussing" | "answering" | "final">;

/** A sheet as one reviewer may see it, with how far they are. */
export type ReviewerSheet = {
  readonly id: string;
  readonly roundId: string;
  readonly planId: string;
  readonly year: number;
  readonly kind: Sheet["kind"];
  readonly subject: string;
  readonly title: string;
  readonly sectionId: string | undefined;
  readonly state: ReviewedState;
  readonly answers: Sheet["answers"];
  readonly form: Round["forms"]["measure"];
  readonly frozen: Sheet["frozen"];
  readonly isSample: boolean;
  readonly isChair: boolean;
  /** Until when the review is awaited. */
  readonly dueOn: CivilDate | undefined;
  readonly savedAt: Date | undefined;
  readonly handedInAt: Date | undefined;
};

/** Chosen for outside review, of a round that is open, where the person is on the board and not excluded from it. */
export function listReviewerSheets(db: Db | Tx, personId: string, roundId?: string): Promise<readonly ReviewerSheet[]> {
  return read(
    db,
    personId,
    roundId === undefined ? sql`` : sql`and round.id = ${roundId}`,
    sql`order by round.year desc, sheet.kind, sheet.subject`,
  );
}

/** undefined for what does not exist and for what this person may not see alike. `lock` keeps its state until the end. */
export async function findReviewerSheet(
  db: Db | Tx,
  personId: string,
  sheetId: string,
  options: { readonly lock?: boolean } = {},
): Promise<ReviewerSheet | undefined> {
  const found = await read(
    db,
    personId,
    sql`and sheet.id = ${sheetId}`,
    options.lock === true ? sql`for update of sheet` : sql``,
  );
  return found[0];
}

async function read(
  db: Db | Tx,
  personId: string,
  narrowed: RawBuilder<unknown>,
  end: RawBuilder<unknown>,
): Promise<ReviewerSheet[]> {
  const { rows } = await sql<Row>`
    select sheet.id, sheet.round_id, round.plan_id, round.year, sheet.kind, sheet.subject, sheet.title, sheet.section_id,
      sheet.state, sheet.answers, round.forms -> sheet.kind as form, sheet.frozen, sheet.is_sample, reviewer.is_chair,
      round.due ->> 'review' as due_on, review.saved_at, review.handed_in_at
    from plan.reviewer as reviewer
    join plan.round as round on round.id = reviewer.round_id and round.state = 'open'
    join plan.sheet as sheet on sheet.round_id = round.id and sheet.is_selected
      and sheet.state in ('in-review', 'discussing', 'answering', 'final')
    left join plan.review as review on review.sheet_id = sheet.id and review.person_id = reviewer.person_id
    where reviewer.person_id = ${personId} and reviewer.removed_at is null
      and not exists (select from plan.review_exclusion as exclusion
        where exclusion.sheet_id = sheet.id and exclusion.person_id = reviewer.person_id)
      ${narrowed} ${end}
  `.execute(db);
  return rows.map((row) => ({
    id: row.id,
    roundId: row.round_id,
    planId: row.plan_id,
    year: row.year,
    kind: row.kind,
    subject: row.subject,
    title: row.title,
    sectionId: row.section_id ?? undefined,
    state: row.state,
    answers: row.answers,
    form: row.form,
    frozen: row.frozen ?? undefined,
    isSample: row.is_sample,
    isChair: row.is_chair,
    dueOn: row.due_on ?? undefined,
    savedAt: row.saved_at ?? undefined,
    handedInAt: row.handed_in_at ?? undefined,
  }));
}

type Row = {
  id: string;
  round_id: string;
  plan_id: string;
  year: number;
  kind: Sheet["kind"];
  subject: string;
  title: string;
  section_id: string | null;
  state: ReviewedState;
  answers: Sheet["answers"];
  form: ReviewerSheet["form"];
  frozen: Sheet["frozen"] | null;
  is_sample: boolean;
  is_chair: boolean;
  due_on: string | null;
  saved_at: Date | null;
  handed_in_at: Date | null;
};

/** What a command about the outside review needs of a sheet, locked so that nobody moves it meanwhile. */
export async function lockSheet(
  tx: Tx,
  sheetId: string,
): Promise<
  | {
      readonly id: string;
      readonly roundId: string;
      readonly state: SheetState;
      readonly sectionId: string | undefined;
      readonly isSelected: boolean;
    }
  | undefined
> {
  const { rows } = await sql<{
    id: string;
    round_id: string;
    state: SheetState;
    section_id: string | null;
    is_selected: boolean;
  }>`select id, round_id, state, section_id, is_selected from plan.sheet where id = ${sheetId} for update`.execute(tx);
  const [row] = rows;
  return (
    row && {
      id: row.id,
      roundId: row.round_id,
      state: row.state,
      sectionId: row.section_id ?? undefined,
      isSelected: row.is_selected,
    }
  );
}
