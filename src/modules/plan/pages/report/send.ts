import type { Answer } from "../../../../kernel/http/answer.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { withoutRuby } from "../../../../kernel/i18n/translate.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import { renderReport } from "../../documents/report.ts";
import { renderSheet } from "../../documents/sheet.ts";
import { writeReportWorkbook } from "../../documents/workbook.ts";
import { formOf } from "../../rules/evaluation/fields.ts";
import { findPlan } from "../../store/plan.ts";
import { findDraft, findReportSheet, listSectionNamesById } from "../../store/report.ts";
import { reportOf } from "./edition.ts";

type ReportParams = { readonly plan: string; readonly year: number };

/** One published sheet on paper. */
export async function sendSheet(
  view: View,
  { params }: { params: ReportParams & { readonly subject: string } },
): Promise<Answer> {
  const { city, locale, t } = view;
  const { plan: planId, year, subject } = params;
  const [plan, sheet] = await Promise.all([findPlan(city.db, planId), findReportSheet(city.db, planId, year, subject)]);
  if (plan === undefined || sheet === undefined) throw notFound();
  const sections = await listSectionNamesById(city.db);
  const bytes = await renderSheet({
    ...sheet,
    locale,
    year,
    city: cityName(view),
    plan: withoutRuby(localText(plan.title, locale)),
    section: sheet.sectionId && sections.get(sheet.sectionId),
    publishedOn: civilDateOf(sheet.publishedAt, city.config.zone),
    sample: sheet.isSample || plan.sample,
  });
  return pdf(t.text("plan-report.sheet.name", { year, code: subject }), bytes);
}

/** A sheet as it stands today, for staff: marked 下書き, with the fields that everybody will see. */
export async function sendDraft(view: View, { params }: { params: { readonly sheet: string } }): Promise<Answer> {
  const { city, locale, t } = view;
  const draft = await findDraft(city.db, params.sheet);
  if (draft === undefined) throw notFound();
  const { sheet, round, plan, figures } = draft;
  const sections = await listSectionNamesById(city.db);
  const bytes = await renderSheet({
    ...sheet,
    locale,
    year: round.year,
    city: cityName(view),
    plan: withoutRuby(localText(plan.title, locale)),
    section: sheet.sectionId && sections.get(sheet.sectionId),
    form: formOf(round, sheet),
    figures,
    publishedOn: undefined,
    // What others say of it is public with the sheet, not before.
    verdict: undefined,
    answer: undefined,
    requests: [],
    sample: sheet.isSample || plan.sample,
  });
  return pdf(t.text("plan-report.sheet.name", { year: round.year, code: sheet.subject }), bytes);
}

export async function sendReport(view: View, { params }: { params: ReportParams }): Promise<Answer> {
  const { city, locale, t } = view;
  const bytes = await reportOf(city, { ...params, locale, kind: "pdf" }, (content, publishedOn) =>
    renderReport({ locale, city: cityName(view), publishedOn, content }),
  );
  return pdf(t.text("plan-report.report.name", { year: params.year }), bytes);
}

export async function sendWorkbook(view: View, { params }: { params: ReportParams }): Promise<Answer> {
  const { city, locale, t } = view;
  const bytes = await reportOf(city, { ...params, locale, kind: "xlsx" }, (content) =>
    writeReportWorkbook(locale, content),
  );
  return {
    kind: "file",
    name: `${t.text("plan-report.report.name", { year: params.year })}.xlsx`,
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    bytes,
  };
}

function cityName({ city, locale }: View): string {
  return withoutRuby(localText(city.config.name, locale));
}

function pdf(name: string, bytes: Uint8Array): Answer {
  return { kind: "file", name: `${name}.pdf`, type: "application/pdf", bytes };
}
