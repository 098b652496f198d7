import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { empty, summary, table } from "../../../../ui/index.ts";
import { formatFigure } from "../../rules/number.ts";
import { type BudgetStage, budgetStages, type Cost, type StageCost } from "../../types/budget.ts";
import { amount, rateOf, sourceColumns, stageWords, yearOf } from "./words.ts";

type Line = StageCost & { readonly stage: BudgetStage };

/** A year's amounts by stage and source, and below what they make with the staff. */
export function totalsTable(view: View, cost: Cost): Html {
  const { t } = view;
  const rows = budgetStages.flatMap((stage): Line[] => {
    const found = cost[stage];
    return found === undefined ? [] : [{ stage, ...found }];
  });
  if (rows.length === 0) return empty(t("plan-budget.staff.no-amounts", { year: yearOf(view, cost.year) }), []);
  return html`${cost.isSample && html`<p class="note">${t("plan-budget.staff.sample")}</p>`}${table<Line>({
    caption: t("plan-budget.staff.totals-caption", { year: yearOf(view, cost.year) }),
    rows,
    columns: [
      { label: t("plan-budget.staff.stage"), head: true, cell: ({ stage }) => t(stageWords[stage]) },
      ...sourceColumns<Line>(view, ({ funding }) => funding),
      { label: t("plan-budget.total"), number: true, cell: ({ total }) => amount(view, total) },
    ],
  })}${costSummary(view, cost)}<p class="small muted">${t("plan-budget.staff.rate-rule")}</p>`;
}

export function costSummary(view: View, cost: Cost): Html {
  const { t, locale } = view;
  const cannot = t("plan-budget.no-rate");
  const yen = (value: number | undefined) => (value === undefined ? cannot : formatYen(value, locale));
  return summary(
    t,
    [
      { label: t("plan-budget.staff.rate"), value: rateOf(view, cost) || cannot },
      {
        label: t("plan-budget.staff.persons"),
        value: cost.persons === undefined ? cannot : formatFigure(cost.persons, 2, locale),
      },
      { label: t("plan-budget.staff.staff-cost"), value: yen(cost.staffCost) },
      { label: t("plan-budget.staff.total-cost"), value: yen(cost.totalCost) },
    ],
    { plain: true },
  );
}
