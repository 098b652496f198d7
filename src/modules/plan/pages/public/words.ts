import type { Content, Html } from "../../../../kernel/html.ts";
import { html } from "../../../../kernel/html.ts";
import { type LocalText, localText } from "../../../../kernel/i18n/locales.ts";
import { type Translate, withoutRuby, withRuby } from "../../../../kernel/i18n/translate.ts";
import { formatFiscalYearWithReading } from "../../../../kernel/time/fiscal-year.ts";
import { formatFigure, withUnit } from "../../rules/number.ts";
import { paramsIn } from "../../rules/words.ts";
import type { IndicatorDefinition, Verdict } from "../../types/indicator.ts";
import type { PlanLevel } from "../../types/plan.ts";
import type { Decimal, Words } from "../../types/words.ts";

/** A text of a plan in the reader's language, with readings. */
export function say(t: Translate, text: LocalText): Html {
  return withRuby(localText(text, t.locale));
}

/** The same for attributes, titles and options. */
export function plain(t: Translate, text: LocalText): string {
  return withoutRuby(localText(text, t.locale));
}

/** A text that goes into a message, with its readings. */
export function inside(t: Translate, text: LocalText): { readonly marked: string } {
  return { marked: localText(text, t.locale) };
}

export function sayWords(t: Translate, words: Words): Html {
  return t.dynamic(words.key, paramsIn(t, words.params));
}

/** 令和7年度, with its reading in やさしい日本語. */
export function yearInside(t: Translate, year: number): string | { readonly marked: string } {
  const text = formatFiscalYearWithReading(year, t.locale);
  return t.locale === "ja-easy" ? { marked: text } : text;
}

export function sayYear(t: Translate, year: number): Html {
  return withRuby(formatFiscalYearWithReading(year, t.locale));
}

/** 349人, −0.58%, in text. */
export function figureWithUnit(
  t: Translate,
  { unit, decimals }: Pick<IndicatorDefinition, "unit" | "decimals">,
  value: Decimal,
): string {
  return withUnit(formatFigure(value, decimals, t.locale), withoutRuby(localText(unit, t.locale)), t.locale);
}

/** The same where it is drawn; without a value it says so. */
export function sayFigure(
  t: Translate,
  definition: Pick<IndicatorDefinition, "unit" | "decimals">,
  value: Decimal | undefined,
): Content {
  if (value === undefined) return t("plan.figure.none");
  return html`<span class="nowrap">${figureWithUnit(t, definition, value)}</span>`;
}

export function sayVerdict(t: Translate, verdict: Verdict): Html {
  return t(`plan.verdict.${verdict}`);
}

/** What a target asks for, in words: 450人, 90.0%以下, 10人から20人. */
export function sayTarget(t: Translate, definition: IndicatorDefinition): Html {
  const { target } = definition;
  if (target.rule === "text") return say(t, target.text);
  const value = figureWithUnit(t, definition, target.value);
  if (target.rule === "range")
    return t("plan.target.range", { value, upper: figureWithUnit(t, definition, target.upper) });
  return target.rule === "at-least" || target.rule === "at-most" || target.rule === "keep"
    ? t(`plan.target.${target.rule}`, { value })
    : html`${value}`;
}

/** 順調 2、おくれ 1: only what there is. */
export function sayTally(t: Translate, tally: Readonly<Record<Verdict, number>>): Content {
  const said = (["good", "late", "unknown"] as const).filter((verdict) => tally[verdict] > 0);
  if (said.length === 0) return t("plan.tally.none");
  return said.map(
    (verdict, at) =>
      html`${at > 0 && t("plan.comma")}<span class="nowrap">${sayVerdict(t, verdict)} ${tally[verdict]}</span>`,
  );
}

export function levelName(t: Translate, levels: readonly PlanLevel[], id: string): Html {
  const level = levels.find((each) => each.id === id);
  return level === undefined ? html`` : say(t, level.name);
}

export const planPath = (planId: string) => `/plans/${planId}`;
export const partPath = (planId: string, code: string) => `/plans/${planId}/parts/${code}`;
export const indicatorPath = (planId: string, id: string) => `/plans/${planId}/indicators/${id}`;
export const projectPath = (planId: string, code: string) => `/plans/${planId}/projects/${code}`;
export const yearPath = (planId: string, year: number) => `/plans/${planId}/evaluations/${year}`;
