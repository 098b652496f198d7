import { localText } from "../../../../../kernel/i18n/locales.ts";
import { messages } from "../../../../../kernel/i18n/messages.ts";
import { type Translate, withoutRuby } from "../../../../../kernel/i18n/translate.ts";

export const ordinancesPath = "/staff/ordinances";
export const newOrdinancePath = `${ordinancesPath}/new`;
export const ordinancePath = (id: string): string => `${ordinancesPath}/${id}`;

/** The Japanese word for a field of an ordinance file, or its own name. */
export function fieldWord(t: Translate, field: string): string {
  const key = `facility.staff.ordinance.field.${field.toLowerCase()}`;
  return Object.hasOwn(messages.ja, key) ? t.dynamicText(key) : field;
}

/** A value of a file as a person reads it: 人数 10、曜日 土曜日・日曜日. */
export function sayValue(t: Translate, value: unknown): string {
  if (value === undefined || value === null) return "—";
  if (typeof value === "boolean") return t.text(value ? "facility.answer.yes" : "facility.answer.no");
  if (typeof value === "number") return value.toLocaleString("ja");
  if (typeof value === "string") return sayWord(t, value);
  if (Array.isArray(value))
    return value.length === 0 ? "—" : value.map((one) => sayValue(t, one)).join(t.text("facility.rules.and"));
  if ("ja" in (value as object)) return withoutRuby(localText(value as { ja: string }, "ja"));
  return Object.entries(value as object)
    .map(([field, inner]) => `${fieldWord(t, field)} ${sayValue(t, inner)}`)
    .join(t.text("facility.rules.and"));
}

function sayWord(t: Translate, word: string): string {
  const key = `facility.staff.ordinance.value.${word}`;
  return Object.hasOwn(messages.ja, key) ? t.dynamicText(key) : word;
}
