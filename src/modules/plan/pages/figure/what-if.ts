import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { withoutRuby } from "../../../../kernel/i18n/translate.ts";
import { button, errorAt, notice, queryForm, selectField, table, textField } from "../../../../ui/index.ts";
import { fiscalYearAt, getFigureGround, getIndicatorIn } from "../../commands/figure/plan-ground.ts";
import { judge } from "../../rules/achievement/judge.ts";
import { getRuleSet, ruleSets } from "../../rules/rule-sets.ts";
import { textOf } from "../../rules/words.ts";
import { readWhatIf } from "../../schema/figure-what-if.ts";
import { listActuals } from "../../store/figure/figures.ts";
import type { Achievement } from "../../types/indicator.ts";
import { figurePage, yearsOf } from "./frame.ts";
import { cellText, figureText, nameOf, staffPath, verdictStatus, yearText } from "./words.ts";

type Params = { readonly plan: string; readonly indicator: string };

/** もし目標がちがったら: another target, other yearly targets or another rule set, judged on the same values. Saves nothing. */
export async function showWhatIf(view: View, { params, query }: { params: Params; query: FormValues }): Promise<Html> {
  const { t, city, now } = view;
  const ground = await getFigureGround(city.db, params.plan);
  const indicator = getIndicatorIn(ground, params.indicator);
  const ruleSetId = indicator.ruleSet ?? ground.plan.ruleSet;
  const read = readWhatIf(query, indicator, { ruleSet: ruleSetId, isRuleSet: (id) => ruleSets.has(id) });
  const problems: Problems = read.ok ? [] : read.problems;
  const actuals = (await listActuals(city.db, params.plan, [indicator.id])).get(indicator.id) ?? [];
  const years = yearsOf(ground.plan, fiscalYearAt(now, city.config.zone) - 1).toReversed();
  const rows = years.map((year) => ({
    year,
    actual: actuals.find((one) => one.year === year)?.value,
    now: judge(indicator, ground.plan, actuals, year, getRuleSet(ruleSetId)),
    then: read.ok ? judge(read.definition, ground.plan, actuals, year, getRuleSet(read.ruleSet)) : undefined,
  }));
  const last = rows.at(-1);
  return figurePage(view, {
    plan: ground.plan,
    side: "values",
    title: t.text("plan-figure.staff.what-if.title", { name: nameOf(indicator) }),
    problems,
    main: html`${notice({ word: t("plan-figure.staff.what-if.word"), title: t("plan-figure.staff.what-if.nothing-saved"), calm: true })}
<div class="split split--start">${asking(view, { indicator, ruleSetId, query, problems, path: staffPath(params.plan, "what-if", indicator.id) })}
<div class="stack">${comparison(view, indicator, rows)}${last?.then && steps(view, last.then)}
<p><a href="${staffPath(params.plan, "history", indicator.id)}">${t("plan-figure.staff.what-if.back")}</a></p></div></div>`,
  });
}

function asking(
  view: View,
  asked: {
    indicator: ReturnType<typeof getIndicatorIn>;
    ruleSetId: string;
    query: FormValues;
    problems: Problems;
    path: string;
  },
): Content {
  const { t } = view;
  const { indicator, ruleSetId, query, problems, path } = asked;
  const { target, baseline, milestones } = indicator;
  const between = Array.from(
    { length: Math.max(0, target.year - baseline.year - 1) },
    (_, at) => baseline.year + 1 + at,
  );
  const value = "value" in target ? target.value : "";
  const milestoneOf = (year: number) => milestones.find((one) => one.year === year)?.value ?? "";
  return queryForm({
    action: path,
    labelledBy: "asking",
    content: html`<h2 id="asking">${t("plan-figure.staff.what-if.asking")}</h2>
${textField({ t, name: "target", label: t("plan-figure.staff.what-if.target", { year: yearText(view, target.year) }), size: "s", value: "target" in query ? typed(query, "target") : cellText(value), error: errorAt(t, problems, "target") })}
${
  between.length > 0 &&
  html`<fieldset class="stack-s" aria-describedby="milestones-hint"><legend class="field__label">${t("plan-figure.staff.what-if.milestones")}</legend><p class="field__hint" id="milestones-hint">${t("plan-figure.staff.what-if.milestones-hint")}</p>${between.map(
    (year) =>
      textField({
        t,
        name: `m.${year}`,
        label: yearText(view, year),
        size: "s",
        value: `m.${year}` in query ? typed(query, `m.${year}`) : milestoneOf(year),
        error: errorAt(t, problems, `m.${year}`),
      }),
  )}</fieldset>`
}
${selectField({ t, name: "rules", label: t("plan-figure.staff.what-if.rules"), options: [...ruleSets.values()].map(({ id, name }) => ({ value: id, label: withoutRuby(localText(name, "ja")) })), value: typed(query, "rules") || ruleSetId })}
${button({ label: t("plan-figure.staff.what-if.send") })}`,
  });
}

type Row = {
  readonly year: number;
  readonly actual: string | undefined;
  readonly now: Achievement;
  readonly then: Achievement | undefined;
};

function comparison(view: View, indicator: ReturnType<typeof getIndicatorIn>, rows: readonly Row[]): Content {
  const { t } = view;
  const judged = ({ verdict, grade, expected }: Achievement) =>
    html`${verdictStatus(view, verdict)}${grade && grade.ja !== t.text(`plan-figure.staff.verdict.${verdict}`) && html` <span class="note">${withoutRuby(localText(grade, "ja"))}</span>`}${expected !== undefined && html`<br><span class="note">${t("plan-figure.staff.what-if.expected", { value: figureText(view, indicator, expected, { isPath: true }) })}</span>`}`;
  return table<Row>({
    caption: t("plan-figure.staff.what-if.caption"),
    columns: [
      { label: t("plan-figure.staff.column.year"), head: true, cell: ({ year }) => yearText(view, year) },
      {
        label: t("plan-figure.staff.column.value"),
        number: true,
        cell: ({ actual }) => html`<span class="nowrap">${figureText(view, indicator, actual)}</span>`,
      },
      { label: t("plan-figure.staff.what-if.now"), cell: ({ now }) => judged(now) },
      { label: t("plan-figure.staff.what-if.then"), cell: ({ then }) => then && judged(then) },
    ],
    rows,
    isNow: ({ now, then }) => then !== undefined && then.verdict !== now.verdict,
  });
}

/** Every step of the last year's judgement, as the public page would show it. */
function steps({ t }: View, { steps: list, finding }: Achievement): Content {
  return html`<h2>${t("plan-figure.staff.what-if.steps")}</h2><p>${finding.map((words) => textOf(t, words)).join("")}</p><ol class="bullets">${list.map((words) => html`<li>${textOf(t, words)}</li>`)}</ol>`;
}
