import type { View } from "../../../../../kernel/http/view.ts";
import { addMonths, type DayRange } from "../../../../../kernel/time/civil-date.ts";
import { fiscalYearOf, formatFiscalYear, rangeOfFiscalYear } from "../../../../../kernel/time/fiscal-year.ts";
import { withAnswers } from "../words.ts";

export type Asked = {
  readonly facility?: string | undefined;
  readonly space?: string | undefined;
  readonly year?: number | undefined;
  readonly month?: number | undefined;
};

export const statisticsPath = "/staff/statistics";

/** The fiscal year that was asked for, or the present one. */
export const yearOf = ({ today }: Pick<View, "today">, { year }: Asked): number => year ?? fiscalYearOf(today);

export function periodOf(view: Pick<View, "today">, asked: Asked): DayRange {
  const year = yearOf(view, asked);
  if (asked.month === undefined) return rangeOfFiscalYear(year);
  const calendarYear = asked.month >= 4 ? year : year + 1;
  const from = `${calendarYear}-${String(asked.month).padStart(2, "0")}-01`;
  return { from, until: addMonths(from, 1) };
}

/** 令和8年度, 令和8年度の12月 */
export function sayPeriod(view: Pick<View, "today" | "t" | "locale">, asked: Asked): string {
  const year = formatFiscalYear(yearOf(view, asked), view.locale);
  return asked.month === undefined
    ? year
    : view.t.text("facility.staff.statistics.month-of", { year, month: asked.month });
}

export const hrefOf = (asked: Asked, path: string = statisticsPath): string =>
  withAnswers(path, {
    facility: asked.facility,
    space: asked.space,
    year: asked.year === undefined ? undefined : String(asked.year),
    month: asked.month === undefined ? undefined : String(asked.month),
  });
