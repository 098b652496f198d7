import { sql } from "kysely";
import type { Db } from "../../../../kernel/db/types.ts";
import { listSections } from "../../../identity/index.ts";
import type { ReportContent, ReportSheet } from "../../documents/report-content.ts";
import { formOf } from "../../rules/evaluation/fields.ts";
import { ruleSets } from "../../rules/rule-sets.ts";
import type { BudgetRequest } from "../../types/budget.ts";
import type { Round, SheetFigures } from "../../types/evaluation.ts";
import { listPublicRequests } from "../budget.ts";
import { findRoundOfYear } from "../evaluation/rounds.ts";
import { listPublished } from "../figure.ts";
import { findPlan, listIndicators, listNodes, listProjects } from "../plan.ts";
import { listCityAnswers, listVerdicts } from "../review.ts";
import { listPublishedSheets, type PublishedSheet } from "../sheet.ts";

const noFigures: SheetFigures = { indicators: [], cost: [], staff: [], projects: [] };

/** One published sheet with what was said of it, or undefined. */
export async function findReportSheet(
  db: Db,
  planId: string,
  year: number,
  subject: string,
): Promise<ReportSheet | undefined> {
  const sheets = await listPublishedSheets(db, planId, { subject, year });
  return (await withVoices(db, planId, year, sheets))[0];
}

/** All published sheets of a year, measures first, in the plan's order. */
export async function listReportSheets(db: Db, planId: string, year: number): Promise<readonly ReportSheet[]> {
  return withVoices(db, planId, year, await listPublishedSheets(db, planId, { year }));
}

/** The city's sections by id: a sheet names the section, and nobody in it. */
export async function listSectionNamesById(db: Db): Promise<ReadonlyMap<string, string>> {
  return new Map((await listSections(db)).map(({ id, name }) => [id, name]));
}

/** All that a year's report says, in a fixed number of queries however large the plan is. */
export async function readReport(
  db: Db,
  planId: string,
  year: number,
  publishedAt: Date,
): Promise<ReportContent | undefined> {
  const plan = await findPlan(db, planId);
  if (plan === undefined) return undefined;
  const [nodes, indicators, figures, published, projects, sectionNames, samples] = await Promise.all([
    listNodes(db, planId),
    listIndicators(db, planId),
    listPublished(db, planId),
    listPublishedSheets(db, planId, { year }),
    listProjects(db, planId),
    listSectionNamesById(db),
    hasSampleFigures(db, planId, year),
  ]);
  const sheets = await withVoices(db, planId, year, published);
  const used = new Set([plan.ruleSet, ...indicators.flatMap(({ ruleSet }) => ruleSet ?? [])]);
  return {
    plan,
    year,
    nodes,
    indicators,
    published: Map.groupBy(
      figures.filter((figure) => figure.year <= year),
      ({ indicatorId }) => indicatorId,
    ),
    sheets,
    servedBy: new Map(projects.map(({ code, node }) => [code, node])),
    ruleSets: [...used].flatMap((id) => ruleSets.get(id) ?? []),
    sectionNames,
    publishedAt,
    sample: plan.sample || samples || sheets.some(({ isSample }) => isSample),
  };
}

async function withVoices(
  db: Db,
  planId: string,
  year: number,
  sheets: readonly PublishedSheet[],
): Promise<readonly ReportSheet[]> {
  if (sheets.length === 0) return [];
  const ids = sheets.map(({ id }) => id);
  const [round, verdicts, answers, requests] = await Promise.all([
    findRoundOfYear(db, planId, year),
    listVerdicts(db, ids),
    listCityAnswers(db, ids),
    listPublicRequests(db, planId, ids.length === 1 ? { sheetId: ids[0] } : {}),
  ]);
  if (round === undefined) return [];
  const ofSheet = Map.groupBy(requests, ({ sheetId }) => sheetId);
  return sheets.map((sheet) => ({
    ...voicesOf(sheet, round, ofSheet.get(sheet.id) ?? []),
    verdict: verdicts.get(sheet.id),
    answer: answers.get(sheet.id),
  }));
}

function voicesOf(sheet: PublishedSheet, round: Round, requests: readonly BudgetRequest[]) {
  const { id, kind, subject, title, sectionId, answers, publishedAt, isSample } = sheet;
  const form = formOf(round, sheet);
  const figures = { ...noFigures, ...sheet.frozen };
  return { id, kind, subject, title, sectionId, form, answers, figures, publishedAt, isSample, requests };
}

async function hasSampleFigures(db: Db, planId: string, year: number): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (
      select from plan.published_figure as published join plan.figure as figure on figure.id = published.figure_id
      where published.plan_id = ${planId} and published.year = ${year}::int and published.replaced_by is null
        and figure.is_sample
    ) as found
  `.execute(db);
  return rows[0]?.found ?? false;
}
