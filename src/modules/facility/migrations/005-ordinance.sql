-- 条例ファイル: what staff loaded, kept as it came. One person brings it, another puts it into force from a day on; then its
-- rules stand in facility.version. Wrong files are kept as well, so that what was tried can be looked at.
create table facility.ordinance (
  id uuid primary key,
  state text not null check (state in ('brought', 'scheduled', 'withdrawn')),
  text text not null check (length(text) between 1 and 400000),
  -- null where the file could not be read so far
  facility_id text,
  -- of the file; when it is put into force another day may be chosen
  effective_from date,
  -- no problems, and all its examples came out, with the rules of that moment
  is_right boolean not null,
  brought_by uuid not null,
  brought_at timestamptz not null,
  scheduled_by uuid,
  scheduled_at timestamptz,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  reason text check (length(reason) between 1 and 500),
  constraint ordinance_not_own check (scheduled_by <> brought_by),
  constraint ordinance_in_force_is_right check (state <> 'scheduled' or is_right),
  constraint ordinance_scheduled_by_somebody check
    (state <> 'scheduled' or (scheduled_by is not null and scheduled_at is not null and facility_id is not null and effective_from is not null)),
  constraint ordinance_withdrawn_says_why check
    (state <> 'withdrawn' or (withdrawn_by is not null and withdrawn_at is not null and reason is not null))
);
create unique index ordinance_one_for_a_day on facility.ordinance (facility_id, effective_from) where state = 'scheduled';
create index ordinance_by_time on facility.ordinance (brought_at desc);

create table facility.ordinance_transition (from_state text, to_state text, primary key (from_state, to_state));
insert into facility.ordinance_transition values
  ('brought', 'scheduled'), ('brought', 'withdrawn'), ('scheduled', 'withdrawn');

create function facility.refuse_unknown_ordinance_move() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  if old.state is distinct from new.state and not exists
    (select from facility.ordinance_transition where from_state = old.state and to_state = new.state) then
    raise exception 'an ordinance file cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'ordinance_move_known';
  end if;
  if new.text <> old.text or new.brought_by <> old.brought_by then
    raise exception 'an ordinance file stays as it was brought'
      using errcode = 'check_violation', constraint = 'ordinance_stays';
  end if;
  return new;
end $$;
create trigger ordinance_move_known before update on facility.ordinance
  for each row execute function facility.refuse_unknown_ordinance_move();
