import type { Db, Tx } from "../../../kernel/db/types.ts";
import { tables } from "./tables.ts";

export type Category = { readonly id: string; readonly name: string; readonly position: number };

export function listCategories(db: Db | Tx): Promise<Category[]> {
  return tables(db).selectFrom("identity.category").selectAll().orderBy("position").orderBy("id").execute();
}

export async function upsertCategory(tx: Tx, category: Category): Promise<void> {
  await tables(tx)
    .insertInto("identity.category")
    .values(category)
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ name: category.name, position: category.position }))
    .execute();
}
