import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import {
  button,
  buttonLink,
  errorAt,
  fileField,
  form,
  hidden,
  notice,
  page,
  radioField,
  table,
  textArea,
  tiles,
} from "../../../../ui/index.ts";
import { compareFile, type DifferenceRow, findFile, listDifference } from "../../store/budget.ts";
import { findPlan } from "../../store/plan.ts";
import { amount, filePath, importPath, rootPath, stageWords, yearOf } from "./words.ts";

const mostShown = 200;

type PlanInput = { params: { plan: string } };
type FileInput = { params: { plan: string; file: string } };
type Again = { values: FormValues; problems: Problems };

/** 取り込み, first step: a file is chosen and read. */
export async function showImport(view: View, { params }: PlanInput): Promise<Html> {
  return drawImport(view, params.plan, {}, noProblems);
}

export async function showImportAgain(view: View, { params, values, problems }: PlanInput & Again): Promise<Html> {
  return drawImport(view, params.plan, values, problems);
}

async function drawImport(view: View, planId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, locale } = view;
  const plan = await findPlan(city.db, planId);
  if (plan === undefined) throw notFound();
  const options = [
    { value: "", label: t("plan-budget.staff.import.unit-file") },
    { value: "yen", label: t("plan-budget.staff.import.unit-yen") },
    { value: "thousand", label: t("plan-budget.staff.import.unit-thousand") },
  ];
  return frame(view, planId, problems, [
    html`<div class="head"><h1>${t("plan-budget.staff.import.title")}</h1><p>${localText(plan.title, locale)}</p><p>${t("plan-budget.staff.import.lead")}</p></div>
<p>${t("plan-budget.staff.import.columns")}</p>
<p>${buttonLink({ label: t("plan-budget.staff.import.template"), href: `${importPath(planId)}/template.xlsx`, kind: "second", size: "small" })}</p>`,
    form(view, {
      action: importPath(planId),
      upload: true,
      content: html`${fileField({ t, name: "file", label: t("plan-budget.staff.import.file"), hint: html`${t("plan-budget.staff.import.file-hint")}${problems.length > 0 && html`　${t("plan-budget.staff.import.file-again")}`}`, need: "required", accept: ".xlsx,.csv,text/csv", error: errorAt(t, problems, "file") })}
${radioField({ t, name: "unit", label: t("plan-budget.staff.import.unit"), hint: t("plan-budget.staff.import.unit-hint"), options, chosen: [typed(values, "unit")], line: true, error: errorAt(t, problems, "unit") })}
<p>${button({ label: t("plan-budget.staff.import.read") })}</p>`,
    }),
  ]);
}

/** Second step: what would change, and the button that does it. */
export async function showFile(view: View, { params }: FileInput): Promise<Html> {
  return drawFile(view, params, {}, noProblems);
}

export async function showFileAgain(view: View, { params, values, problems }: FileInput & Again): Promise<Html> {
  return drawFile(view, params, values, problems);
}

async function drawFile(
  view: View,
  { plan, file: id }: FileInput["params"],
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city } = view;
  const file = await findFile(city.db, plan, id);
  if (file === undefined) throw notFound();
  const difference = await compareFile(city.db, plan, id);
  const rows = await listDifference(city.db, plan, id, mostShown);
  const { added, changed, unchanged, settledChanged, digest } = difference;
  const unit = t("plan-budget.staff.import.lines");
  const isApplied = file.appliedAt !== undefined;
  const isSame = added + changed === 0;
  const reason =
    settledChanged > 0 &&
    textArea({
      t,
      name: "reason",
      label: t("plan-budget.staff.import.reason"),
      hint: t("plan-budget.staff.import.reason-hint", { count: settledChanged }),
      need: "required",
      rows: 3,
      value: typed(values, "reason"),
      error: errorAt(t, problems, "reason"),
    });
  const other = buttonLink({
    label: t("plan-budget.staff.import.other"),
    href: importPath(plan),
    kind: "second",
    size: "small",
  });
  const apply = form(view, {
    action: filePath(plan, id),
    content: html`${hidden("digest", digest)}${reason}<p>${button({ label: t("plan-budget.staff.import.apply") })}</p>`,
  });
  return frame(view, plan, problems, [
    html`<div class="head"><h1>${t("plan-budget.staff.import.diff-title")}</h1><p>${file.name}</p></div>`,
    isApplied
      ? notice({ word: t("ui.done"), title: t("plan-budget.staff.import.was-applied"), calm: true })
      : tiles([
          { label: t("plan-budget.staff.import.added"), figure: amount(view, added), unit },
          { label: t("plan-budget.staff.import.changed"), figure: amount(view, changed), unit },
          { label: t("plan-budget.staff.import.unchanged"), figure: amount(view, unchanged), unit },
        ]),
    !isApplied && isSame && html`<p>${t("plan-budget.staff.import.same")}</p>`,
    !isApplied && !isSame && html`${differenceTable(view, rows, added + changed)}${apply}`,
    html`<p>${other}</p>`,
  ]);
}

function differenceTable(view: View, rows: readonly DifferenceRow[], count: number): Html {
  const { t } = view;
  const kinds = { added: t("plan-budget.staff.import.added"), changed: t("plan-budget.staff.import.changed") };
  return html`${count > rows.length && html`<p>${t("plan-budget.staff.import.diff-first", { shown: rows.length })}</p>`}${table<DifferenceRow>(
    {
      caption: t("plan-budget.staff.import.diff-caption"),
      rows,
      columns: [
        { label: t("plan-budget.staff.project"), head: true, cell: ({ project }) => project },
        { label: t("plan-budget.staff.year"), cell: ({ year }) => yearOf(view, year) },
        { label: t("plan-budget.staff.stage"), cell: ({ stage }) => t(stageWords[stage]) },
        { label: t("plan-budget.staff.import.kind"), cell: ({ kind }) => kinds[kind] },
        { label: t("plan-budget.staff.before"), number: true, cell: ({ before }) => amount(view, before) },
        { label: t("plan-budget.staff.after"), number: true, cell: ({ after }) => amount(view, after) },
      ],
    },
  )}`;
}

function frame(view: View, planId: string, problems: Problems, parts: readonly Content[]): Html {
  const { t } = view;
  return page(view, {
    title: t.text("plan-budget.staff.import.title"),
    area: "staff",
    crumbs: [
      { label: t("plan-budget.staff.title"), href: `${rootPath}?plan=${planId}` },
      { label: t("plan-budget.staff.import.title") },
    ],
    problems,
    main: html`<div class="stack-l">${parts}</div>`,
  });
}
