import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { InstantRange } from "../../../kernel/time/range.ts";

export type KeptFrame = { readonly unitIds: readonly string[]; readonly during: InstantRange };

/** Whether a season keeps one of these units in that time; its own series are not in its way. */
export async function isKept(
  db: Db | Tx,
  unitIds: readonly string[],
  during: InstantRange,
  seasonId?: string,
): Promise<boolean> {
  const { rows } = await sql<{ kept: boolean }>`
    select exists (
      select from facility.kept_unit
      where keeps and unit_id = any (${unitIds}::text[]) and kept_during && tstzrange(${during.from}, ${during.until})
        and season_id is distinct from ${seasonId ?? null}::uuid
    ) as kept`.execute(db);
  return rows[0]?.kept ?? true;
}

export async function insertKept(tx: Tx, seasonId: string, frames: readonly KeptFrame[]): Promise<void> {
  const rows = frames.flatMap(({ unitIds, during }) => unitIds.map((unit) => ({ unit, ...during })));
  await sql`
    insert into facility.kept_unit (season_id, unit_id, kept_during)
    select ${seasonId}::uuid, unit, tstzrange(kept_from, kept_until)
    from unnest(${rows.map(({ unit }) => unit)}::text[], ${rows.map(({ from }) => from)}::timestamptz[],
      ${rows.map(({ until }) => until)}::timestamptz[]) as kept (unit, kept_from, kept_until)
    on conflict (season_id, unit_id, kept_during) do nothing`.execute(tx);
}

/** From now on whoever comes first may have them. */
export async function releaseKept(tx: Tx, seasonId: string): Promise<void> {
  await sql`update facility.kept_unit set keeps = false where season_id = ${seasonId}::uuid and keeps`.execute(tx);
}

/** From then on what the season keeps is not in the way of this series. */
export async function setSeason(tx: Tx, seriesId: string, seasonId: string): Promise<void> {
  await sql`update facility.series set season_id = ${seasonId}::uuid where id = ${seriesId}::uuid`.execute(tx);
}
