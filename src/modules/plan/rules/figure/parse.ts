import { accept, type Result, refuse } from "../../../../kernel/result.ts";
import type { Decimal } from "../../types/words.ts";

/**
 * Reads a figure as people and spreadsheets write it: 3,942,178 · ３９４万 is refused · △0.98 · ▲0.98 · −0.98% · 349人.
 * Gives an exact decimal without separators: "-0.98". `unit` may follow the number.
 */
export function parseFigure(text: string, unit = ""): Result<Decimal> {
  const plain = text
    .normalize("NFKC")
    .replace(/\s/gu, "")
    .replace(/^(?:△|▲|[‐‑‒–—―−ー])(?=[\d.])/u, "-")
    .replaceAll("、", ",");
  const bare = withoutUnit(plain, unit.normalize("NFKC").replace(/\s/gu, ""));
  const found = /^([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(bare);
  if (found === null)
    return refuse(
      /^[+-]?[\d.]*\d,[\d.,]+$/.test(bare)
        ? "plan-figure.staff.problem.separators"
        : "plan-figure.staff.problem.number",
    );
  const whole = (found[2] ?? "").replaceAll(",", "").replace(/^0+(?=\d)/, "");
  const fraction = found[3] ?? "";
  if (whole.length > 15 || fraction.length > 6) return refuse("plan-figure.staff.problem.too-long");
  const digits = fraction === "" ? whole : `${whole}.${fraction}`;
  const isNegative = found[1] === "-" && /[1-9]/.test(digits);
  return accept(isNegative ? `-${digits}` : digits);
}

/** 「—」 and the like in a cell: there is no value, and nothing is meant to be written. */
export function isNoFigure(text: string): boolean {
  return /^[\s‐‑‒–—―−ー－.…・-]*$/u.test(text);
}

function withoutUnit(text: string, unit: string): string {
  if (unit !== "" && text.endsWith(unit)) return text.slice(0, -unit.length);
  return text;
}
