import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";

type Place = { readonly id: string; readonly name: string };

/** The facility of each booking, by the booking's id and as its rules call it. What is no booking is left out. */
export async function findPlacesOf(
  db: Db | Tx,
  subjects: readonly { readonly kind: string; readonly id: string }[],
): Promise<ReadonlyMap<string, Place>> {
  const ids = [...new Set(subjects.flatMap(({ kind, id }) => (kind === "booking" ? [id] : [])))];
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ booking: string; id: string; name: string }>`
    select booking.id::text as booking, booking.facility_id as id, newest.name
    from facility.booking as booking join lateral (
      select version.definition -> 'name' ->> 'ja' as name from facility.version as version
      where version.facility_id = booking.facility_id order by version.effective_from desc limit 1
    ) as newest on true
    where booking.id::text = any(${ids}::text[])`.execute(db);
  return new Map(rows.map(({ booking, id, name }) => [booking, { id, name }]));
}
