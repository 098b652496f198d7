import Big from "big.js";
import { accept, type Result, refuse } from "../../../../kernel/result.ts";

/** 円, 千円: a file says which; it is never guessed. */
export const budgetUnits = ["yen", "thousand"] as const;
export type BudgetUnit = (typeof budgetUnits)[number];

export const unitWords: Readonly<Record<BudgetUnit, string>> = { yen: "円", thousand: "千円" };
export const yenIn: Readonly<Record<BudgetUnit, number>> = { yen: 1, thousand: 1000 };

/**
 * An amount as cities write it, in yen: 1,234 · １２３４ · △500 · ▲500 · −500 · 1234円 · 1.5E6 (Excel). Empty and 「－」 are
 * none, which is 0. Refused: parts of a unit, other words, and what is larger than the whole country's budget.
 */
export function parseAmount(text: string, unit: BudgetUnit): Result<number> {
  const plain = text
    .normalize("NFKC")
    .replace(/[\s,、¥\\]/gu, "")
    .replace(/^[△▲‐‑‒–—―−ー](?=\d)/u, "-");
  if (/^[‐‑‒–—―−ー-]?$/u.test(plain)) return accept(0);
  const word = unitWords[unit];
  const digits = plain.endsWith(word) ? plain.slice(0, -word.length) : plain;
  if (!/^-?\d{1,16}(?:\.\d{1,16})?(?:E[+-]?\d{1,2})?$/i.test(digits)) return refuse("plan-budget.staff.file.number");
  const amount = new Big(digits);
  if (!amount.eq(amount.round(0))) return refuse("plan-budget.staff.file.whole", { unit: word });
  const yen = amount.times(yenIn[unit]);
  if (yen.abs().gt(1e15)) return refuse("plan-budget.staff.file.number");
  return accept(Number(yen.toFixed(0)) + 0);
}

/** The unit that a text states: 単位：千円 · 国庫支出金（円）. "other" if it states one that we do not read. */
export function unitIn(text: string): BudgetUnit | "other" | undefined {
  const found = /(?:単位:?|\()(百万円|億円|万円|千円|円)/u.exec(text.normalize("NFKC").replace(/\s/gu, ""));
  if (found === null) return undefined;
  return found[1] === "円" ? "yen" : found[1] === "千円" ? "thousand" : "other";
}
