-- A booking that was won in a draw names its win; the win itself stands in the module lottery.
alter table facility.booking add column win_id uuid unique;
-- A win that was given up keeps its units until this instant, which nobody is told: a room cannot be handed to somebody
-- who waits for it to become free.
alter table facility.booking add column returns_at timestamptz;
alter table facility.booking add constraint booking_return_is_of_a_win
  check (returns_at is null or (win_id is not null and state in ('cancelled', 'expired')));
create index booking_returning on facility.booking (returns_at) where returns_at is not null;

create or replace function facility.follow_booking_state() returns trigger language plpgsql as $$
begin
  update facility.occupancy
  set takes = new.state in ('held', 'reserved', 'confirmed', 'blocked') or new.returns_at is not null
  where booking_id = new.id;
  return null;
end $$;
drop trigger booking_state_followed on facility.booking;
create trigger booking_state_followed after update of state, returns_at on facility.booking
  for each row when (old.state is distinct from new.state or old.returns_at is distinct from new.returns_at)
  execute function facility.follow_booking_state();
