import { type Content, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { withoutRuby } from "../../../../kernel/i18n/translate.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { civilDateOf, wallTimeOf } from "../../../../kernel/time/instant.ts";
import { status } from "../../../../ui/index.ts";
import { decimalsFor, formatFigure, withUnit } from "../../rules/number.ts";
import type { IndicatorDefinition, Verdict } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";

export const staffPath = (planId: string, ...rest: readonly (string | number)[]) =>
  ["/staff/plan", planId, ...rest].join("/");

/** Names of a plan may carry readings, which staff do not need. */
export function nameOf({ name }: Pick<IndicatorDefinition, "name">): string {
  return withoutRuby(localText(name, "ja"));
}

/** 349人, or a dash: as the indicator is printed. `isPath`: a place on the way to the target, which may lie between. */
export function figureText(
  { locale }: View,
  { decimals, unit }: Pick<IndicatorDefinition, "decimals" | "unit">,
  value: Decimal | undefined,
  { isPath = false } = {},
): string {
  if (value === undefined) return "—";
  const digits = isPath ? decimalsFor(value, decimals) : decimals;
  return withoutRuby(withUnit(formatFigure(value, digits, locale), unit, locale));
}

/** One of the counts behind a value: 377, −23, with as many digits as were counted. */
export function countText({ locale }: View, amount: Decimal): string {
  return formatFigure(amount, decimalsFor(amount, 0), locale);
}

/** As it stands in a cell to be typed over: without unit and separators. */
export function cellText(value: Decimal | undefined): string {
  return value ?? "";
}

export function yearText({ locale }: View, year: number): string {
  return formatFiscalYear(year, locale);
}

export function atText({ city, locale }: View, at: Date): Content {
  return html`<time class="nowrap" datetime="${at.toISOString()}">${formatDate(civilDateOf(at, city.config.zone), locale, { weekday: false })} ${wallTimeOf(at, city.config.zone)}</time>`;
}

export function verdictStatus({ t }: View, verdict: Verdict): Content {
  return status(verdict, t(`plan-figure.staff.verdict.${verdict}`));
}

export function certaintyText({ t }: View, certainty: "provisional" | "final"): Content {
  return t(`plan-figure.staff.certainty.${certainty}`);
}
