import { type Html, html } from "../../../../kernel/html.ts";
import type { Answer } from "../../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { button, buttonLink, errorAt, fileField, form, page, radioField } from "../../../../ui/index.ts";
import { writeAnswerTable } from "../../documents/answer-table.ts";
import { findRound, listSheets } from "../../store/sheet.ts";
import type { Sheet } from "../../types/evaluation.ts";
import { roundPath, roundsPath, yearOf } from "../evaluation/words.ts";

type RoundInput = { readonly params: { readonly round: string } };

/** シートの文を、Excelからまとめて入れる. */
export function showAnswers(view: View, { params }: RoundInput): Promise<Html> {
  return draw(view, params.round, {}, noProblems);
}

export function showAnswersAgain(
  view: View,
  { params, values, problems }: RoundInput & { values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.round, values, problems);
}

async function draw(view: View, roundId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city } = view;
  const round = await findRound(city.db, roundId);
  if (round === undefined) throw notFound();
  const kinds = (["measure", "project"] as const).map((value) => ({
    value,
    label: t(`plan-report.sheet.kind.${value}`),
  }));
  const title = t("plan-report.staff.answers.title");
  return page(view, {
    title: t.text("plan-report.staff.answers.title"),
    area: "staff",
    crumbs: [
      { label: t("plan-evaluation.menu.evaluation"), href: roundsPath },
      { label: html`${yearOf(view, round)}`, href: roundPath(roundId) },
      { label: title },
    ],
    problems,
    main: html`<div class="stack-l"><div class="head"><h1>${title}</h1><p>${t("plan-report.staff.answers.lead")}</p></div>
<p class="row">${kinds.map(({ value, label }) => buttonLink({ label: html`${label}${t("plan-report.staff.answers.template")}`, href: roundPath(roundId, "answers", `${value}.xlsx`), kind: "second", size: "small" }))}</p>
${form(view, {
  action: roundPath(roundId, "answers"),
  upload: true,
  content: html`${radioField({ t, name: "kind", label: t("plan-report.staff.answers.kind"), options: kinds, chosen: [typed(values, "kind") || "measure"], line: true, error: errorAt(t, problems, "kind") })}
${fileField({ t, name: "file", label: t("plan-report.staff.answers.file"), hint: t("plan-report.staff.answers.hint"), need: "required", accept: ".xlsx,.csv,text/csv", error: errorAt(t, problems, "file") })}
<p>${button({ label: t("plan-report.staff.answers.do") })}</p>`,
})}</div>`,
  });
}

export async function sendAnswerTable(
  { t, city }: View,
  { params }: { params: { readonly round: string; readonly kind: Sheet["kind"] } },
): Promise<Answer> {
  const round = await findRound(city.db, params.round);
  if (round === undefined) throw notFound();
  const sheets = (await listSheets(city.db, round.id)).filter(({ kind }) => kind === params.kind);
  return {
    kind: "file",
    name: `${t.text("plan-report.staff.answers.name", { year: round.year })}.xlsx`,
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    bytes: await writeAnswerTable(round.forms[params.kind], sheets),
  };
}
