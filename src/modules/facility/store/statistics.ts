import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { DayRange } from "../../../kernel/time/civil-date.ts";
import type { UseFigures } from "../rules/use-figures.ts";
import type { TakenSlots } from "../rules/use-rate.ts";

/** Uses whose day lies in the half-open range, of one facility. Names nobody. */
type Narrow = { readonly facilityId: string; readonly period: DayRange };

const within = ({ facilityId, period: { from, until } }: Narrow) =>
  sql`booking.facility_id = ${facilityId} and booking.used_on >= ${from}::date and booking.used_on < ${until}::date`;

/** All that is counted of uses but their hours, in one pass: the index booking_counted holds what it reads. */
export async function listUseFigures(db: Db | Tx, narrow: Narrow): Promise<readonly UseFigures[]> {
  const { rows } = await sql<UseFigures>`
    select space_id as "spaceId", to_char(month, 'YYYY-MM') as month, category_id as "categoryId", because, uses, people, income,
      reduction, reduced_uses as "reducedUses", full_price as "fullPrice", cancelled
    from (
      select booking.space_id, date_trunc('month', used_on::timestamp) as month, category_id,
        coalesce(reduced_because, '') as because,
        count(*) filter (where state = 'confirmed') as uses,
        coalesce(sum(people) filter (where state = 'confirmed'), 0)::float8 as people,
        coalesce(sum(amount + coalesce(after_use.total, 0)) filter (where state = 'confirmed'), 0)::float8 as income,
        coalesce(sum(full_price - amount) filter (where state = 'confirmed' and full_price > amount), 0)::float8 as reduction,
        count(*) filter (where state = 'confirmed' and full_price > amount) as reduced_uses,
        coalesce(sum(greatest(full_price, amount)) filter (where state = 'confirmed'), 0)::float8 as full_price,
        count(*) filter (where state = 'cancelled' and settled_at is not null) as cancelled
      from facility.booking as booking left join facility.after_use_standing as after_use on after_use.booking_id = booking.id
      where ${within(narrow)} and state in ('confirmed', 'cancelled') and block_kind is null
      group by 1, 2, 3, 4
    ) as figures
  `.execute(db);
  return rows;
}

/** Which slots of which rooms were used on which weekday: what use rates are counted from. */
export async function listTakenSlots(db: Db | Tx, narrow: Narrow): Promise<readonly TakenSlots[]> {
  const { rows } = await sql<TakenSlots>`
    select date_part('dow', used_on::timestamp)::int as weekday, space_id as "spaceId", effective_from as "effectiveFrom",
      slots, count(*) as times
    from facility.booking as booking
    where ${within(narrow)} and state = 'confirmed'
    group by 1, 2, 3, 4
  `.execute(db);
  return rows;
}

/** The same of units that bookings took besides their room (楽屋 with the hall). */
export async function listLinkedSlots(
  db: Db | Tx,
  narrow: Narrow,
  unitIds: readonly string[],
): Promise<readonly TakenSlots[]> {
  if (unitIds.length === 0) return [];
  const { rows } = await sql<TakenSlots>`
    select occupancy.unit_id as "unitId", date_part('dow', used_on::timestamp)::int as weekday, space_id as "spaceId",
      effective_from as "effectiveFrom", slots, count(*) as times
    from facility.occupancy as occupancy join facility.booking as booking on booking.id = occupancy.booking_id
    where occupancy.unit_id = any (${unitIds}::text[]) and ${within(narrow)} and state = 'confirmed'
    group by 1, 2, 3, 4, 5
  `.execute(db);
  return rows;
}

export async function findYearlyCost(db: Db | Tx, facilityId: string, fiscalYear: number): Promise<number | undefined> {
  const { rows } = await sql<{ yen: number }>`
    select yen from facility.yearly_cost where facility_id = ${facilityId} and fiscal_year = ${fiscalYear}
  `.execute(db);
  return rows[0]?.yen;
}

export async function upsertYearlyCost(
  tx: Tx,
  cost: {
    readonly facilityId: string;
    readonly fiscalYear: number;
    readonly yen: number;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    insert into facility.yearly_cost (facility_id, fiscal_year, yen, entered_by, entered_at)
    values (${cost.facilityId}, ${cost.fiscalYear}, ${cost.yen}, ${cost.by}, ${cost.at})
    on conflict (facility_id, fiscal_year)
      do update set yen = excluded.yen, entered_by = excluded.entered_by, entered_at = excluded.entered_at
  `.execute(tx);
}
