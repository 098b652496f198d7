import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { PlanTables } from "../../tables.ts";
import type { Figure, FigureState } from "../../types/figure.ts";
import type { Actual } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";

const of = (db: Db | Tx) => db.withTables<PlanTables>();

/** All values that were ever proposed, newest first within a year: the history of a figure. */
export async function listFigures(
  db: Db | Tx,
  planId: string,
  narrow: {
    readonly indicatorId?: string;
    readonly year?: number;
    readonly state?: FigureState;
    readonly limit?: number;
  } = {},
): Promise<Figure[]> {
  let query = of(db).selectFrom("plan.figure").selectAll().where("plan_id", "=", planId);
  if (narrow.indicatorId !== undefined) query = query.where("indicator_id", "=", narrow.indicatorId);
  if (narrow.year !== undefined) query = query.where("year", "=", narrow.year);
  if (narrow.state !== undefined) query = query.where("state", "=", narrow.state);
  query = query.orderBy("year", "desc").orderBy("proposed_at", "desc").orderBy("id");
  if (narrow.limit !== undefined) query = query.limit(narrow.limit);
  return (await query.execute()).map(figureOf);
}

/** The values in force of each indicator, by year; an indicator without any is not in the map. */
export async function listActuals(
  db: Db | Tx,
  planId: string,
  indicatorIds?: readonly string[],
): Promise<Map<string, Actual[]>> {
  let query = of(db)
    .selectFrom("plan.figure")
    .select(["indicator_id", "year", "value", "numerator", "denominator", "certainty"])
    .where("plan_id", "=", planId)
    .where("state", "=", "approved");
  if (indicatorIds !== undefined) query = query.where("indicator_id", "in", [...indicatorIds, ""]);
  const actuals = new Map<string, Actual[]>();
  for (const row of await query.orderBy("year").execute()) {
    const list = actuals.get(row.indicator_id) ?? [];
    list.push({
      year: row.year,
      value: row.value,
      numerator: row.numerator ?? undefined,
      denominator: row.denominator ?? undefined,
      certainty: row.certainty,
    });
    actuals.set(row.indicator_id, list);
  }
  return actuals;
}

export async function findFigure(db: Db | Tx, figureId: string): Promise<Figure | undefined> {
  const row = await of(db).selectFrom("plan.figure").selectAll().where("id", "=", figureId).executeTakeFirst();
  return row === undefined ? undefined : figureOf(row);
}

export async function listFiguresById(db: Db | Tx, ids: readonly string[]): Promise<Figure[]> {
  if (ids.length === 0) return [];
  const rows = await of(db)
    .selectFrom("plan.figure")
    .selectAll()
    .where("id", "in", [...ids])
    .execute();
  return rows.map(figureOf);
}

/** The figure that is in force, locked: what takes its place must know what it replaces. */
export async function findInForceForUpdate(
  tx: Tx,
  { planId, indicatorId, year }: { planId: string; indicatorId: string; year: number },
): Promise<Figure | undefined> {
  const row = await of(tx)
    .selectFrom("plan.figure")
    .selectAll()
    .where("plan_id", "=", planId)
    .where("indicator_id", "=", indicatorId)
    .where("year", "=", year)
    .where("state", "=", "approved")
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : figureOf(row);
}

export async function findFigureForUpdate(tx: Tx, figureId: string): Promise<Figure | undefined> {
  const row = await of(tx)
    .selectFrom("plan.figure")
    .selectAll()
    .where("id", "=", figureId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? undefined : figureOf(row);
}

export type NewFigure = Omit<Figure, "id"> & { readonly id: string };

export async function insertFigures(tx: Tx, figures: readonly NewFigure[]): Promise<void> {
  if (figures.length === 0) return;
  await of(tx)
    .insertInto("plan.figure")
    .values(
      figures.map((figure) => ({
        id: figure.id,
        plan_id: figure.planId,
        indicator_id: figure.indicatorId,
        year: figure.year,
        value: figure.value,
        numerator: figure.numerator ?? null,
        denominator: figure.denominator ?? null,
        counts: JSON.stringify(figure.counts),
        certainty: figure.certainty,
        origin: figure.origin,
        source: figure.source,
        rule: figure.rule,
        counted_at: figure.countedAt,
        state: figure.state,
        proposed_by: figure.proposedBy ?? null,
        proposed_at: figure.proposedAt,
        decided_by: figure.decidedBy ?? null,
        decided_at: figure.decidedAt ?? null,
        note: figure.note ?? null,
        is_sample: figure.sample,
      })),
    )
    .execute();
}

/** A decision about a figure. The trigger figure_stays allows this and nothing else. */
export async function decideFigure(
  tx: Tx,
  figureId: string,
  decision: { state: "approved" | "rejected"; by: string | undefined; at: Date; note?: string | undefined },
): Promise<void> {
  await of(tx)
    .updateTable("plan.figure")
    .set({
      state: decision.state,
      decided_by: decision.by ?? null,
      decided_at: decision.at,
      ...(decision.note === undefined ? {} : { note: decision.note }),
    })
    .where("id", "=", figureId)
    .execute();
}

export async function supersedeFigure(tx: Tx, figureId: string): Promise<void> {
  await of(tx).updateTable("plan.figure").set({ state: "superseded" }).where("id", "=", figureId).execute();
}

type Row = {
  [Column in keyof PlanTables["plan.figure"]]: Column extends "counts"
    ? unknown
    : Column extends "is_sample"
      ? boolean
      : PlanTables["plan.figure"][Column];
};

function figureOf(row: Row): Figure {
  const optional = (value: Decimal | null) => value ?? undefined;
  return {
    id: row.id,
    planId: row.plan_id,
    indicatorId: row.indicator_id,
    year: row.year,
    value: row.value,
    numerator: optional(row.numerator),
    denominator: optional(row.denominator),
    // Written by insertFigures and by nothing else; the column cannot be changed.
    counts: row.counts as Figure["counts"],
    certainty: row.certainty,
    origin: row.origin,
    source: row.source,
    rule: row.rule,
    countedAt: row.counted_at,
    state: row.state,
    proposedBy: row.proposed_by ?? undefined,
    proposedAt: row.proposed_at,
    decidedBy: row.decided_by ?? undefined,
    decidedAt: row.decided_at ?? undefined,
    note: row.note ?? undefined,
    sample: row.is_sample,
  };
}
