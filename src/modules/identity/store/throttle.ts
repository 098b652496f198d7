import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "../../../kernel/db/types.ts";
import { type BudgetName, budgets, windowStart } from "../rules/throttle.ts";

/** Spends one of a budget. False if nothing was left; then the caller refuses, and the count stays as it was. */
export async function spendBudget(tx: Tx, budget: BudgetName, keys: readonly string[], now: Date): Promise<boolean> {
  const key = createHash("sha256").update(JSON.stringify(keys)).digest();
  const { rows } = await sql<{ count: number }>`
    insert into identity.throttle (kind, key, window_start, count)
    values (${budget}, ${key}, ${windowStart(budget, now)}, 1)
    on conflict (kind, key, window_start) do update set count = throttle.count + 1
    returning count
  `.execute(tx);
  return (rows[0]?.count ?? 0) <= budgets[budget].most;
}
