import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { wallTimeOf } from "../../../../kernel/time/instant.ts";
import { formatWallTime } from "../../../../kernel/time/wall-time.ts";
import { origin } from "../../../../ui/index.ts";
import { decimalsFor, formatFigure, withUnit } from "../../rules/number.ts";
import type { PublishedFigure, Recount } from "../../store/figure.ts";
import type { Figure, Reading } from "../../types/figure.ts";
import type { IndicatorDefinition } from "../../types/indicator.ts";
import { dayText, sayDay } from "./frame.ts";
import type { IndicatorFacts } from "./indicator-facts.ts";
import { figureWithUnit, say, sayWords, sayYear, yearInside } from "./words.ts";

/** Where the published figure comes from: rule, counts, register, time, who approved it. */
export function figureOrigin(view: View, facts: IndicatorFacts, published: PublishedFigure): Content {
  const { t } = view;
  const { definition, approvers } = facts;
  const figure = facts.figures.get(published.figureId ?? "");
  if (figure === undefined || published.value === undefined) return undefined;
  const recount = facts.recounts.findLast(({ year }) => year === published.year);
  const approver = figure.decidedBy === undefined ? undefined : approvers.get(figure.decidedBy);
  const parts = (label: "numerator" | "denominator", value: string | undefined) =>
    value === undefined
      ? []
      : [{ label: t(`plan.origin.${label}`), value: formatFigure(value, decimalsFor(value, 0), t.locale) }];
  return origin(t, {
    title: t("plan.origin.title", {
      figure: `${t.text("plan.figure.actual")} ${figureWithUnit(t, definition, published.value)}`,
    }),
    rule: figure.rule,
    ...sumOf(view, definition, figure),
    facts: [
      { label: t("plan.origin.year"), value: sayYear(t, published.year) },
      ...parts("numerator", figure.numerator),
      ...parts("denominator", figure.denominator),
      { label: t("plan.origin.how"), value: t(`plan.origin.by-${figure.origin}`) },
      { label: t("plan.origin.source"), value: figure.source },
      { label: t("plan.origin.counted"), value: sayMoment(view, figure.countedAt) },
      {
        label: t("plan.origin.approved"),
        value:
          approver !== undefined
            ? t("plan.origin.approved-by", { section: approver })
            : t(figure.sample ? "plan.origin.approved-sample" : "plan.origin.approved-machine"),
      },
      { label: t("plan.origin.certainty"), value: t(`plan.origin.${figure.certainty}`) },
      { label: t("plan.origin.published"), value: sayDay(view, published.publishedAt) },
    ],
    below: html`${figure.sample && html`<strong>${t("plan.origin.sample")}</strong> `}${figure.note}${recount && recounted(view, definition, published, recount)}`,
  });
}

/** 今の数: what the register says today. Not judged. */
export function readingOrigin(view: View, definition: IndicatorDefinition, reading: Reading): Html {
  const { t } = view;
  const parts = (label: "numerator" | "denominator", value: string | undefined) =>
    value === undefined
      ? []
      : [{ label: t(`plan.origin.${label}`), value: formatFigure(value, decimalsFor(value, 0), t.locale) }];
  return origin(t, {
    title: t("plan.origin.title", {
      figure: `${t.text("plan.figure.now")} ${figureWithUnit(t, definition, reading.value)}`,
    }),
    rule: say(t, definition.rule),
    facts: [
      ...parts("numerator", reading.numerator),
      ...parts("denominator", reading.denominator),
      { label: t("plan.origin.how"), value: t("plan.origin.by-metric") },
      { label: t("plan.origin.counted"), value: sayMoment(view, reading.countedAt) },
      { label: t("plan.origin.certainty"), value: t("plan.origin.now") },
    ],
    below: definition.feed.note && say(t, definition.feed.note),
  });
}

/** 「おくれ」と判定した決まり: each step, in order. */
export function judgementOrigin(view: View, published: PublishedFigure, rulesHref: string): Html {
  const { t } = view;
  const { achievement } = published;
  return origin(t, {
    title: t("plan.origin.judged", { verdict: t.marked(`plan.verdict.${published.verdict}`) }),
    rule: achievement.grade
      ? t("plan.origin.grade", { grade: { marked: achievement.grade[t.locale] ?? achievement.grade.ja } })
      : t("plan.origin.no-grade"),
    steps: achievement.steps.map((step) => sayWords(t, step)),
    below: html`<a href="${rulesHref}">${t("plan.tabs.rules")}</a>`,
  });
}

function sumOf({ t }: View, definition: IndicatorDefinition, { counts, value }: Figure) {
  if (counts.length === 0) return {};
  const amount = (of: string, unit: string | undefined) =>
    withUnit(formatFigure(of, decimalsFor(of, 0), t.locale), unit, t.locale);
  return {
    sum: {
      caption: t("plan.origin.sum"),
      lines: counts.map((count) => ({ label: count.label, figure: amount(count.amount, count.unit) })),
      total: { label: say(t, definition.name), figure: figureWithUnit(t, definition, value) },
    },
  };
}

function recounted(
  view: View,
  definition: IndicatorDefinition,
  { value, year }: PublishedFigure,
  recount: Recount,
): Html {
  const { t } = view;
  return html` ${t("plan.origin.recounted", {
    year: yearInside(t, year),
    published: value === undefined ? t.text("plan.figure.none") : figureWithUnit(t, definition, value),
    recounted: figureWithUnit(t, definition, recount.recounted),
    day: dayText(view, recount.recountedAt),
  })}`;
}

function sayMoment(view: View, at: Date): Html {
  return html`${sayDay(view, at)}　${formatWallTime(wallTimeOf(at, view.city.config.zone), view.t.locale)}`;
}
