-- 臨時休館: rooms that cannot be used for some days or hours, and what happens to the bookings that meet it.
create table facility.closure (
  id uuid primary key,
  facility_id text not null,
  space_ids text[] not null check (cardinality(space_ids) between 1 and 200),
  kind text not null check (kind in ('weather', 'repair', 'disaster', 'public-use')),
  -- what residents read
  words text not null check (length(words) between 1 and 200),
  first_on date not null,
  last_on date not null,
  -- both or none: these hours of each day, or whole days
  from_time text check (from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  to_time text check (to_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'),
  state text not null check (state in ('planned', 'carrying-out', 'done', 'lifted')),
  -- nobody is told before: a minute to think again
  begins_at timestamptz not null,
  made_by uuid not null,
  made_at timestamptz not null,
  done_at timestamptz,
  lifted_at timestamptz,
  lifted_by uuid,
  lift_reason text check (length(lift_reason) between 1 and 200),
  constraint closure_days_in_order check (last_on >= first_on and last_on < first_on + 366),
  constraint closure_hours_in_order check ((from_time is null) = (to_time is null) and (from_time is null or from_time < to_time)),
  constraint closure_lifted_by_somebody check ((state = 'lifted') = (lifted_at is not null and lifted_by is not null))
);
create index closure_under_way on facility.closure (begins_at) where state in ('planned', 'carrying-out');

-- What is closed when. A closure stands beside the bookings that it meets until they are cancelled one by one; no new one
-- comes in meanwhile.
create table facility.closed_unit (
  closure_id uuid not null references facility.closure (id),
  unit_id text not null references facility.unit (id),
  closed_during tstzrange not null check (not isempty(closed_during)),
  closes boolean not null,
  primary key (closure_id, unit_id, closed_during)
);
create index closed_unit_closing on facility.closed_unit using gist (unit_id, closed_during) where (closes);

create function facility.follow_closure_state() returns trigger language plpgsql as $$
begin
  update facility.closed_unit set closes = new.state <> 'lifted' where closure_id = new.id;
  return null;
end $$;
create trigger closure_state_followed after update of state on facility.closure
  for each row when (old.state is distinct from new.state) execute function facility.follow_closure_state();

-- The judge beside booking_no_overlap: nothing begins to take a unit while it is closed.
create function facility.refuse_closed_unit() returns trigger language plpgsql as $$
begin
  if exists (
    select from facility.closed_unit
    where closes and unit_id = new.unit_id and closed_during && new.taken_during
  ) then
    raise exception 'unit % is closed', new.unit_id
      using errcode = 'exclusion_violation', constraint = 'booking_not_while_closed', schema = 'facility', table = 'occupancy';
  end if;
  return new;
end $$;
create trigger booking_not_while_closed before insert on facility.occupancy
  for each row when (new.takes) execute function facility.refuse_closed_unit();
create trigger booking_not_again_while_closed before update of takes, taken_during on facility.occupancy
  for each row when (new.takes and (not old.takes or new.taken_during is distinct from old.taken_during))
  execute function facility.refuse_closed_unit();

-- One row for each booking that the closure met when it was made. waiting: its turn comes. cancelled: by this closure.
-- ended-before: it had ended by then. spared: the closure was lifted first.
create table facility.closure_booking (
  closure_id uuid not null references facility.closure (id),
  booking_id uuid not null references facility.booking (id),
  state text not null check (state in ('waiting', 'cancelled', 'ended-before', 'spared')),
  refund integer not null default 0 check (refund >= 0),
  -- no mail reaches this person
  needs_call boolean not null default false,
  -- why it did not work the last time: a refusal's code
  trouble text,
  settled_at timestamptz,
  called_at timestamptz,
  called_by uuid,
  primary key (closure_id, booking_id),
  constraint closure_booking_called_by_somebody check ((called_at is null) = (called_by is null)),
  constraint closure_booking_settled check ((state = 'waiting') = (settled_at is null))
);
create index closure_booking_waiting on facility.closure_booking (closure_id, booking_id) where state = 'waiting';
create index closure_booking_of_booking on facility.closure_booking (booking_id);

-- 予約の変更: what a booking was before and after. The booking keeps its number.
create table facility.booking_change (
  id bigint generated always as identity primary key,
  booking_id uuid not null references facility.booking (id),
  changed_at timestamptz not null,
  by_staff boolean not null,
  reason text check (length(reason) between 1 and 200),
  before jsonb not null,
  after jsonb not null
);
create index booking_change_of_booking on facility.booking_change (booking_id, id);

-- くり返しの予約: days that were asked for together. Each day is a booking of its own.
create table facility.series (
  id uuid primary key,
  kind text not null check (kind in ('days', 'weekly', 'season')),
  facility_id text not null,
  space_id text not null,
  slots text[] not null check (cardinality(slots) between 1 and 96),
  first_on date not null,
  last_on date not null,
  left_out date[] not null default '{}',
  booker_id uuid not null,
  group_id uuid,
  made_by uuid,
  made_at timestamptz not null,
  constraint series_days_in_order check (last_on >= first_on and last_on < first_on + 731)
);
create index series_of_booker on facility.series (booker_id);
alter table facility.booking add column series_id uuid references facility.series (id);
create index booking_of_series on facility.booking (series_id, used_on) where series_id is not null;
