-- 変更の申請: a change on which somebody decides first. Until then the booking carries what is asked for, this row what it was,
-- and both keep their units. Refused, withdrawn or undecided it becomes again what it was, and no money moves.
create table facility.asked_change (
  booking_id uuid primary key references facility.booking (id),
  state text not null check (state in ('reserved', 'confirmed')),
  space_id text not null,
  used_on date not null,
  used_during tstzrange not null check (not isempty(used_during)),
  amount integer not null check (amount >= 0),
  pay_by timestamptz,
  settled_at timestamptz,
  -- the rest of what it was: version, slots, use, quote, series
  stood jsonb not null,
  -- what it takes if it is allowed; also held by occupancy rows, where they are not the booking's own already
  wanted_units text[] not null check (cardinality(wanted_units) > 0),
  wanted_during tstzrange not null check (not isempty(wanted_during)),
  -- undecided by then, it is again what it was
  ends_at timestamptz not null,
  by_staff boolean not null,
  reason text check (length(reason) <= 500),
  constraint asked_change_reservation_has_deadline check (state <> 'reserved' or pay_by is not null)
);
create index asked_change_by_day on facility.asked_change (used_on);

-- A unit may be had for what stands and, at another time, for what is asked for.
alter table facility.occupancy drop constraint occupancy_pkey;
alter table facility.occupancy add primary key (booking_id, unit_id, taken_during);
alter table facility.occupancy add column wanted boolean not null default false;

-- As before: no request becomes a permit by a program's mistake. It may become again exactly what it was.
create or replace function facility.refuse_undecided() returns trigger language plpgsql as $$
begin
  if (select state from facility.approval where booking_id = new.id order by asked_at desc, id desc limit 1) is distinct from 'approved'
    and not exists (
      select from facility.asked_change as stood
      where stood.booking_id = new.id and stood.state = new.state and stood.space_id = new.space_id
        and stood.used_during = new.used_during and stood.amount = new.amount) then
    raise exception 'booking % is not approved', new.id
      using errcode = 'check_violation', constraint = 'booking_needs_decision', schema = 'facility', table = 'booking';
  end if;
  return new;
end $$;

-- Whatever ends the waiting: the question is withdrawn unless it was answered, and nothing stands beside the booking any more.
create or replace function facility.withdraw_approval() returns trigger language plpgsql as $$
begin
  update facility.approval set state = 'withdrawn' where booking_id = new.id and state = 'asked';
  delete from facility.asked_change where booking_id = new.id;
  return null;
end $$;
drop trigger booking_ended_undecided on facility.booking;
create trigger booking_ended_undecided after update of state on facility.booking
  for each row when (old.state = 'requested' and new.state <> 'requested')
  execute function facility.withdraw_approval();
