import type { Kysely } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { PlanTables } from "../tables.ts";

/** The module's own tables, and no others. */
export function tables(db: Db | Tx): Kysely<PlanTables> {
  return db.withTables<PlanTables>();
}
