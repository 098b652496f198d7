import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { BlockSeries } from "../types/block-series.ts";

export async function insertBlockSeries(tx: Tx, series: BlockSeries): Promise<void> {
  await sql`
    insert into facility.block_series (id, facility_id, space_id, slots, weekdays, first_on, last_on, left_out,
      without_holidays, reason, made_by, made_at)
    values (${series.id}, ${series.facilityId}, ${series.spaceId}, ${series.slots}, ${series.weekdays}, ${series.firstOn},
      ${series.lastOn}, ${series.leftOut}, ${series.withoutHolidays}, ${series.reason}, ${series.madeBy}, ${series.madeAt})
  `.execute(tx);
}

export async function findBlockSeries(db: Db | Tx, id: string): Promise<BlockSeries | undefined> {
  const { rows } = await sql<BlockSeries>`
    select id, facility_id as "facilityId", space_id as "spaceId", slots, weekdays, first_on as "firstOn",
      last_on as "lastOn", left_out as "leftOut", without_holidays as "withoutHolidays", reason, made_by as "madeBy",
      made_at as "madeAt"
    from facility.block_series where id = ${id}::uuid
  `.execute(db);
  return rows[0];
}
