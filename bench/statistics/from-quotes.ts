import { sql } from "kysely";
import type { City } from "../../src/kernel/city.ts";
import type { DayRange } from "../../src/kernel/time/civil-date.ts";
import type { ReductionFigures, SpaceFigures } from "../../src/modules/facility/rules/use-figures.ts";

/** The control: the same figures read out of each booking's whole price (jsonb), as they were before they had columns. */
export async function countFromQuotes({ db }: City, facilityId: string, { from, until }: DayRange) {
  const within = sql`booking.facility_id = ${facilityId} and booking.used_on >= ${from}::date and booking.used_on < ${until}::date`;
  const spaces = sql<SpaceFigures>`
    select booking.space_id as "spaceId", count(*) filter (where state = 'confirmed') as uses,
      coalesce(sum(people) filter (where state = 'confirmed'), 0)::float8 as people,
      coalesce(sum(amount + coalesce(after_use.total, 0)) filter (where state = 'confirmed'), 0)::float8 as income,
      coalesce(sum(greatest(coalesce((quote ->> 'fullPrice')::int, amount) - amount, 0)) filter (where state = 'confirmed'), 0)::float8
        as reduction,
      coalesce(sum(greatest(coalesce((quote ->> 'fullPrice')::int, amount), amount)) filter (where state = 'confirmed'), 0)::float8
        as "fullPrice",
      count(*) filter (where state = 'cancelled' and settled_at is not null) as cancelled
    from facility.booking as booking left join facility.after_use_standing as after_use on after_use.booking_id = booking.id
    where ${within} and block_kind is null and state in ('confirmed', 'cancelled')
    group by booking.space_id order by 1`;
  const reductions = sql<ReductionFigures>`
    select coalesce(reduced.name, '') as name, count(*) as uses, sum((quote ->> 'fullPrice')::int - amount)::float8 as yen
    from facility.booking as booking
    cross join lateral (
      select string_agg(distinct line #>> '{explanation,params,because,ja}', '・') as name
      from jsonb_array_elements(quote -> 'lines') as line where line ->> 'kind' = 'reduction'
    ) as reduced
    where ${within} and state = 'confirmed' and (quote ->> 'fullPrice')::int > amount
    group by 1 order by 3 desc, 1`;
  const months = sql`
    select to_char(used_on, 'YYYY-MM') as month, count(*) as uses, sum(amount + coalesce(after_use.total, 0))::float8 as income
    from facility.booking as booking left join facility.after_use_standing as after_use on after_use.booking_id = booking.id
    where ${within} and state = 'confirmed' group by 1 order by 1`;
  const categories = sql`
    select category_id, count(*) as uses, sum(people)::float8 as people from facility.booking as booking
    where ${within} and state = 'confirmed' and category_id is not null group by 1`;
  const taken = sql`
    select occupancy.unit_id, extract(dow from booking.used_on)::int as weekday, booking.space_id, booking.effective_from,
      booking.slots, count(*) as times
    from facility.booking as booking join facility.occupancy as occupancy on occupancy.booking_id = booking.id
    where ${within} and booking.state = 'confirmed' group by 1, 2, 3, 4, 5`;
  const [figures, reduced] = await Promise.all([
    spaces.execute(db),
    reductions.execute(db),
    months.execute(db),
    categories.execute(db),
    taken.execute(db),
  ]);
  return { spaces: figures.rows, reductions: reduced.rows };
}
