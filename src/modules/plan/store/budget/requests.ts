import { randomUUID } from "node:crypto";
import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { instantOf } from "../../../../kernel/time/instant.ts";
import { publicRequest } from "../../rules/budget/states.ts";
import type { BudgetRequest, RequestHands, RequestState } from "../../types/budget.ts";
import { tables } from "../tables.ts";
import { isUnder } from "./amounts.ts";

/** With who did what, for the staff's side. */
export type StoredRequest = BudgetRequest & RequestHands & { readonly sectionId: string | undefined };

/** The request that a sheet led to; of several projects' the first. See `listRequestsOf`. Staff's side: any state. */
export async function findRequest(db: Db | Tx, sheetId: string): Promise<StoredRequest | undefined> {
  return (await listRequestsOf(db, sheetId))[0];
}

/** All requests that a sheet led to. Staff's side: any state. */
export async function listRequestsOf(db: Db | Tx, sheetId: string): Promise<StoredRequest[]> {
  const rows = await select(db).where("sheet_id", "=", sheetId).execute();
  return rows.map(requestOf);
}

/** The requests for a year's budget. Staff's side: any state. */
export async function listRequests(
  db: Db | Tx,
  planId: string,
  year: number,
  filter: { readonly state?: RequestState } = {},
): Promise<StoredRequest[]> {
  const { state } = filter;
  const rows = await select(db)
    .where("request.plan_id", "=", planId)
    .where("request.year", "=", year)
    .$if(state !== undefined, (query) => query.where("request.state", "=", state ?? "drafted"))
    .execute();
  return rows.map(requestOf);
}

/**
 * What everybody may see of published sheets, newest year first: what was asked once it was handed in, the answer once it is
 * published. For the public pages: they need no further look at states.
 */
export async function listPublicRequests(
  db: Db | Tx,
  planId: string,
  filter: {
    readonly project?: string | undefined;
    readonly node?: string | undefined;
    readonly year?: number | undefined;
    readonly sheetId?: string | undefined;
  } = {},
): Promise<BudgetRequest[]> {
  const { project, node, year, sheetId } = filter;
  const rows = await select(db)
    .where("request.plan_id", "=", planId)
    .where("request.state", "<>", "drafted")
    .where("sheet.state", "=", "published")
    .$if(project !== undefined, (query) => query.where("request.project_code", "=", project ?? ""))
    .$if(year !== undefined, (query) => query.where("request.year", "=", year ?? 0))
    .$if(sheetId !== undefined, (query) => query.where("request.sheet_id", "=", sheetId ?? ""))
    .$if(node !== undefined, (query) => query.where(isUnder(planId, node ?? "", "request.project_code")))
    .execute();
  return rows.flatMap((row) => publicRequest(withoutHands(requestOf(row))) ?? []);
}

/** By the request's own id, or 404. */
export async function getRequest(db: Db | Tx, requestId: string): Promise<StoredRequest> {
  const row = await select(db).where("request.id", "=", requestId).executeTakeFirst();
  if (row === undefined) throw notFound();
  return requestOf(row);
}

export async function getRequestForUpdate(act: Act, requestId: string): Promise<StoredRequest> {
  await tables(act.tx).selectFrom("plan.budget_request").select("id").where("id", "=", requestId).forUpdate().execute();
  return getRequest(act.tx, requestId);
}

/** The years for which anything was asked, newest first. */
export async function listRequestYears(db: Db | Tx, planId: string): Promise<number[]> {
  const rows = await tables(db)
    .selectFrom("plan.budget_request")
    .select("year")
    .distinct()
    .where("plan_id", "=", planId)
    .orderBy("year", "desc")
    .execute();
  return rows.map(({ year }) => year);
}

export type RequestDraft = Pick<
  BudgetRequest,
  "sheetId" | "planId" | "project" | "year" | "asked" | "before" | "parts" | "reason"
>;

export async function insertRequest(act: Act, draft: RequestDraft): Promise<{ id: string }> {
  const id = randomUUID();
  await tables(act.tx)
    .insertInto("plan.budget_request")
    .values({
      id,
      sheet_id: draft.sheetId,
      plan_id: draft.planId,
      project_code: draft.project,
      year: draft.year,
      state: "drafted",
      before: draft.before,
      asked: draft.asked,
      parts: JSON.stringify(draft.parts),
      reason: draft.reason,
      drafted_by: personOf(act.actor) ?? null,
    })
    .execute();
  return { id };
}

/** A request of the demonstration, in whatever state it is shown; marked as a sample. */
export async function insertSampleRequest(
  act: Act,
  request: RequestDraft & {
    readonly state: RequestState;
    readonly assessed?: number | undefined;
    readonly assessment?: string | undefined;
    readonly decided?: number | undefined;
    readonly decidedOn?: CivilDate | undefined;
    readonly answer?: string | undefined;
    readonly publishedOn?: CivilDate | undefined;
  },
): Promise<void> {
  const { publishedOn } = request;
  await tables(act.tx)
    .insertInto("plan.budget_request")
    .values({
      id: randomUUID(),
      sheet_id: request.sheetId,
      plan_id: request.planId,
      project_code: request.project,
      year: request.year,
      state: request.state,
      before: request.before,
      asked: request.asked,
      parts: JSON.stringify(request.parts),
      reason: request.reason,
      assessed: request.assessed ?? null,
      assessment: request.assessment ?? null,
      decided: request.decided ?? null,
      decided_on: request.decidedOn ?? null,
      answer: request.answer ?? null,
      published_at: publishedOn === undefined ? null : instantOf(publishedOn, "10:00", act.city.config.zone),
      is_sample: true,
    })
    .execute();
}

export async function removeRequest(act: Act, requestId: string): Promise<void> {
  await tables(act.tx).deleteFrom("plan.budget_request").where("id", "=", requestId).execute();
}

export type RequestChange = {
  readonly state?: RequestState;
  readonly asked?: number;
  readonly before?: number;
  readonly parts?: BudgetRequest["parts"];
  readonly reason?: string;
  readonly drafted_by?: string | null;
  readonly requested_by?: string | null;
  readonly assessed?: number | null;
  readonly assessment?: string | null;
  readonly assessed_by?: string | null;
  readonly decided?: number | null;
  readonly decided_on?: CivilDate | null;
  readonly answer?: string | null;
  readonly decided_by?: string | null;
  readonly published_by?: string | null;
  readonly published_at?: Date | null;
};

/** Changes a request; a step to another state leaves a row that stays. */
export async function storeRequest(
  act: Act,
  request: BudgetRequest,
  { parts, ...change }: RequestChange,
  comment?: string,
): Promise<void> {
  await tables(act.tx)
    .updateTable("plan.budget_request")
    .set({ ...change, ...(parts === undefined ? {} : { parts: JSON.stringify(parts) }) })
    .where("id", "=", request.id)
    .execute();
  if (change.state === undefined || change.state === request.state) return;
  await tables(act.tx)
    .insertInto("plan.request_step")
    .values({
      request_id: request.id,
      from_state: request.state,
      to_state: change.state,
      comment: comment ?? null,
      moved_by: personOf(act.actor) ?? null,
      moved_at: act.now,
    })
    .execute();
}

export type RequestStep = {
  readonly from: RequestState;
  readonly to: RequestState;
  readonly comment: string | undefined;
  readonly movedBy: string | undefined;
  readonly movedAt: Date;
};

/** The first step first. */
export async function listRequestSteps(db: Db | Tx, requestId: string): Promise<RequestStep[]> {
  const rows = await tables(db)
    .selectFrom("plan.request_step")
    .select(["from_state", "to_state", "comment", "moved_by", "moved_at"])
    .where("request_id", "=", requestId)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    from: row.from_state as RequestState,
    to: row.to_state as RequestState,
    comment: row.comment ?? undefined,
    movedBy: row.moved_by ?? undefined,
    movedAt: row.moved_at,
  }));
}

function select(db: Db | Tx) {
  return tables(db)
    .selectFrom("plan.budget_request as request")
    .innerJoin("plan.sheet as sheet", "sheet.id", "request.sheet_id")
    .leftJoin("plan.budget as spent", (join) =>
      join
        .onRef("spent.plan_id", "=", "request.plan_id")
        .onRef("spent.project_code", "=", "request.project_code")
        .onRef("spent.year", "=", "request.year")
        .on("spent.stage", "=", "settled"),
    )
    .selectAll("request")
    .select(["sheet.section_id", "spent.total as settled"])
    .orderBy("request.year", "desc")
    .orderBy("request.project_code");
}

type RequestRow = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];

function requestOf(row: RequestRow): StoredRequest {
  return {
    id: row.id,
    sheetId: row.sheet_id,
    planId: row.plan_id,
    project: row.project_code,
    year: row.year,
    state: row.state,
    asked: row.asked,
    before: row.before,
    parts: row.parts as BudgetRequest["parts"],
    reason: row.reason,
    assessed: row.assessed ?? undefined,
    assessment: row.assessment ?? undefined,
    decided: row.decided ?? undefined,
    decidedOn: row.decided_on ?? undefined,
    answer: row.answer ?? undefined,
    publishedAt: row.published_at ?? undefined,
    settled: row.settled ?? undefined,
    isSample: row.is_sample,
    draftedBy: row.drafted_by ?? undefined,
    requestedBy: row.requested_by ?? undefined,
    assessedBy: row.assessed_by ?? undefined,
    decidedBy: row.decided_by ?? undefined,
    publishedBy: row.published_by ?? undefined,
    sectionId: row.section_id ?? undefined,
  };
}

function withoutHands(request: StoredRequest): BudgetRequest {
  const { draftedBy, requestedBy, assessedBy, decidedBy, publishedBy, sectionId, ...open } = request;
  return open;
}
