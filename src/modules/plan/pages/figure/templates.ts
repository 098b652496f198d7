import type { Answer } from "../../../../kernel/http/answer.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { writeCsv } from "../../../../kernel/text/csv.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { fiscalYearAt, getFigureGround, getIndicatorIn } from "../../commands/figure/plan-ground.ts";
import { mayTypeFigure } from "../../rules/figure/may.ts";
import { figureColumns } from "../../rules/figure/table.ts";
import { formulas } from "../../rules/formulas/index.ts";
import { listFigures } from "../../store/figure/figures.ts";
import { nameOf } from "./words.ts";

/** A file to fill in: the indicators that this person may type, with what is known, in the columns that the import reads. */
export async function valuesTemplate(
  { actor, city, now, t }: View,
  { params, query }: { params: { plan: string }; query: { year?: number | undefined } },
): Promise<Answer> {
  const ground = await getFigureGround(city.db, params.plan);
  const year = query.year ?? fiscalYearAt(now, city.config.zone) - 1;
  const figures = await listFigures(city.db, params.plan, { year, state: "approved" });
  const { indicator, value, certainty, source } = figureColumns;
  const head = ["ID", indicator[0], figureColumns.year[0], value[0], certainty[0], source[0]];
  const rows = ground.indicators
    .filter((one) => mayTypeFigure(actor, ground.sectionsOf(one)))
    .map((one) => {
      const figure = figures.find(({ indicatorId }) => indicatorId === one.id);
      const word = figure === undefined ? "" : t.text(`plan-figure.staff.certainty.${figure.certainty}`);
      return [one.id, nameOf(one), formatFiscalYear(year, "ja"), numberOf(figure?.value), word, figure?.source ?? ""];
    });
  return csvFile(`values-${params.plan}-${year}.csv`, [head, ...rows]);
}

/** A number without quotes, so that a minus is not taken for a formula. */
function numberOf(value: string | undefined): number | "" {
  return value === undefined ? "" : Number(value);
}

/** The columns of the formula that an indicator's value comes from. */
export async function tableTemplate(
  { city }: View,
  { params }: { params: { plan: string; indicator: string } },
): Promise<Answer> {
  const { feed } = getIndicatorIn(await getFigureGround(city.db, params.plan), params.indicator);
  const formula = feed.by === "table" ? formulas.get(feed.formula) : undefined;
  if (formula === undefined) throw notFound();
  return csvFile(`${formula.id}.csv`, [formula.columns.map(({ name }) => name)]);
}

function csvFile(name: string, rows: Parameters<typeof writeCsv>[0]): Answer {
  return { kind: "file", name, type: "text/csv; charset=utf-8", bytes: writeCsv(rows) };
}
