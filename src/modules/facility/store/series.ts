import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { Series, SeriesKind } from "../types/series.ts";

export async function insertSeries(tx: Tx, series: Series): Promise<void> {
  await sql`
    insert into facility.series (id, kind, facility_id, space_id, slots, first_on, last_on, left_out, booker_id, group_id,
      made_by, made_at)
    values (${series.id}, ${series.kind}, ${series.facilityId}, ${series.spaceId}, ${series.slots}, ${series.firstOn},
      ${series.lastOn}, ${series.leftOut}::date[], ${series.bookerId}, ${series.groupId ?? null}, ${series.madeBy ?? null},
      ${series.madeAt})`.execute(tx);
}

export async function findSeries(db: Db | Tx, id: string): Promise<Series | undefined> {
  const { rows } = await sql<Row>`
    select id, kind, facility_id, space_id, slots, first_on, last_on, left_out::text[] as left_out, booker_id, group_id,
      made_by, made_at
    from facility.series where id = ${id}::uuid`.execute(db);
  const [row] = rows;
  return (
    row && {
      id: row.id,
      kind: row.kind,
      facilityId: row.facility_id,
      spaceId: row.space_id,
      slots: row.slots,
      firstOn: row.first_on,
      lastOn: row.last_on,
      leftOut: row.left_out,
      bookerId: row.booker_id,
      groupId: row.group_id ?? undefined,
      madeBy: row.made_by ?? undefined,
      madeAt: row.made_at,
    }
  );
}

type Row = {
  id: string;
  kind: SeriesKind;
  facility_id: string;
  space_id: string;
  slots: string[];
  first_on: string;
  last_on: string;
  left_out: string[];
  booker_id: string;
  group_id: string | null;
  made_by: string | null;
  made_at: Date;
};
