import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { RegistrationKind } from "../rules/registration-kind.ts";
import { tables } from "./tables.ts";

/** In the file's order. What has gone from the file stays, because registrations name it: see `upsertKinds`. */
export async function listKinds(db: Db | Tx): Promise<RegistrationKind[]> {
  const rows = await tables(db)
    .selectFrom("identity.registration_kind")
    .select("definition")
    .orderBy("position")
    .orderBy("id")
    .execute();
  // Only `upsertKind` writes it, with what the file's schema gave back.
  return rows.map(({ definition }) => definition as RegistrationKind);
}

export async function findKind(db: Db | Tx, id: string): Promise<RegistrationKind | undefined> {
  return (await listKinds(db)).find((kind) => kind.id === id);
}

export async function upsertKind(tx: Tx, kind: RegistrationKind, position: number): Promise<void> {
  const definition = JSON.stringify(kind);
  await tables(tx)
    .insertInto("identity.registration_kind")
    .values({ id: kind.id, position, definition })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ position, definition }))
    .execute();
}
