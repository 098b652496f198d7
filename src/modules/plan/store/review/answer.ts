import { sql } from "kysely";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { PlanTables } from "../../tables.ts";
import type { AnswerPromise, CityAnswer, KeptPromise, Outcome, Stance } from "../../types/review.ts";
import { tables } from "../tables.ts";

export async function findCityAnswer(db: Db | Tx, sheetId: string): Promise<CityAnswer | undefined> {
  return (await listCityAnswers(db, [sheetId])).get(sheetId);
}

/** By sheet; also those that are still written. On a published sheet each is approved. */
export async function listCityAnswers(
  db: Db | Tx,
  sheetIds: readonly string[],
): Promise<ReadonlyMap<string, CityAnswer>> {
  if (sheetIds.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom("plan.city_answer")
    .selectAll()
    .where("sheet_id", "in", [...sheetIds])
    .execute();
  return new Map(rows.map((row) => [row.sheet_id, answerOf(row)]));
}

/** A draft is written over; everybody who wrote in it is remembered, so that none of them approves it. */
export async function storeAnswer(
  tx: Tx,
  answer: {
    readonly sheetId: string;
    readonly stance: Stance;
    readonly words: string;
    readonly promises: readonly AnswerPromise[];
    readonly writtenBy: string | undefined;
    readonly writtenAt: Date;
    readonly askedAt: Date | undefined;
  },
): Promise<void> {
  const writers = answer.writtenBy === undefined ? [] : [answer.writtenBy];
  await sql`
    insert into plan.city_answer as answer (sheet_id, stance, words, promises, written_by, written_at, writers, asked_at)
    values (${answer.sheetId}, ${answer.stance}, ${answer.words}, ${JSON.stringify(answer.promises)},
      ${answer.writtenBy ?? null}, ${answer.writtenAt}, ${writers}::uuid[], ${answer.askedAt ?? null})
    on conflict (sheet_id) do update set stance = excluded.stance, words = excluded.words, promises = excluded.promises,
      written_by = excluded.written_by, written_at = excluded.written_at, asked_at = excluded.asked_at,
      approved_by = null, approved_at = null,
      writers = (select array_agg(distinct writer) from unnest(answer.writers || excluded.writers) as writer)
  `.execute(tx);
}

export async function storeReturn(tx: Tx, sheetId: string, words: string): Promise<void> {
  await tables(tx)
    .updateTable("plan.city_answer")
    .set({ asked_at: null, returned_words: words })
    .where("sheet_id", "=", sheetId)
    .execute();
}

export async function storeApproval(
  tx: Tx,
  approval: { readonly sheetId: string; readonly approvedBy: string | undefined; readonly approvedAt: Date },
): Promise<void> {
  await tables(tx)
    .updateTable("plan.city_answer")
    .set({ approved_by: approval.approvedBy ?? null, approved_at: approval.approvedAt, returned_words: null })
    .where("sheet_id", "=", approval.sheetId)
    .execute();
}

/** An answer that nobody wrote: of a sample sheet that was published from the start. */
export async function insertSampleAnswer(
  tx: Tx,
  answer: Pick<CityAnswer, "sheetId" | "stance" | "words" | "promises" | "writtenAt"> & { readonly approvedAt: Date },
): Promise<void> {
  await tables(tx)
    .insertInto("plan.city_answer")
    .values({
      sheet_id: answer.sheetId,
      stance: answer.stance,
      words: answer.words,
      promises: JSON.stringify(answer.promises),
      written_by: null,
      written_at: answer.writtenAt,
      asked_at: answer.writtenAt,
      approved_at: answer.approvedAt,
    })
    .execute();
}

export async function insertFollowUp(
  tx: Tx,
  followUp: {
    readonly id: string;
    readonly sheetId: string;
    readonly number: number;
    readonly outcome: Outcome;
    readonly words: string;
    readonly notedBy: string | undefined;
    readonly notedAt: Date;
  },
): Promise<void> {
  await tables(tx)
    .insertInto("plan.promise_follow_up")
    .values({
      id: followUp.id,
      sheet_id: followUp.sheetId,
      number: followUp.number,
      outcome: followUp.outcome,
      words: followUp.words,
      noted_by: followUp.notedBy ?? null,
      noted_at: followUp.notedAt,
    })
    .execute();
}

/** The promises of the published answers for a measure or a project, the newest year first, each with what became of it. */
export async function listPromises(db: Db | Tx, planId: string, subject: string): Promise<readonly KeptPromise[]> {
  const { rows } = await sql<PromiseRow>`
    ${promises} where round.plan_id = ${planId} and sheet.subject = ${subject} and sheet.state = 'published'
    order by round.year desc, answer.sheet_id, promise.number
  `.execute(db);
  return rows.map(promiseOf);
}

/** The promises of one approved answer. */
export async function listPromisesOfSheet(db: Db | Tx, sheetId: string): Promise<readonly KeptPromise[]> {
  const { rows } = await sql<PromiseRow>`
    ${promises} where answer.sheet_id = ${sheetId} and answer.approved_at is not null order by promise.number
  `.execute(db);
  return rows.map(promiseOf);
}

export type PromiseOfSection = KeptPromise & {
  readonly planId: string;
  readonly subject: string;
  readonly title: string;
  readonly sectionId: string | undefined;
};

/** All approved promises of a section, those whose day comes first on top; of all sections if none is named. */
export async function listPromisesOfSection(
  db: Db | Tx,
  sectionId: string | undefined,
): Promise<readonly PromiseOfSection[]> {
  const ofSection = sectionId === undefined ? sql`` : sql`and sheet.section_id = ${sectionId}`;
  const { rows } = await sql<
    PromiseRow & { plan_id: string; subject: string; title: string; section_id: string | null }
  >`
    ${promises} where answer.approved_at is not null ${ofSection}
    order by promise.until, round.year, answer.sheet_id, promise.number
  `.execute(db);
  return rows.map((row) => ({
    ...promiseOf(row),
    planId: row.plan_id,
    subject: row.subject,
    title: row.title,
    sectionId: row.section_id ?? undefined,
  }));
}

type PromiseRow = {
  sheet_id: string;
  number: number;
  year: number;
  what: string;
  until: string;
  outcome: Outcome | null;
  words: string | null;
  noted_at: Date | null;
};

const promises = sql`
  select answer.sheet_id, promise.number::integer, promise.what, promise.until, round.year, round.plan_id, sheet.subject, sheet.title,
    sheet.section_id, follow_up.outcome, follow_up.words, follow_up.noted_at
  from plan.city_answer as answer
  join plan.sheet as sheet on sheet.id = answer.sheet_id
  join plan.round as round on round.id = sheet.round_id
  cross join lateral (
    select (position - 1) as number, item ->> 'what' as what, item ->> 'until' as until
    from jsonb_array_elements(answer.promises) with ordinality as listed (item, position)
  ) as promise
  left join lateral (
    select outcome, words, noted_at from plan.promise_follow_up
    where sheet_id = answer.sheet_id and number = promise.number order by noted_at desc, id limit 1
  ) as follow_up on true
`;

function promiseOf(row: PromiseRow): KeptPromise {
  const { outcome, words, noted_at: notedAt } = row;
  return {
    sheetId: row.sheet_id,
    number: row.number,
    year: row.year,
    what: row.what,
    until: row.until,
    followUp: outcome === null || words === null || notedAt === null ? undefined : { outcome, words, notedAt },
  };
}

function answerOf(row: Row): CityAnswer {
  return {
    sheetId: row.sheet_id,
    stance: row.stance,
    words: row.words,
    promises: row.promises as readonly AnswerPromise[],
    writtenBy: row.written_by ?? undefined,
    writtenAt: row.written_at,
    askedAt: row.asked_at ?? undefined,
    returnedWords: row.returned_words ?? undefined,
    approvedAt: row.approved_at ?? undefined,
  };
}

type Row = Pick<
  PlanTables["plan.city_answer"],
  "sheet_id" | "stance" | "words" | "written_by" | "written_at" | "asked_at" | "returned_words" | "approved_at"
> & { promises: unknown };
