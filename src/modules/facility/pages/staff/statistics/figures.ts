import type { View } from "../../../../../kernel/http/view.ts";
import { formatYen } from "../../../../../kernel/money/format-yen.ts";
import { percentOf, type Rate } from "../../../rules/use-rate.ts";

/** 41.7%; － where nothing was open. */
export function sayPercent(rate: Rate): string {
  const percent = percentOf(rate);
  return percent === undefined ? "－" : `${percent.toFixed(1)}%`;
}

/** 12.3%; － of nothing. */
export function sayShare(part: number, whole: number): string {
  return whole === 0 ? "－" : `${((part / whole) * 100).toFixed(1)}%`;
}

export const sayYen = ({ locale }: Pick<View, "locale">, yen: number): string => formatYen(yen, locale);

export const unitsOf = ({ taken, open }: Rate) => ({ taken, open });
