import { randomUUID } from "node:crypto";
import type { Act } from "../../../../kernel/act.ts";
import { instantOf } from "../../../../kernel/time/instant.ts";
import { computeTable } from "../../rules/figure/compute-table.ts";
import { formulas } from "../../rules/formulas/index.ts";
import type { SampleFigures } from "../../schema/sample-figures.ts";
import { insertFigures, type NewFigure } from "../../store/figure/figures.ts";
import { insertPublication } from "../../store/figure/publications.ts";
import { insertPublished } from "../../store/figure/published.ts";
import { putReading } from "../../store/figure/readings.ts";
import { insertSourceTable } from "../../store/figure/source-tables.ts";
import { composePublication } from "./compose-publication.ts";
import { type FigureGround, getFigureGround, getIndicatorIn } from "./plan-ground.ts";

/** Cells by "<indicator>-<year>". */
export type SampleTables = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Sample values and one publication for each year. Indicators that the plan does not have are left out. */
export async function bringSampleFigures(
  act: Act,
  { samples, tables }: { samples: SampleFigures; tables: SampleTables },
): Promise<void> {
  const ground = await getFigureGround(act.tx, samples.plan);
  const figures = figuresOf(act, ground, samples);
  const counted: NewFigure[] = [];
  for (const figure of figures) counted.push(await fromTable(act, ground, figure, tables));
  await insertFigures(act.tx, counted);
  for (const { id } of ground.indicators) {
    const reading = samples.indicators[id]?.reading;
    if (reading === undefined) continue;
    const counts = { numerator: undefined, denominator: undefined, countedAt: act.now, sample: true };
    await putReading(act.tx, { planId: samples.plan, indicatorId: id, ...reading, ...counts });
  }
  for (const year of samples.years) {
    const published = samples.published[year];
    if (published !== undefined) await publishSample(act, samples.plan, year, published);
  }
}

/** Where there is a sample table for the year, the value is what the formula gives for it, with its counts. */
async function fromTable(act: Act, ground: FigureGround, figure: NewFigure, tables: SampleTables): Promise<NewFigure> {
  const { feed } = getIndicatorIn(ground, figure.indicatorId);
  const cells = tables.get(`${figure.indicatorId}-${figure.year}`);
  const formula = feed.by === "table" ? formulas.get(feed.formula) : undefined;
  if (cells === undefined || formula === undefined) return figure;
  const read = computeTable(formula, cells, figure.year);
  if (!read.ok) throw new Error(`sample table ${figure.indicatorId}-${figure.year} cannot be used`);
  await insertSourceTable(act.tx, {
    id: randomUUID(),
    formula: formula.id,
    year: figure.year,
    title: figure.source,
    rows: read.rows,
    sample: true,
    broughtBy: undefined,
    broughtAt: figure.countedAt,
  });
  const { value, numerator, denominator, counts } = read.computed;
  return { ...figure, value, numerator, denominator, counts, origin: "table", rule: formula.rule.ja };
}

function figuresOf(act: Act, ground: FigureGround, samples: SampleFigures): NewFigure[] {
  return ground.indicators.flatMap(({ id, rule }) => {
    const sample = samples.indicators[id];
    if (sample === undefined) return [];
    return samples.years.flatMap((year, index) => {
      const value = sample.values[index];
      if (value === null || value === undefined) return [];
      const at = instantOf(`${year + 1}-05-20`, "10:00", act.city.config.zone);
      return {
        id: randomUUID(),
        planId: samples.plan,
        indicatorId: id,
        year,
        value,
        numerator: undefined,
        denominator: undefined,
        counts: sample.counts[year] ?? [],
        certainty: index === samples.years.length - 1 ? sample.certainty : "final",
        origin: sample.origin,
        source: sample.source,
        rule: rule.ja,
        countedAt: at,
        state: "approved",
        proposedBy: undefined,
        proposedAt: at,
        decidedBy: undefined,
        decidedAt: at,
        note: undefined,
        sample: true,
      };
    });
  });
}

/** Nobody prepared or published it: it is a sample, and a page that names people must not invent them. */
async function publishSample(
  act: Act,
  planId: string,
  year: number,
  { on, note }: { readonly on: string; readonly note: string },
): Promise<void> {
  const publicationId = randomUUID();
  const { rows } = await composePublication(act.tx, planId, year);
  await insertPublication(act.tx, {
    id: publicationId,
    planId,
    year,
    note,
    preparedBy: undefined,
    publishedBy: undefined,
    publishedAt: instantOf(on, "09:00", act.city.config.zone),
  });
  await insertPublished(act.tx, { publicationId, planId, year }, rows);
}
