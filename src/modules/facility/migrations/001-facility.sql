create schema facility;

-- 条例の版: the rules of a facility for uses from a day on. A booking names the version by which it was priced.
create table facility.version (
  facility_id text not null,
  effective_from date not null,
  definition jsonb not null,
  loaded_at timestamptz not null,
  primary key (facility_id, effective_from)
);

-- 分割単位: what can be taken only once at a time.
create table facility.unit (
  id text primary key,
  facility_id text not null
);

create table facility.booking (
  id uuid primary key,
  number text not null unique check (number ~ '^[A-HJ-NP-Z2-9]{3}-[A-HJ-NP-Z2-9]{3}$'),
  state text not null check (state in ('held', 'reserved', 'confirmed', 'blocked', 'cancelled', 'expired')),
  channel text not null check (channel in ('web', 'counter')),

  facility_id text not null,
  effective_from date not null,
  space_id text not null,
  used_on date not null,
  slots text[] not null check (cardinality(slots) between 1 and 96),
  -- the use itself; what is kept free around it stands in facility.occupancy
  used_during tstzrange not null check (not isempty(used_during)),

  booker_id uuid,
  group_id uuid,
  made_by uuid,
  made_at timestamptz not null,
  category_id text,
  purpose_id text,
  people integer check (people between 1 and 100000),
  extras jsonb not null default '{}',
  declarations text[] not null default '{}',
  quote jsonb,
  amount integer not null default 0,

  hold_until timestamptz,
  hold_extensions integer not null default 0 check (hold_extensions between 0 and 1),
  pay_by timestamptz,
  settled_at timestamptz,
  ended_at timestamptz,
  end_reason text check (length(end_reason) <= 500),
  block_kind text check (block_kind in ('closure', 'use')),
  block_reason text check (length(block_reason) between 1 and 200),
  -- iCalendar's SEQUENCE: one more with each change
  sequence integer not null default 0,

  foreign key (facility_id, effective_from) references facility.version (facility_id, effective_from),
  constraint booking_amount_not_negative check (amount >= 0),
  constraint booking_hold_has_end check (state <> 'held' or hold_until is not null),
  constraint booking_reservation_has_deadline check (state <> 'reserved' or pay_by is not null),
  constraint booking_block_has_reason check (state <> 'blocked' or (block_kind is not null and block_reason is not null)),
  constraint booking_has_booker check (block_kind is not null or state in ('cancelled', 'expired') or booker_id is not null)
);
create index booking_of_booker on facility.booking (booker_id, used_on desc);
create index booking_of_group on facility.booking (group_id, used_on desc) where group_id is not null;
create index booking_by_day on facility.booking (used_on, facility_id);
create index booking_due on facility.booking (least(hold_until, pay_by)) where state in ('held', 'reserved');

-- What a booking takes: one row for each unit. PostgreSQL is the judge of overlaps; the lock in the command only keeps
-- people from meeting here (EXCLUDE alone: 314 deadlocks in 6,000 attempts).
create table facility.occupancy (
  booking_id uuid not null references facility.booking (id),
  unit_id text not null references facility.unit (id),
  taken_during tstzrange not null check (not isempty(taken_during)),
  takes boolean not null,
  primary key (booking_id, unit_id),
  constraint booking_no_overlap exclude using gist (unit_id with =, taken_during with &&) where (takes)
);

-- A booking that has ended takes nothing; one that lives takes its units. Kept true here, so that no code can forget it.
create function facility.follow_booking_state() returns trigger language plpgsql as $$
begin
  update facility.occupancy set takes = new.state in ('held', 'reserved', 'confirmed', 'blocked')
  where booking_id = new.id;
  return null;
end $$;
create trigger booking_state_followed after update of state on facility.booking
  for each row when (old.state is distinct from new.state) execute function facility.follow_booking_state();
