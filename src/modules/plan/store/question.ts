import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import { notFound } from "../../../kernel/refusal.ts";
import type { PlanTables } from "../tables.ts";
import type { Question } from "../types/question.ts";
import { tables } from "./tables.ts";

/** What everybody may read of a part, the newest first. */
export async function listPublicQuestions(db: Db, planId: string, node: string, limit: number): Promise<Question[]> {
  const rows = await tables(db)
    .selectFrom("plan.question")
    .selectAll()
    .where("plan_id", "=", planId)
    .where("node_code", "=", node)
    .where("state", "in", ["shown", "answered"])
    .orderBy("asked_at", "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(questionOf);
}

/** A person's own, the newest first; of one part only if it is named. */
export async function listQuestionsOf(
  db: Db,
  personId: string,
  narrow: { readonly planId: string; readonly node: string } | undefined = undefined,
): Promise<Question[]> {
  let query = tables(db).selectFrom("plan.question").selectAll().where("person_id", "=", personId);
  if (narrow !== undefined) query = query.where("plan_id", "=", narrow.planId).where("node_code", "=", narrow.node);
  const rows = await query.orderBy("asked_at", "desc").orderBy("id").limit(200).execute();
  return rows.map(questionOf);
}

export async function countQuestionsOf(db: Db | Tx, personId: string, state?: Question["state"]): Promise<number> {
  let query = tables(db)
    .selectFrom("plan.question")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .where("person_id", "=", personId);
  if (state !== undefined) query = query.where("state", "=", state);
  const row = await query.executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** For staff: without a state all; who waits longest first, what is settled by the newest. */
export async function listQuestions(
  db: Db,
  narrow: { readonly planId: string; readonly state?: Question["state"]; readonly limit?: number },
): Promise<Question[]> {
  const { planId, state, limit = 500 } = narrow;
  let query = tables(db).selectFrom("plan.question").selectAll().where("plan_id", "=", planId);
  if (state !== undefined) query = query.where("state", "=", state);
  const rows = await query
    .orderBy(sql`state <> 'waiting'`)
    .orderBy(sql`case when state = 'waiting' then asked_at end`)
    .orderBy(sql`coalesce(answered_at, asked_at)`, "desc")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(questionOf);
}

export async function findQuestion(db: Db | Tx, questionId: string): Promise<Question | undefined> {
  const row = await tables(db).selectFrom("plan.question").selectAll().where("id", "=", questionId).executeTakeFirst();
  return row && questionOf(row);
}

export async function getQuestionForUpdate(tx: Tx, questionId: string): Promise<Question> {
  const query = tables(tx).selectFrom("plan.question").selectAll().where("id", "=", questionId).forUpdate();
  const row = await query.executeTakeFirst();
  if (row === undefined) throw notFound();
  return questionOf(row);
}

export type NewQuestion = Pick<Question, "id" | "planId" | "node" | "penName" | "words" | "askedAt"> & {
  readonly personId: string;
};

export async function insertQuestion(tx: Tx, question: NewQuestion): Promise<void> {
  await tables(tx)
    .insertInto("plan.question")
    .values({
      id: question.id,
      plan_id: question.planId,
      node_code: question.node,
      person_id: question.personId,
      pen_name: question.penName ?? null,
      words: question.words,
      asked_at: question.askedAt,
      state: "waiting",
    })
    .execute();
}

export async function settleQuestion(
  tx: Tx,
  questionId: string,
  settled: {
    readonly state: "shown" | "answered" | "declined";
    readonly answer?: string;
    readonly reason?: string;
    readonly sectionId: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await tables(tx)
    .updateTable("plan.question")
    .set({
      state: settled.state,
      section_id: settled.sectionId,
      answered_by: settled.by,
      answered_at: settled.at,
      ...(settled.answer === undefined ? {} : { answer: settled.answer }),
      ...(settled.reason === undefined ? {} : { decline_reason: settled.reason }),
    })
    .where("id", "=", questionId)
    .execute();
}

/** What nobody has looked at goes; what everybody can read stays, without a way back to the person. */
export async function detachAsker(tx: Tx, personId: string): Promise<void> {
  await tables(tx)
    .deleteFrom("plan.question")
    .where("person_id", "=", personId)
    .where("state", "in", ["waiting", "declined"])
    .execute();
  await tables(tx)
    .updateTable("plan.question")
    .set({ person_id: null, pen_name: null })
    .where("person_id", "=", personId)
    .execute();
}

function questionOf(row: PlanTables["plan.question"]): Question {
  return {
    id: row.id,
    planId: row.plan_id,
    node: row.node_code,
    personId: row.person_id ?? undefined,
    penName: row.pen_name ?? undefined,
    words: row.words,
    askedAt: row.asked_at,
    state: row.state,
    answer: row.answer ?? undefined,
    sectionId: row.section_id ?? undefined,
    answeredAt: row.answered_at ?? undefined,
    declineReason: row.decline_reason ?? undefined,
  };
}
