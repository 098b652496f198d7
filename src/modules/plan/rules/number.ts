import Big from "big.js";
import { type Locale, type LocalText, languageTag, localText } from "../../../kernel/i18n/locales.ts";
import type { Decimal } from "../types/words.ts";

/**
 * Decimal arithmetic. Division keeps 30 digits after the point and rounds half up; ties go away from zero (0.5 → 1, −0.5 → −1),
 * which is what 四捨五入 means to people who check a figure by hand. Binary fractions would print 1.005 as 1.00.
 */
const Exact = Big();
Exact.DP = 30;
Exact.RM = 1;

export type Exact = Big;

/** From text ("−0.98" is not accepted, "-0.98" is) or a whole number. Throws on anything else: parse before. */
export function exact(value: Decimal | number | Big): Big {
  return new Exact(value);
}

/** "4612535.5", never "4.6e6". */
export function decimalOf(value: Big): Decimal {
  return value.toFixed();
}

export function sumOf(values: readonly (Decimal | number | Big)[]): Big {
  return values.reduce<Big>((sum, value) => sum.plus(value), exact(0));
}

/**
 * One division, kept to 20 digits. It is computed to 30 and then rounded, so that what is equal as a fraction (a third of a third
 * against a ninth) is equal as a figure, also at a threshold.
 */
export function divide(part: Decimal | Big | number, whole: Decimal | Big | number): Big {
  return roundTo(exact(part).div(whole), 20);
}

/** part ÷ whole × 100. */
export function percentOf(part: Decimal | Big | number, whole: Decimal | Big | number): Big {
  return divide(exact(part).times(100), whole);
}

/** Half up, away from zero; negative zero becomes zero. */
export function roundTo(value: Decimal | Big, decimals: number): Big {
  const rounded = exact(value).round(decimals, Exact.roundHalfUp);
  return rounded.eq(0) ? exact(0) : rounded;
}

const formats = new Map<string, Intl.NumberFormat>();

/** "3,942,178", "−0.58": always with as many digits as asked, the minus is U+2212. */
export function formatFigure(value: Decimal | Big, decimals: number, locale: Locale): string {
  const id = `${locale} ${decimals}`;
  let format = formats.get(id);
  if (format === undefined) {
    format = new Intl.NumberFormat(languageTag[locale], {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
    formats.set(id, format);
  }
  // Intl reads text as the exact decimal that it is; its type asks for a literal.
  const text = roundTo(value, decimals).toFixed(decimals) as Intl.StringNumericLiteral;
  return format.format(text).replace("-", "−");
}

/** 387人 · 25.6% · 387 people. Signs stay with the number; a unit that is empty adds nothing. */
export function withUnit(figure: string, unit: string | LocalText | undefined, locale: Locale): string {
  const word = unit === undefined ? "" : typeof unit === "string" ? unit : localText(unit, locale);
  if (word === "") return figure;
  return locale === "en" && /^\p{Letter}/u.test(word) ? `${figure} ${word}` : `${figure}${word}`;
}

/**
 * One digit more where that tells the figure exactly: 387, 355.5. A third stays at `least`, 51 for 51.333…: rounding it cannot
 * contradict a difference that is rounded beside it, which rounding a half can.
 */
export function decimalsFor(value: Decimal | Big, least: number): number {
  const isExact = (decimals: number) => roundTo(value, decimals).eq(value);
  return !isExact(least) && isExact(least + 1) ? least + 1 : least;
}

/**
 * Digits that do not hide on which side of a threshold a figure lies: 0.7996 against 0.80 is written 0.7996, since
 * 「0.80は0.80より小さい」 is nonsense.
 */
export function decimalsBeside(value: Decimal | Big, threshold: Decimal | Big, least: number): number {
  const side = exact(value).cmp(threshold);
  for (let decimals = least; decimals < 12; decimals++) {
    if (roundTo(value, decimals).cmp(threshold) === side) return decimals;
  }
  return 12;
}
