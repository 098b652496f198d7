import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { PlanTables } from "../../tables.ts";
import type { Decimal } from "../../types/words.ts";

/** A closed year that was counted again with another result. Nothing that was published changes by it. */
export type Recount = {
  readonly indicatorId: string;
  readonly year: number;
  /** What is in force. */
  readonly value: Decimal;
  readonly recounted: Decimal;
  readonly recountedAt: Date;
  readonly figureId: string;
};

/** Differences between what is in force and what the records give now: shown to staff and in the figure's public origin. */
export async function listRecounts(db: Db | Tx, planId: string, indicatorIds?: readonly string[]): Promise<Recount[]> {
  let query = db
    .withTables<PlanTables>()
    .selectFrom("plan.figure as again")
    .innerJoin("plan.figure as first", (join) =>
      join
        .onRef("first.plan_id", "=", "again.plan_id")
        .onRef("first.indicator_id", "=", "again.indicator_id")
        .onRef("first.year", "=", "again.year")
        .on("first.state", "=", "approved"),
    )
    .select([
      "again.id",
      "again.indicator_id",
      "again.year",
      "again.value as recounted",
      "again.counted_at",
      "first.value",
    ])
    .where("again.plan_id", "=", planId)
    .where("again.state", "=", "proposed")
    .where("again.origin", "=", "metric")
    .whereRef("again.value", "<>", "first.value");
  if (indicatorIds !== undefined) query = query.where("again.indicator_id", "in", [...indicatorIds, ""]);
  const rows = await query.orderBy("again.indicator_id").orderBy("again.year").orderBy("again.counted_at").execute();
  return rows.map((row) => ({
    indicatorId: row.indicator_id,
    year: row.year,
    value: row.value,
    recounted: row.recounted,
    recountedAt: row.counted_at,
    figureId: row.id,
  }));
}
