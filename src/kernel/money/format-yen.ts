import type { Locale } from "../i18n/locales.ts";
import type { Yen } from "./yen.ts";

/** Making a format costs more than four uses of it, and pages show many amounts. */
const digits = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** 1,570円, in English ¥1,570. `signed` marks what is added with + as well; what is taken off always has −. */
export function formatYen(amount: Yen, locale: Locale, options: { readonly signed?: boolean } = {}): string {
  const size = digits.format(Math.abs(amount));
  const sign = amount < 0 ? "−" : options.signed && amount > 0 ? "+" : "";
  return locale === "en" ? `${sign}¥${size}` : `${sign}${size}円`;
}
