import { randomUUID } from "node:crypto";
import type { Act } from "../../../../kernel/act.ts";
import { personOf } from "../../../../kernel/actor.ts";
import { audit } from "../../../../kernel/audit/audit.ts";
import { translator } from "../../../../kernel/i18n/translate.ts";
import { forbidden, Refusal } from "../../../../kernel/refusal.ts";
import { computeTable } from "../../rules/figure/compute-table.ts";
import { mayTypeFigure } from "../../rules/figure/may.ts";
import { formulas, type RowProblem } from "../../rules/formulas/index.ts";
import { textOf } from "../../rules/words.ts";
import { insertFigures } from "../../store/figure/figures.ts";
import { insertSourceTable } from "../../store/figure/source-tables.ts";
import { fiscalYearAt, getFigureGround, getIndicatorIn } from "./plan-ground.ts";
import { refusalOfMany } from "./propose-figures.ts";
import { cellsOf } from "./send-rows.ts";

export type BringTable = {
  readonly planId: string;
  readonly indicatorId: string;
  readonly year: number;
  readonly source: string;
  readonly certainty: "provisional" | "final";
  readonly table: File;
};

/**
 * A table and the value that the indicator's formula gives for it, with the raw counts. The whole table or nothing; the value waits
 * for another person's approval, since a person chose the table.
 */
export async function bringTable(act: Act, asked: BringTable): Promise<{ figureId: string }> {
  const { planId, indicatorId, year, source, certainty } = asked;
  const ground = await getFigureGround(act.tx, planId);
  const indicator = getIndicatorIn(ground, indicatorId);
  if (!mayTypeFigure(act.actor, ground.sectionsOf(indicator))) throw forbidden();
  const formula = indicator.feed.by === "table" ? formulas.get(indicator.feed.formula) : undefined;
  if (formula === undefined) throw new Refusal("plan.staff-figure-no-formula", { status: 422, field: "table" });
  if (year < indicator.baseline.year || year > fiscalYearAt(act.now, act.city.config.zone)) {
    throw new Refusal("plan.staff-figure-year-count", { status: 422, field: "year" });
  }
  const read = computeTable(formula, await cellsOf(asked.table), year);
  if (!read.ok) throw refusalOfTable(read.problems);
  const { value, numerator, denominator, counts } = read.computed;
  const figureId = randomUUID();
  const [by, at] = [personOf(act.actor), act.now];
  await insertSourceTable(act.tx, {
    id: randomUUID(),
    formula: formula.id,
    year,
    title: source,
    rows: read.rows,
    sample: false,
    broughtBy: by,
    broughtAt: at,
  });
  await insertFigures(act.tx, [
    {
      id: figureId,
      planId,
      indicatorId,
      year,
      value,
      numerator,
      denominator,
      counts,
      certainty,
      origin: "table",
      source,
      rule: formula.rule.ja,
      countedAt: at,
      state: "proposed",
      proposedBy: by,
      proposedAt: at,
      decidedBy: undefined,
      decidedAt: undefined,
      note: undefined,
      sample: false,
    },
  ]);
  await audit(act, { what: "plan.table-brought", subject: `figure/${figureId}`, counts: { rows: read.rows.length } });
  return { figureId };
}

function refusalOfTable(problems: readonly RowProblem[]): Refusal {
  const t = translator("ja");
  return refusalOfMany(
    problems.slice(0, 50).map(({ row, column, words }) => {
      const where =
        row === undefined
          ? (column ?? t.text("plan-figure.staff.table.whole"))
          : t.text("plan-figure.staff.table.row", { row });
      const params = { where, words: textOf(t, words) };
      return { code: "plan.staff-figure-table-row", field: "table", params };
    }),
  );
}
