import { sql } from "kysely";
import type { Db } from "../../../kernel/db/types.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";

/** Confirmed bookings whose day of use lies in the half-open range: how many, how many by web, and how many people. */
export async function countUses(
  db: Db,
  period: { readonly from: CivilDate; readonly until: CivilDate },
): Promise<{ uses: number; byWeb: number; people: number }> {
  const { rows } = await sql<{ uses: number; byWeb: number; people: number }>`
    select count(*) as uses, count(*) filter (where channel = 'web') as "byWeb", coalesce(sum(people), 0) as people
    from facility.booking
    where state = 'confirmed' and used_on >= ${period.from}::date and used_on < ${period.until}::date
  `.execute(db);
  return rows[0] ?? { uses: 0, byWeb: 0, people: 0 };
}
