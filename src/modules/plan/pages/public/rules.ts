import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { table } from "../../../../ui/index.ts";
import { getRuleSet } from "../../rules/rule-sets.ts";
import { listIndicators } from "../../store/plan.ts";
import type { RuleSet } from "../../types/rule-set.ts";
import { getPlan, planPage, planTabs } from "./frame.ts";
import { indicatorPath, say, sayVerdict } from "./words.ts";

/** 判定の決まり: how 順調, おくれ and 測れない are decided, by which rule sets, and whose they are. */
export async function showRules(view: View, { params }: { params: { plan: string } }): Promise<Html> {
  const { t, city } = view;
  const plan = await getPlan(view, params.plan);
  const indicators = await listIndicators(city.db, plan.id);
  const others = [...new Set(indicators.flatMap(({ ruleSet }) => ruleSet ?? []))].filter((id) => id !== plan.ruleSet);
  const usedBy = (id: string): Content => {
    const of = indicators.filter(({ ruleSet }) => ruleSet === id);
    return html`${of.slice(0, 10).map(({ id: indicator, name }) => html`<li><a href="${indicatorPath(plan.id, indicator)}">${say(t, name)}</a></li>`)}`;
  };
  const verdicts = (["good", "late", "unknown"] as const).map(
    (verdict) => html`<div><dt>${sayVerdict(t, verdict)}</dt><dd>${t(`plan.rules.${verdict}`)}</dd></div>`,
  );
  return planPage(view, plan, {
    title: t.text("plan.rules.title"),
    crumbs: [{ label: t("plan.rules.title") }],
    main: html`<div class="head"><h1>${t("plan.rules.title")}</h1><p class="lead">${t("plan.rules.lead")}</p></div>${planTabs(view, plan, "rules")}
<div class="stack-l plan-below"><section class="section" aria-labelledby="words"><h2 id="words">${t("plan.rules.words")}</h2><dl class="summary summary--plain">${verdicts}</dl></section>
<section class="section" aria-labelledby="path"><h2 id="path">${t("plan.rules.path")}</h2><p>${t("plan.rules.path-words")}</p><p>${t("plan.rules.no-percent")}</p></section>
${ruleSection(view, getRuleSet(plan.ruleSet), t("plan.rules.of-plan"))}
${others.map((id) => ruleSection(view, getRuleSet(id), html`${t("plan.rules.of-some")}<ul class="bullets">${usedBy(id)}</ul>`))}</div>`,
  });
}

type Grade = RuleSet["grades"][number];

function ruleSection(view: View, ruleSet: RuleSet, used: Content): Html {
  const { t } = view;
  const { id, name, source, measure, grades, reached, met, notMet } = ruleSet;
  const unit = measure === "pace" ? "" : measure === "pace-points" ? t("plan.rules.points") : "%";
  const from = ({ atLeast, above }: Grade) =>
    atLeast !== undefined
      ? t("plan.rules.at-least", { value: `${atLeast}${unit}` })
      : above !== undefined
        ? t("plan.rules.above", { value: `${above}${unit}` })
        : t("plan.rules.rest");
  return html`<section class="section" aria-labelledby="rule-${id}"><h2 id="rule-${id}">${say(t, name)}</h2><div>${used}</div><p>${t(`plan.rules.measure-${measure}`)}</p>
${table<Grade>({
  caption: t("plan.rules.grades"),
  captionHidden: true,
  rows: grades,
  columns: [
    { label: t("plan.rules.grade"), head: true, cell: ({ grade }) => say(t, grade) },
    { label: t("plan.rules.from"), cell: from },
    { label: t("plan.verdict.label"), cell: ({ verdict }) => sayVerdict(t, verdict) },
  ],
})}
<p class="small">${reached && html`${t("plan.rules.reached")}「${say(t, reached)}」。`}${t("plan.rules.met")}「${say(t, met)}」／「${say(t, notMet)}」。</p><p class="small">${t("plan.rules.source")}　${source}</p></section>`;
}
