import { localText } from "../../../kernel/i18n/locales.ts";
import type { Params, Translate } from "../../../kernel/i18n/translate.ts";
import { formatFiscalYear } from "../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import type { WordParam, WordParams, Words } from "../types/words.ts";
import { formatFigure, withUnit } from "./number.ts";

/** Words → plain text in the reader's language; `t.dynamic(words.key, paramsIn(t, words.params))` gives HTML with readings. */
export function textOf(t: Translate, words: Words): string {
  return t.dynamicText(words.key, paramsIn(t, words.params));
}

/** Sentences one after another: with a space between them where the language has spaces. */
export function textOfAll(t: Translate, sentences: readonly Words[]): string {
  return sentences.map((words) => textOf(t, words)).join(t.locale === "en" ? " " : "");
}

/** Names, days, fiscal years, figures and inner sentences put into the language of `t`. */
export function paramsIn(t: Translate, params: WordParams): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, paramIn(t, value)]));
}

function paramIn(t: Translate, value: WordParam): Params[string] {
  if (typeof value === "string" || typeof value === "number") return value;
  if ("key" in value) return t.marked(value.key, paramsIn(t, value.params));
  if ("day" in value) return formatDate(value.day, t.locale, { weekday: false });
  if ("year" in value) return yearIn(t, value.year);
  if ("figure" in value) {
    const figure = formatFigure(value.figure, value.decimals, t.locale);
    // A unit is a city's text and may carry its reading: 人《にん》.
    return { marked: withUnit(figure, value.unit, t.locale) };
  }
  return { marked: localText(value, t.locale) };
}

function yearIn(t: Translate, year: number): Params[string] {
  const text = formatFiscalYear(year, t.locale);
  return t.locale === "ja-easy" ? { marked: text.replace("年度", "年度《ねんど》") } : text;
}
