-- What statistics count of a booking's price, as columns that follow it by themselves. Reasons are names of a few words; the end
-- of a longer one is left out, because an index takes no row above 2,700 bytes.
create function facility.reduction_reasons(quote jsonb) returns text
  language sql immutable parallel safe set search_path = '' as $$
    select left(string_agg(distinct line #>> '{explanation,params,because,ja}', '・'), 300)
    from jsonb_array_elements(quote -> 'lines') as line where line ->> 'kind' = 'reduction'
  $$;

alter table facility.booking
  add column full_price integer generated always as ((quote ->> 'fullPrice')::integer) stored,
  add column reduced_because text generated always as (facility.reduction_reasons(quote)) stored;

-- All that figures are counted from, so that the whole prices beside it are not read: bench/statistics.ts.
create index booking_counted on facility.booking (facility_id, used_on)
  include (id, state, space_id, effective_from, slots, category_id, people, amount, full_price, reduced_because, block_kind,
    settled_at)
  where state in ('confirmed', 'cancelled');
