import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import { type FigureBox, figureRow, verdictBox } from "../../../../ui/index.ts";
import { formatFigure } from "../../rules/number.ts";
import type { PlanHead } from "../../store/plan.ts";
import type { IndicatorDefinition } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";
import { figureOrigin, judgementOrigin, readingOrigin } from "./figure-origin.ts";
import { indicatorChart } from "./indicator-chart.ts";
import type { IndicatorFacts } from "./indicator-facts.ts";
import { indicatorPath, planPath, say, sayTarget, sayVerdict, sayWords, sayYear } from "./words.ts";

/** One indicator in full: the verdict as a sentence, four figures, the chart with its table, and where all of it comes from. */
export function indicatorBlock(view: View, plan: PlanHead, facts: IndicatorFacts, options: { heading: boolean }): Html {
  const { t } = view;
  const { definition, published, reading } = facts;
  const latest = published.at(-1);
  const id = `indicator-${definition.id}`;
  const heading = html`<h2 id="${id}"><a href="${indicatorPath(plan.id, definition.id)}">${say(t, definition.name)}</a></h2>`;
  const body = html`${verdictOf(view, facts)}${figures(view, facts)}${indicatorChart(view, facts)}${latest && figureOrigin(view, facts, latest)}${reading && readingOrigin(view, definition, reading)}${latest && judgementOrigin(view, latest, `${planPath(plan.id)}/rules`)}`;
  if (!options.heading) return html`<div class="indicator stack">${body}</div>`;
  return html`<section class="indicator stack" aria-labelledby="${id}">${heading}${body}</section>`;
}

function verdictOf({ t }: View, { definition, published }: IndicatorFacts): Html {
  const latest = published.at(-1);
  if (latest === undefined) {
    return verdictBox({ verdict: "unknown", word: sayVerdict(t, "unknown"), words: t("plan.indicator.not-published") });
  }
  const finding = latest.achievement.finding.map((words) => sayWords(t, words));
  const note = latest.verdict === "unknown" && definition.feed.note && html` ${say(t, definition.feed.note)}`;
  return verdictBox({ verdict: latest.verdict, word: sayVerdict(t, latest.verdict), words: html`${finding}${note}` });
}

function figures(view: View, { definition, published, reading }: IndicatorFacts): Html {
  const { t, city } = view;
  const latest = published.at(-1);
  const none = t("plan.figure.none");
  const box = (label: Content, value: Decimal | undefined): FigureBox => ({
    label,
    none,
    ...(value === undefined
      ? { figure: undefined }
      : { figure: formatFigure(value, definition.decimals, t.locale), unit: say(t, definition.unit) }),
  });
  const labelled = (key: "baseline" | "actual" | "target", year: number) =>
    html`${t(`plan.figure.${key}`)}　${sayYear(t, year)}`;
  const counted =
    reading && formatDate(civilDateOf(reading.countedAt, city.config.zone), t.locale, { year: false, weekday: false });
  return figureRow([
    box(labelled("baseline", definition.baseline.year), definition.baseline.value),
    latest === undefined
      ? { label: t("plan.figure.actual"), figure: undefined, none }
      : box(labelled("actual", latest.year), latest.value),
    reading === undefined
      ? { label: t("plan.figure.now"), figure: undefined, none: t("plan.figure.not-counted") }
      : { ...box(html`${t("plan.figure.now")}　${counted}`, reading.value), isNow: true },
    target(view, definition, labelled("target", definition.target.year)),
  ]);
}

function target({ t }: View, definition: IndicatorDefinition, label: Content): FigureBox {
  const none = t("plan.figure.none");
  if (definition.target.rule === "reach") {
    return {
      label,
      none,
      figure: formatFigure(definition.target.value, definition.decimals, t.locale),
      unit: say(t, definition.unit),
    };
  }
  return { label, figure: undefined, none: sayTarget(t, definition) };
}
