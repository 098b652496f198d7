import type { Act } from "../../../../kernel/act.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import type { Db, Tx } from "../../../../kernel/db/types.ts";
import { notFound, Refusal } from "../../../../kernel/refusal.ts";
import { requireOwn } from "../../rules/budget/policy.ts";
import { findInitial, getRequestForUpdate, insertRequest, removeRequest, storeRequest } from "../../store/budget.ts";
import { findProject, listProjects, type StoredProject } from "../../store/plan.ts";
import { findRound, findSheet } from "../../store/sheet.ts";
import type { BudgetRequest } from "../../types/budget.ts";
import type { Round, Sheet } from "../../types/evaluation.ts";

/** A sheet from which money may be asked, and what is asked for. */
export type Asking = {
  readonly sheet: Sheet;
  readonly round: Round;
  /** A project's sheet: itself; a measure's sheet: all projects under it. */
  readonly projects: readonly StoredProject[];
  /** 評価した年度の翌々年度: 令和7年度 is evaluated in 令和8年度, and asks for 令和9年度. */
  readonly year: number;
};

export async function getAsking(db: Db | Tx, sheetId: string): Promise<Asking> {
  const sheet = await findSheet(db, sheetId);
  const round = sheet && (await findRound(db, sheet.roundId));
  if (sheet === undefined || round === undefined) throw notFound();
  const projects =
    sheet.kind === "measure"
      ? await listProjects(db, round.planId, { node: sheet.subject })
      : [await findProject(db, round.planId, sheet.subject)].flatMap((found) => found ?? []);
  return { sheet, round, projects, year: round.year + 2 };
}

/** Money is asked when the evaluation is done: this verdict led to this amount. */
export function isReadyToAsk({ state }: Sheet): boolean {
  return state === "final" || state === "published";
}

/** This year's initial budget, with which the request is compared; 0 for a project that has none yet. */
export async function amountBefore(db: Db | Tx, { round, year }: Asking, project: string): Promise<number> {
  return (await findInitial(db, round.planId, project, year - 1)) ?? 0;
}

export type RequestAnswers = Pick<BudgetRequest, "asked" | "parts" | "reason">;

export async function draftRequest(
  act: Act,
  input: RequestAnswers & { readonly sheetId: string; readonly project: string },
): Promise<{ id: string }> {
  const asking = await getAsking(act.tx, input.sheetId);
  const { sheet, round, projects, year } = asking;
  requireOwn(act.actor, "draft", [sheet.sectionId]);
  if (!isReadyToAsk(sheet)) throw new Refusal("plan.staff-request-too-early");
  if (!projects.some(({ code }) => code === input.project)) {
    throw new Refusal("plan.staff-request-project", { status: 422, field: "project" });
  }
  const before = await amountBefore(act.tx, asking, input.project);
  const { sheetId, project, asked, parts, reason } = input;
  checkParts(asked, before, parts);
  const draft = { sheetId, planId: round.planId, project, year, asked, before, parts, reason };
  const request = await insertRequest(act, draft);
  await audit(act, { what: "plan.request-drafted", subject: `request/${request.id}` });
  return request;
}

/** As long as it is a draft. Who changes it is who drafted it: the head who confirms must be another. */
export async function changeRequest(act: Act, input: RequestAnswers & { readonly requestId: string }): Promise<void> {
  const request = await getRequestForUpdate(act, input.requestId);
  const staff = requireOwn(act.actor, "draft", [request.sectionId]);
  if (request.state !== "drafted") throw new Refusal("plan.staff-request-handed-in");
  const before = await amountBefore(act.tx, await getAsking(act.tx, request.sheetId), request.project);
  const { asked, parts, reason } = input;
  checkParts(asked, before, parts);
  await storeRequest(act, request, { asked, parts, reason, before, drafted_by: staff.personId });
  await audit(act, { what: "plan.request-changed", subject: `request/${request.id}` });
}

export async function dropRequest(act: Act, { requestId }: { readonly requestId: string }): Promise<BudgetRequest> {
  const request = await getRequestForUpdate(act, requestId);
  requireOwn(act.actor, "draft", [request.sectionId]);
  if (request.state !== "drafted") throw new Refusal("plan.staff-request-handed-in");
  await removeRequest(act, requestId);
  await audit(act, { what: "plan.request-dropped", subject: `request/${requestId}` });
  return request;
}

function checkParts(asked: number, before: number, parts: RequestAnswers["parts"]): void {
  const sum = parts.reduce((total, { amount }) => total + amount, 0);
  if (parts.length === 0 || sum === asked - before) return;
  throw new Refusal("plan.staff-request-parts", {
    status: 422,
    field: "part-amount-1",
    params: { sum: yen(sum), change: yen(asked - before) },
  });
}

const yen = (amount: number) => `${amount < 0 ? "−" : ""}${Math.abs(amount).toLocaleString("en-US")}`;
