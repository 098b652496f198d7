import { accept, type Result, refuse } from "../result.ts";

/** １２３ → 123, and ー for −, as Japanese keyboards give them. Other letters stay as they are. */
export function toAsciiDigits(text: string): string {
  return text
    .replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[ー‐‑‒–—―−－ｰ](?=\d)/gu, "-")
    .replace(/(?<=\d)[．](?=\d)/gu, ".");
}

/** Reads 25, ２５, 1,570, 25人, １，５７０円. `unit` is the word that may follow the number. */
export function parseWholeNumber(text: string, unit = ""): Result<number> {
  const plain = toAsciiDigits(text).replace(/[\s,，、¥￥]/gu, "");
  const digits = unit !== "" && plain.endsWith(unit) ? plain.slice(0, -unit.length) : plain;
  return /^-?\d{1,15}$/.test(digits) ? accept(Number(digits) + 0) : refuse("field.number");
}
