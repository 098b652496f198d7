import type { Kysely, Transaction } from "kysely";

/**
 * A database without tables: a module's store adds its own, and only its own, with
 * `db.withTables<FacilityTables>()`. The types in each module's tables.ts are generated from the schema.
 */
export type Db = Kysely<unknown>;
export type Tx = Transaction<unknown>;
