import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { DayRange } from "../../../kernel/time/civil-date.ts";
import type { TakenSlots } from "../rules/use-rate.ts";

/** Uses whose day lies in the half-open range, of one facility. Names nobody. */
type Narrow = { readonly facilityId: string; readonly period: DayRange };

const within = ({ facilityId, period: { from, until } }: Narrow) =>
  sql`booking.facility_id = ${facilityId} and booking.used_on >= ${from}::date and booking.used_on < ${until}::date`;

export type SpaceFigures = {
  readonly spaceId: string;
  readonly uses: number;
  readonly people: number;
  /** Whole yen of confirmed bookings, with what was settled after the use. */
  readonly income: number;
  /** What the same uses would cost without reductions, less what they cost. */
  readonly reduction: number;
  readonly fullPrice: number;
  /** Confirmed bookings that were cancelled afterwards. */
  readonly cancelled: number;
};

export async function listSpaceFigures(db: Db | Tx, narrow: Narrow): Promise<readonly SpaceFigures[]> {
  const { rows } = await sql<SpaceFigures>`
    select booking.space_id as "spaceId",
      count(*) filter (where state = 'confirmed') as uses,
      coalesce(sum(people) filter (where state = 'confirmed'), 0)::float8 as people,
      coalesce(sum(amount + coalesce(after_use.total, 0)) filter (where state = 'confirmed'), 0)::float8 as income,
      coalesce(sum(greatest(coalesce((quote ->> 'fullPrice')::int, amount) - amount, 0)) filter (where state = 'confirmed'), 0)::float8
        as reduction,
      coalesce(sum(greatest(coalesce((quote ->> 'fullPrice')::int, amount), amount)) filter (where state = 'confirmed'), 0)::float8
        as "fullPrice",
      count(*) filter (where state = 'cancelled' and settled_at is not null) as cancelled
    from facility.booking as booking left join facility.after_use_standing as after_use on after_use.booking_id = booking.id
    where ${within(narrow)} and block_kind is null and state in ('confirmed', 'cancelled')
    group by booking.space_id
  `.execute(db);
  return rows;
}

export type MonthFigures = { readonly month: string; readonly uses: number; readonly income: number };

/** By month of use ("2026-12"). */
export async function listMonthFigures(db: Db | Tx, narrow: Narrow): Promise<readonly MonthFigures[]> {
  const { rows } = await sql<MonthFigures>`
    select to_char(used_on, 'YYYY-MM') as month, count(*) as uses,
      sum(amount + coalesce(after_use.total, 0))::float8 as income
    from facility.booking as booking left join facility.after_use_standing as after_use on after_use.booking_id = booking.id
    where ${within(narrow)} and state = 'confirmed'
    group by 1 order by 1
  `.execute(db);
  return rows;
}

export type CategoryFigures = { readonly categoryId: string; readonly uses: number; readonly people: number };

export async function listCategoryFigures(db: Db | Tx, narrow: Narrow): Promise<readonly CategoryFigures[]> {
  const { rows } = await sql<CategoryFigures>`
    select category_id as "categoryId", count(*) as uses, sum(people)::float8 as people
    from facility.booking as booking
    where ${within(narrow)} and state = 'confirmed' and category_id is not null
    group by category_id order by count(*) desc, category_id
  `.execute(db);
  return rows;
}

export type ReductionFigures = { readonly name: string; readonly uses: number; readonly yen: number };

/**
 * What was taken off, by the reasons of the reductions that made it (Japanese, joined with ・ where a booking had several), so
 * that the rows add up to the whole.
 */
export async function listReductionFigures(db: Db | Tx, narrow: Narrow): Promise<readonly ReductionFigures[]> {
  const { rows } = await sql<ReductionFigures>`
    select coalesce(reduced.name, '') as name, count(*) as uses,
      sum((quote ->> 'fullPrice')::int - amount)::float8 as yen
    from facility.booking as booking
    cross join lateral (
      select string_agg(distinct line #>> '{explanation,params,because,ja}', '・') as name
      from jsonb_array_elements(quote -> 'lines') as line where line ->> 'kind' = 'reduction'
    ) as reduced
    where ${within(narrow)} and state = 'confirmed' and (quote ->> 'fullPrice')::int > amount
    group by 1 order by 3 desc, 1
  `.execute(db);
  return rows;
}

/** Which slots of which units were used on which weekday: what use rates are counted from. */
export async function listTakenSlots(db: Db | Tx, narrow: Narrow): Promise<readonly TakenSlots[]> {
  const { rows } = await sql<TakenSlots>`
    select occupancy.unit_id as "unitId", extract(dow from booking.used_on)::int as weekday, booking.space_id as "spaceId",
      booking.effective_from as "effectiveFrom", booking.slots, count(*) as times
    from facility.booking as booking join facility.occupancy as occupancy on occupancy.booking_id = booking.id
    where ${within(narrow)} and booking.state = 'confirmed'
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
