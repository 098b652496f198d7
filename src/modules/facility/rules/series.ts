import { addDays, type CivilDate } from "../../../kernel/time/civil-date.ts";
import type { RepeatKind, Terms } from "../types/terms.ts";

/** So many days are made at once; who needs more makes two series. */
export const mostOfSeries = 60;

/** The days after the first one, up to and with the last, without those that are left out. */
export function daysOfSeries(series: {
  readonly kind: "days" | "weekly";
  readonly firstOn: CivilDate;
  readonly lastOn: CivilDate;
  readonly leftOut: readonly CivilDate[];
}): readonly CivilDate[] {
  const { firstOn, lastOn, leftOut } = series;
  const step = series.kind === "weekly" ? 7 : 1;
  const days: CivilDate[] = [];
  for (let on = addDays(firstOn, step); on <= lastOn; on = addDays(on, step)) if (!leftOut.includes(on)) days.push(on);
  return days;
}

/** What a rule of the ordinance lets a category repeat on the web; empty: nothing. */
export function repeatKindsFor(
  { series }: Pick<Terms, "series">,
  categoryId: string | undefined,
): readonly RepeatKind[] {
  if (series === undefined || categoryId === undefined) return [];
  return (series.categories?.includes(categoryId) ?? true) ? series.kinds : [];
}
