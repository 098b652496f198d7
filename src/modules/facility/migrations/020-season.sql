-- 利用調整: frames of a season that a meeting gives out. Nobody comes first for them until it has decided.
-- What was booked before stays; the season's own series and what the city blocks may come in.
alter table facility.series add column season_id uuid;
create index series_of_season on facility.series (season_id) where season_id is not null;

create table facility.kept_unit (
  season_id uuid not null,
  unit_id text not null references facility.unit (id),
  kept_during tstzrange not null check (not isempty(kept_during)),
  keeps boolean not null default true,
  primary key (season_id, unit_id, kept_during),
  -- two seasons cannot give out the same hours
  constraint kept_once exclude using gist (unit_id with =, season_id with <>, kept_during with &&) where (keeps)
);

-- The judge beside booking_no_overlap and booking_not_while_closed: no errand can forget it.
create function facility.refuse_kept_unit() returns trigger language plpgsql as $$
begin
  if exists (
    select from facility.kept_unit as kept
    where kept.keeps and kept.unit_id = new.unit_id and kept.kept_during && new.taken_during
      and not exists (
        select from facility.booking
        left join facility.series on series.id = booking.series_id
        where booking.id = new.booking_id and (booking.state = 'blocked' or series.season_id = kept.season_id)
      )
  ) then
    raise exception 'unit % is kept for a season', new.unit_id
      using errcode = 'exclusion_violation', constraint = 'booking_not_in_season', schema = 'facility', table = 'occupancy';
  end if;
  return new;
end $$;
create trigger booking_not_in_season before insert on facility.occupancy
  for each row when (new.takes) execute function facility.refuse_kept_unit();
create trigger booking_not_again_in_season before update of takes, taken_during on facility.occupancy
  for each row when (new.takes and (not old.takes or new.taken_during is distinct from old.taken_during))
  execute function facility.refuse_kept_unit();
