import type { Db, Tx } from "../../../../kernel/db/types.ts";
import type { PlanTables } from "../../tables.ts";
import type { Reading } from "../../types/figure.ts";

const of = (db: Db | Tx) => db.withTables<PlanTables>();

/** 今の数: the newest reading of each indicator; one whose metric could not say is left out. */
export async function listReadings(
  db: Db | Tx,
  planId: string,
  indicatorIds?: readonly string[],
): Promise<Map<string, Reading>> {
  let query = of(db)
    .selectFrom("plan.reading")
    .selectAll()
    .where("plan_id", "=", planId)
    .where("value", "is not", null);
  if (indicatorIds !== undefined) query = query.where("indicator_id", "in", [...indicatorIds, ""]);
  const readings = new Map<string, Reading>();
  for (const row of await query.orderBy("year").execute()) {
    if (row.value === null) continue;
    readings.set(row.indicator_id, {
      planId: row.plan_id,
      indicatorId: row.indicator_id,
      year: row.year,
      value: row.value,
      numerator: row.numerator ?? undefined,
      denominator: row.denominator ?? undefined,
      countedAt: row.counted_at,
    });
  }
  return readings;
}

export type NewReading = Omit<Reading, "value"> & {
  readonly value: string | undefined;
  readonly sample: boolean;
};

/** One reading a year; this morning's takes the place of yesterday's. */
export async function putReading(tx: Tx, reading: NewReading): Promise<void> {
  const values = {
    value: reading.value ?? null,
    numerator: reading.numerator ?? null,
    denominator: reading.denominator ?? null,
    counted_at: reading.countedAt,
    is_sample: reading.sample,
  };
  await of(tx)
    .insertInto("plan.reading")
    .values({ plan_id: reading.planId, indicator_id: reading.indicatorId, year: reading.year, ...values })
    .onConflict((conflict) => conflict.columns(["plan_id", "indicator_id", "year"]).doUpdateSet(values))
    .execute();
}
