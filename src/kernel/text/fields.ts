import { z } from "zod";
import type { Result } from "../result.ts";
import type { CivilDate, WallTime } from "../time/civil-date.ts";
import { parseJapaneseDate } from "../time/japanese-date.ts";
import { parseWallTime } from "../time/wall-time.ts";
import { cleanText } from "./clean.ts";
import { parseMail, parsePostcode, parseTelephone } from "./contact.ts";
import { parseWholeNumber } from "./digits.ts";
import { isLongerThan } from "./graphemes.ts";
import { parseKana } from "./kana.ts";

/**
 * The fields of forms. Each cleans what was typed, forgives full-width input, and says by a message key what to do. With
 * `required: false` an empty or missing field is undefined.
 */

type Need<Required extends boolean> = { readonly required?: Required };
type Field<Value, Required extends boolean> = z.ZodType<Required extends false ? Value | undefined : Value>;

/**
 * `max` counts letters as people do. One letter can be several signs (葛 with its selector, a letter under a heap of
 * marks), and columns count signs: `signs` is how many there may be, as many as letters if it is left out.
 */
type Length = { readonly max: number; readonly signs?: number };

/** One line. */
export function textField<Required extends boolean = true>(options: Need<Required> & Length) {
  return field(options, (text) => shortText(text, options, false));
}

/** Several lines. */
export function linesField<Required extends boolean = true>(options: Need<Required> & Length) {
  return field(options, (text) => shortText(text, options, true));
}

/** The reading of a name, kept in hiragana. */
export function kanaField<Required extends boolean = true>(options: Need<Required> & Length) {
  return field(options, (text) => {
    const short = shortText(text, options, false);
    return short.ok ? parseKana(short.value) : short;
  });
}

/** `unit` may follow the number: 25人. */
export function wholeNumberField<Required extends boolean = true>(
  options: Need<Required> & { readonly min: number; readonly max: number; readonly unit?: string },
) {
  const { min, max, unit } = options;
  return field(options, (text): Result<number> => {
    const read = parseWholeNumber(text, unit);
    if (!read.ok) return read;
    if (read.value < min) return { ok: false, reason: { key: "field.too-small", params: { minimum: min } } };
    if (read.value > max) return { ok: false, reason: { key: "field.too-large", params: { maximum: max } } };
    return read;
  });
}

export function mailField<Required extends boolean = true>(options: Need<Required> = {}) {
  return field(options, parseMail);
}

/** Digits only; `formatTelephone` shows them in groups. */
export function telephoneField<Required extends boolean = true>(options: Need<Required> = {}) {
  return field(options, parseTelephone);
}

export function postcodeField<Required extends boolean = true>(options: Need<Required> = {}) {
  return field(options, parsePostcode);
}

/** A day in any Japanese or western way of writing; without a year only if `onOrAfter` is given. */
export function dateField<Required extends boolean = true>(
  options: Need<Required> & { readonly onOrAfter?: CivilDate } = {},
) {
  const { onOrAfter } = options;
  return field(options, (text): Result<CivilDate> => {
    const read = parseJapaneseDate(text, onOrAfter === undefined ? {} : { onOrAfter });
    return read.ok ? { ok: true, value: read.value.date } : read;
  });
}

export function timeField<Required extends boolean = true>(
  options: Need<Required> & { readonly asEnd?: boolean } = {},
) {
  const { asEnd = false } = options;
  return field(options, (text): Result<WallTime> => parseWallTime(text, { asEnd }));
}

/** One of a list: radio buttons or a select. */
export function choiceField<const Value extends string, Required extends boolean = true>(
  values: readonly Value[],
  options: Need<Required> = {},
) {
  return field(
    options,
    (text): Result<Value> => {
      const found = values.find((value) => value === text);
      return found === undefined
        ? { ok: false, reason: { key: "field.choice", params: {} } }
        : { ok: true, value: found };
    },
    "field.choice",
  );
}

/** A box that is ticked or not. A browser sends nothing for an empty one. */
export function boxField() {
  return z
    .literal("yes", { error: "field.invalid" })
    .optional()
    .transform((value) => value === "yes");
}

/** A box that must be ticked, as a declaration. */
export function tickedField() {
  return z.literal("yes", { error: "field.tick" }).transform(() => true as const);
}

/** A file that must be chosen. A browser sends one without content where none was, and the body's reader leaves it out. */
export function fileField() {
  return z.instanceof(File, { error: "field.file" });
}

function shortText(text: string, { max, signs = max }: Length, lines: boolean): Result<string> {
  // A megabyte is not worth cleaning: even joined emoji have fewer than 40 units a letter.
  if (text.length > max * 40) return tooLong(max);
  const clean = cleanText(text, { lines });
  if (!clean.ok) return clean;
  return isLongerThan(clean.value, max) || [...clean.value].length > signs ? tooLong(max) : clean;
}

function tooLong(maximum: number): Result<string> {
  return { ok: false, reason: { key: "field.too-long", params: { maximum } } };
}

function field<Value, Required extends boolean>(
  { required }: Need<Required>,
  parse: (text: string) => Result<Value>,
  empty: "field.required" | "field.choice" = "field.required",
): Field<Value, Required> {
  const text = required === false ? z.string({ error: "field.invalid" }).optional() : z.string({ error: empty });
  const schema = text.transform((typed, context) => {
    const read = isBlank(typed ?? "") ? undefined : parse(typed ?? "");
    // What is left when invisible letters are gone may be nothing.
    if (read === undefined || (read.ok && read.value === "")) {
      if (required !== false) context.addIssue({ code: "custom", message: empty });
      return undefined;
    }
    if (read.ok) return read.value;
    context.addIssue({ code: "custom", message: read.reason.key, params: read.reason.params });
    return undefined;
  });
  // The type says what the code above does: undefined only without an issue and only where it is allowed.
  return schema as unknown as Field<Value, Required>;
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}
