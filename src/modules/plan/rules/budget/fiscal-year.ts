import { accept, type Result, refuse } from "../../../../kernel/result.ts";

/** 2025 · 2025年度 · 令和7年度 · R7 · ７ is refused, because nobody can know of which era. */
export function parseFiscalYear(text: string): Result<number> {
  const plain = text
    .normalize("NFKC")
    .replace(/\s/gu, "")
    .replace(/(?:年度|年)$/u, "");
  const western = /^(?:FY)?((?:19|20|21)\d{2})$/i.exec(plain);
  if (western !== null) return accept(Number(western[1]));
  const japanese = /^(令和|平成|昭和|R|H|S)(元|\d{1,2})$/iu.exec(plain);
  const era = japanese === null ? undefined : eras[(japanese[1] ?? "").toUpperCase()];
  const number = japanese?.[2] === "元" ? 1 : Number(japanese?.[2]);
  if (era === undefined || number < 1 || number > era.last) return refuse("plan-budget.staff.file.year");
  return accept(era.before + number);
}

/** The fiscal year before 元年度, and the last year of the era that a budget can be of. */
const reiwa = { before: 2018, last: 99 };
const heisei = { before: 1988, last: 31 };
const showa = { before: 1925, last: 64 };
const eras: Readonly<Record<string, { before: number; last: number }>> = {
  令和: reiwa,
  R: reiwa,
  平成: heisei,
  H: heisei,
  昭和: showa,
  S: showa,
};
