import { type Html, html } from "../../../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../../../kernel/http/form.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatFiscalYear } from "../../../../../kernel/time/fiscal-year.ts";
import { button, errorAt, form, hidden, summary, textField } from "../../../../../ui/index.ts";
import type { FacilityStatistics } from "../../../commands/statistics.ts";
import { mayAt } from "../../../policy.ts";
import { findYearlyCost } from "../../../store/statistics.ts";
import { sayShare, sayYen } from "./figures.ts";
import { type Asked, statisticsPath, yearOf } from "./period.ts";

/** 維持管理費: what one use and one visitor cost, where somebody entered what the house costs. By whole fiscal years only. */
export async function costSection(
  view: View,
  asked: Asked,
  { facility, sums }: FacilityStatistics,
  values: FormValues,
  problems: Problems,
): Promise<Html | undefined> {
  const { t, city, locale } = view;
  if (asked.month !== undefined) return undefined;
  const year = yearOf(view, asked);
  const cost = await findYearlyCost(city.db, facility.id, year);
  const each = (count: number) => (cost === undefined || count === 0 ? "－" : sayYen(view, Math.round(cost / count)));
  const isRunning = year === yearOf(view, {});
  const known =
    cost === undefined
      ? html`<p class="muted">${t("facility.staff.statistics.no-cost")}</p>`
      : html`${summary(t, [
          { label: t("facility.staff.statistics.cost"), value: sayYen(view, cost) },
          { label: t("facility.staff.statistics.cost-per-use"), value: each(sums.uses) },
          { label: t("facility.staff.statistics.cost-per-person"), value: each(sums.people) },
          { label: t("facility.staff.statistics.covered"), value: sayShare(sums.income, cost) },
        ])}${isRunning && html`<p class="note">${t("facility.staff.statistics.running")}</p>`}`;
  const entered = typed(values, "yen") || (cost === undefined ? "" : String(cost));
  const enter =
    mayAt(view, "enterCosts", facility.id) &&
    form(view, {
      action: `${statisticsPath}/costs`,
      content: html`${hidden("facility", facility.id)}${hidden("year", String(year))}${textField({ t, name: "yen", label: t("facility.staff.statistics.enter-cost", { year: formatFiscalYear(year, locale) }), hint: t("facility.staff.statistics.enter-cost-hint"), need: "required", inputmode: "numeric", size: "m", value: entered, error: errorAt(t, problems, "yen") })}<p>${button({ label: t("facility.staff.statistics.enter-cost-do"), kind: "second" })}</p>`,
    });
  return html`<section class="stack" aria-labelledby="cost"><h2 id="cost">${t("facility.staff.statistics.cost-title")}</h2>${known}${enter}</section>`;
}
