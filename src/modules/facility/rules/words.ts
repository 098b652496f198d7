import { type Locale, type LocalText, localText } from "../../../kernel/i18n/locales.ts";
import { type Params, type Translate, translator } from "../../../kernel/i18n/translate.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { formatWallTime } from "../../../kernel/time/wall-time.ts";
import type { Reason, WordParam, WordParams, Words } from "../types/words.ts";

/** Words → plain text in the reader's language; `t.dynamic(words.key, paramsIn(t, words.params))` gives HTML with readings. */
export function textOf(t: Translate, words: Words): string {
  return t.dynamicText(words.key, paramsIn(t, words.params));
}

/** Names, days, times and inner sentences put into the language of `t`. */
export function paramsIn(t: Translate, params: WordParams): Params {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, paramIn(t, value)]));
}

/** The same "no" as an error that a command throws; 409 where somebody was quicker or the moment is wrong, else 422. */
export function refusalOf(reason: Reason, locale: Locale): Refusal {
  return new Refusal(reason.code, {
    status: conflicts.has(reason.code) ? 409 : 422,
    ...(reason.field === undefined ? {} : { field: reason.field }),
    params: paramsIn(translator(locale), reason.params),
  });
}

const conflicts: ReadonlySet<string> = new Set([
  "facility.taken",
  "facility.hold-over",
  "facility.hold-extended-already",
  "facility.too-many-holds",
  "facility.too-many-unpaid",
  "facility.wrong-state",
  "facility.in-lottery",
  "facility.lottery-unsettled",
]);

function paramIn(t: Translate, value: WordParam): Params[string] {
  if (typeof value === "string" || typeof value === "number") return value;
  if ("key" in value) return t.marked(value.key, paramsIn(t, value.params));
  if ("day" in value) return formatDate(value.day, t.locale, { year: false });
  if ("time" in value) return formatWallTime(value.time, t.locale);
  return { marked: localText(value satisfies LocalText, t.locale) };
}
