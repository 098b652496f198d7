-- What was changed of a season after it was opened. Everybody reads it, so that nobody has to compare two notices.
create table allocation.season_change (
  id bigint generated always as identity primary key,
  season_id uuid not null references allocation.season (id),
  changed_at timestamptz not null,
  changed_by uuid not null,
  -- [{field, before, after}]: days as YYYY-MM-DD, spaces as ids, names as they were and are
  changes jsonb not null check (jsonb_typeof(changes) = 'array' and jsonb_array_length(changes) between 1 and 10)
);
create index season_change_of_season on allocation.season_change (season_id, id);
revoke update, delete, truncate on allocation.season_change from machimigaki_app;

-- A deadline or a meeting that groups rely on only moves to a later day, and only while the table is open.
create function allocation.guard_season_days() returns trigger language plpgsql as $$
begin
  if old.state <> 'open' or new.closes_at < old.closes_at or new.meeting_on < old.meeting_on
    or (new.closes_at > old.closes_at and exists (select from allocation.given where season_id = new.id)) then
    raise exception using errcode = 'check_violation', constraint = 'season_only_prolonged', message = 'season_only_prolonged';
  end if;
  return new;
end $$;
create trigger season_only_prolonged before update of closes_at, meeting_on on allocation.season
  for each row when (new.closes_at <> old.closes_at or new.meeting_on <> old.meeting_on)
  execute function allocation.guard_season_days();
