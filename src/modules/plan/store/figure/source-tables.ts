import type { Tx } from "../../../../kernel/db/types.ts";
import { tables } from "../tables.ts";

/** The rows as they were brought, so that a value can be calculated again. Internal: only counts become public. */
export async function insertSourceTable(
  tx: Tx,
  table: {
    readonly id: string;
    readonly formula: string;
    readonly year: number;
    readonly title: string;
    readonly rows: readonly object[];
    readonly sample: boolean;
    readonly broughtBy: string | undefined;
    readonly broughtAt: Date;
  },
): Promise<void> {
  await tables(tx)
    .insertInto("plan.source_table")
    .values({
      id: table.id,
      formula: table.formula,
      year: table.year,
      title: table.title,
      rows: JSON.stringify(table.rows),
      is_sample: table.sample,
      brought_by: table.broughtBy ?? null,
      brought_at: table.broughtAt,
    })
    .execute();
}
