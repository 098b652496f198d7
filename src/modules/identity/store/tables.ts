import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { IdentityTables } from "../tables.ts";

/** This module's own tables, and no others. */
export function tables(db: Db | Tx) {
  return db.withTables<IdentityTables>();
}
