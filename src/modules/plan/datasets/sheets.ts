import type { City } from "../../../kernel/city.ts";
import type { DatasetDefinition, DatasetRow } from "../../../kernel/dataset/types.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import type { ReportSheet } from "../documents/report-content.ts";
import { textOfField } from "../documents/sheet-blocks.ts";
import { listFields } from "../rules/evaluation/fields.ts";
import { listPublishedYears, listReportSheets } from "../store/report.ts";
import { directions } from "../types/evaluation.ts";
import { column, planColumn, sampleColumn } from "./columns.ts";

export const sheets: DatasetDefinition = {
  name: "plan.sheets",
  title: { ja: "評価シート", en: "Evaluation sheets", "ja-easy": "計画《けいかく》の評価《ひょうか》" },
  description: {
    ja: "公表した評価シートの文です。1行が、1枚のシートの1つの項目です。外部評価委員会の判定と意見、市の答え、予算の答えも行になります。書いた人や委員の名前は、入っていません。",
    en: "The words of published evaluation sheets, one field of one sheet in a row. The outside reviewers' verdict and words, the city's answer and the budget's answer are rows too. Names of writers and reviewers are not in it.",
    "ja-easy": "計画《けいかく》の評価《ひょうか》の表《ひょう》です。",
  },
  licence: "CC-BY-4.0",
  columns: [
    ...planColumn,
    column("year", "integer", "評価した年度", "Fiscal year that is evaluated"),
    column("kind", "text", "measureは施策、projectは事務事業", "measure or project"),
    column("subject", "text", "施策か事業の番号", "Code of the measure or project"),
    column("title", "text", "シートの名前", "Title of the sheet, in Japanese"),
    column("field", "text", "項目の記号", "Id of the field"),
    column("label", "text", "項目の名前", "Name of the field, in Japanese"),
    column("text", "text", "書かれたこと", "What was written, in Japanese"),
    column("published_at", "instant", "公表した時", "When it was published"),
    ...sampleColumn,
  ],
  async *rows(city: City) {
    for (const { planId, year } of await listPublishedYears(city.db)) {
      for (const sheet of await listReportSheets(city.db, planId, year)) {
        for (const { field, label, text } of linesOf(sheet)) {
          yield {
            plan_id: planId,
            year,
            kind: sheet.kind,
            subject: sheet.subject,
            title: sheet.title,
            field,
            label,
            text,
            published_at: sheet.publishedAt.toISOString(),
            sample: sheet.isSample,
          } satisfies DatasetRow;
        }
      }
    }
  },
};

type Line = { readonly field: string; readonly label: string; readonly text: string };

/** The public fields with something in them, then what others said of the sheet. Figures have datasets of their own. */
export function linesOf({ form, answers, verdict, answer, requests }: ReportSheet): readonly Line[] {
  const t = translator("ja");
  const line = (field: string, key: string, text: string | undefined) =>
    text === undefined || text === "" ? [] : [{ field, label: t.dynamicText(key), text }];
  const own = listFields(form).flatMap((field) => {
    const typed = answers[field.id] ?? "";
    if (!field.isPublic || typed === "") return [];
    return [{ field: field.id, label: field.label.ja, text: textOfField(t, field, typed) }];
  });
  const votes = directions
    .flatMap((each) => {
      const count = verdict?.votes[each] ?? 0;
      return count === 0
        ? []
        : [t.text("plan-report.review.votes", { direction: t.text(`plan-report.direction.${each}`), count })];
    })
    .join("、");
  const approved = answer?.approvedAt === undefined ? undefined : answer;
  return [
    ...own,
    ...line(
      "review.verdict",
      "plan-report.review.title",
      verdict && t.text(`plan-report.direction.${verdict.verdict}`),
    ),
    ...line("review.votes", "plan-report.review.title", votes),
    ...line("review.comment", "plan-report.review.title", verdict?.comment),
    ...line("answer.stance", "plan-report.answer.title", approved && t.text(`plan-report.stance.${approved.stance}`)),
    ...line("answer.words", "plan-report.answer.title", approved?.words),
    ...(approved?.promises ?? []).flatMap(({ what, until }) =>
      line("answer.promise", "plan-report.answer.title", `${what}（${until}）`),
    ),
    ...requests.flatMap((request) => [
      ...line("budget.asked", "plan-report.budget.asked", String(request.asked)),
      ...line("budget.reason", "plan-report.budget.reason", request.reason),
      ...line("budget.decided", "plan-report.budget.decided", request.decided?.toString()),
      ...line("budget.answer", "plan-report.budget.answer", request.answer),
    ]),
  ];
}
