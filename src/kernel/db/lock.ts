import { sql } from "kysely";
import type { Tx } from "./types.ts";

/**
 * Takes transaction locks on all keys in one call and in sorted order, so that two people who want the same things
 * wait for each other and never deadlock. To be called just before the check that it protects.
 * Measured against EXCLUDE alone: 0 deadlocks instead of 314 in 6,000 (docs/decisions).
 */
export async function lockSorted(tx: Tx, kind: string, keys: readonly string[]): Promise<void> {
  const names = [...new Set(keys)].map((key) => `${kind}/${key}`);
  await sql`
    select pg_advisory_xact_lock(key)
    from (select hashtextextended(name, 0) as key from unnest(${names}::text[]) as name order by 1) as sorted
  `.execute(tx);
}
