create schema allocation;

-- 利用調整: a season (4月〜9月) whose weekly frames a meeting gives to groups.
create table allocation.season (
  id uuid primary key,
  facility_id text not null,
  name text not null check (length(name) between 1 and 80),
  -- what groups read
  words text check (length(words) between 1 and 1000),
  first_on date not null,
  last_on date not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  meeting_on date not null,
  most_wishes integer not null check (most_wishes between 1 and 10),
  most_given integer not null check (most_given between 1 and 20),
  -- 利用区分 of the facility that may ask
  categories text[] not null check (cardinality(categories) > 0),
  state text not null check (state in ('open', 'closed', 'confirming', 'done', 'dropped')),
  made_by uuid not null,
  made_at timestamptz not null,
  closed_by uuid,
  closed_at timestamptz,
  confirmed_by uuid,
  confirmed_at timestamptz,
  done_at timestamptz,
  ended_because text check (length(ended_because) between 1 and 300),
  constraint season_days_in_order check (last_on >= first_on and last_on < first_on + 372),
  constraint season_times_in_order check (opens_at < closes_at),
  constraint season_closed_by_somebody check ((closed_by is null) = (closed_at is null)),
  constraint season_confirmed_is_whole check ((confirmed_by is null) = (confirmed_at is null)),
  constraint season_confirmed_was_closed check (state not in ('confirming', 'done') or (closed_by is not null and confirmed_by is not null)),
  -- who closes the table is not who confirms it
  constraint season_confirmed_by_another check (confirmed_by <> closed_by)
);

create table allocation.transition (from_state text, to_state text not null, primary key (from_state, to_state));
insert into allocation.transition values
  ('open', 'closed'), ('closed', 'open'), ('closed', 'confirming'), ('confirming', 'done'),
  ('open', 'dropped'), ('closed', 'dropped');
revoke insert, update, delete, truncate on allocation.transition from machimigaki_app;

create function allocation.guard_season() returns trigger language plpgsql as $$
begin
  if new.state <> old.state
    and not exists (select from allocation.transition where from_state = old.state and to_state = new.state) then
    raise exception using errcode = 'check_violation', constraint = 'season_follows_its_states', message = 'season_follows_its_states';
  end if;
  return new;
end $$;
create trigger season_guarded before update on allocation.season
  for each row execute function allocation.guard_season();
revoke delete, truncate on allocation.season from machimigaki_app;

-- 枠: a space on a weekday in these slots, each week of the season.
create table allocation.frame (
  id uuid primary key,
  season_id uuid not null references allocation.season (id),
  space_id text not null,
  weekday integer not null check (weekday between 0 and 6),
  slots text[] not null check (cardinality(slots) between 1 and 96),
  units text[] not null check (cardinality(units) > 0),
  from_time text not null,
  to_time text not null,
  -- why nobody got it, or what was agreed on
  note text check (length(note) between 1 and 300),
  constraint frame_once unique (season_id, space_id, weekday, slots)
);

-- What one group asks for: one for each season, with its wishes in their order.
create table allocation.application (
  id uuid primary key,
  season_id uuid not null references allocation.season (id),
  group_id uuid not null,
  person_id uuid not null,
  -- the member of staff who wrote it down from paper
  entered_by uuid,
  -- 整理番号: from the ids of season and group, so that it neither hurries nor is chosen
  number integer not null check (number between 0 and 9999999),
  use jsonb not null,
  words text check (length(words) between 1 and 300),
  -- the group's name may stand in the public table
  is_named boolean not null,
  asked_at timestamptz not null,
  withdrawn_at timestamptz
);
create unique index application_one_per_group on allocation.application (season_id, group_id) where withdrawn_at is null;
create index application_of_group on allocation.application (group_id, asked_at desc);
create index application_of_person on allocation.application (person_id);

create table allocation.wish (
  application_id uuid not null references allocation.application (id),
  rank integer not null check (rank between 1 and 10),
  frame_id uuid not null references allocation.frame (id),
  primary key (application_id, rank),
  constraint wish_not_twice unique (application_id, frame_id)
);
create index wish_for_frame on allocation.wish (frame_id);

-- What the meeting gave: a frame to a group, each week or each other week, for the season or a part of it.
create table allocation.given (
  id uuid primary key,
  season_id uuid not null references allocation.season (id),
  application_id uuid not null references allocation.application (id),
  frame_id uuid not null references allocation.frame (id),
  pattern text not null check (pattern in ('every', 'odd', 'even')),
  from_on date not null,
  until_on date not null,
  without date[] not null default '{}',
  given_by uuid not null,
  given_at timestamptz not null,
  -- booked: the series exists. refused: nothing of it could be booked, and why.
  state text not null default 'given' check (state in ('given', 'booked', 'refused')),
  series_id uuid unique,
  -- [{on, code}]: the days that could not be had
  left_out jsonb not null default '[]',
  trouble text,
  settled_at timestamptz,
  constraint given_days_in_order check (until_on >= from_on),
  constraint given_booked_has_series check ((state = 'booked') = (series_id is not null)),
  constraint given_settled check ((state = 'given') = (settled_at is null))
);
create index given_of_season on allocation.given (season_id, id);
create index given_of_application on allocation.given (application_id);

-- Each day of it. PostgreSQL is the judge: no unit is given twice in the same hours of a season.
create table allocation.given_day (
  given_id uuid not null references allocation.given (id) on delete cascade,
  season_id uuid not null,
  used_on date not null,
  unit_id text not null,
  taken_during tstzrange not null check (not isempty(taken_during)),
  primary key (given_id, used_on, unit_id),
  constraint given_no_overlap exclude using gist (season_id with =, unit_id with =, taken_during with &&)
);

-- The table stays as it was closed: what is given changes only while it is open.
create function allocation.guard_given() returns trigger language plpgsql as $$
declare
  of_season uuid := coalesce(new.season_id, old.season_id);
begin
  if not exists (select from allocation.season where id = of_season and state = 'open') then
    raise exception using errcode = 'check_violation', constraint = 'given_while_open', message = 'given_while_open';
  end if;
  return coalesce(new, old);
end $$;
create trigger given_guarded before insert or delete on allocation.given
  for each row execute function allocation.guard_given();
