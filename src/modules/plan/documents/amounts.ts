import type { Translate } from "../../../kernel/i18n/translate.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { formatFiscalYear } from "../../../kernel/time/fiscal-year.ts";
import { budgetSources } from "../types/budget.ts";
import type { SheetFigures } from "../types/evaluation.ts";
import { type Block, type Cell, table } from "./blocks.ts";

/** 事業費 by source: a row for each year and stage. Amounts in yen. */
export function costTable(t: Translate, cost: SheetFigures["cost"]): readonly Block[] {
  return table(
    [
      { label: t.text("plan-report.cost.year"), width: 0, number: false },
      ...budgetSources.map((source) => ({ label: t.text(`plan-report.source.${source}`), width: 1, number: true })),
      { label: t.text("plan-report.cost.total"), width: 1, number: true },
    ],
    cost.map((row): readonly Cell[] => [
      `${formatFiscalYear(row.year, t.locale)}\n${t.text(`plan-report.stage.${row.stage}`)}`,
      ...budgetSources.map((source) => formatYen(row[source], t.locale)),
      { shape: "", text: formatYen(row.total, t.locale), strong: true },
    ]),
  );
}

/** 人件費: persons × unit cost. */
export function staffTable(t: Translate, staff: SheetFigures["staff"]): readonly Block[] {
  return table(
    [
      { label: t.text("plan-report.cost.year"), width: 1, number: false },
      { label: t.text("plan-report.staff.persons"), width: 1, number: true },
      { label: t.text("plan-report.staff.unit-cost"), width: 1, number: true },
      { label: t.text("plan-report.staff.total"), width: 1, number: true },
    ],
    staff.map(({ year, persons, unitCost, total }) => [
      formatFiscalYear(year, t.locale),
      persons,
      unitCost === undefined ? "－" : formatYen(unitCost, t.locale),
      total === undefined ? "－" : formatYen(total, t.locale),
    ]),
  );
}
