-- Several windows for one code: a series has one code for all its days.
alter table door.access add column windows tstzmultirange;
update door.access set windows = tstzmultirange(tstzrange(from_at, until_at));
alter table door.access
  alter column windows set not null,
  add constraint access_has_windows check (not isempty(windows) and from_at = lower(windows) and until_at = upper(windows)),
  -- so long after each end the booker may open once more, for lights and things left behind
  add column grace_minutes integer not null default 15 check (grace_minutes between 0 and 120);

insert into door.transition (of, from_state, to_state) values ('code', 'enabled', 'installed');

alter table door.access_door
  -- a lock that keeps times by itself ends the code then, whether it is heard or not
  add column kept_until timestamptz,
  drop constraint access_door_last_failure_check,
  add constraint access_door_last_failure_check
    check (last_failure in ('unreachable', 'no-answer', 'refused', 'no-free-slot', 'not-yet', 'code-taken'));

alter table door.door
  -- so many codes that nobody knows lie in the lock, for the time when it cannot be reached
  add column spare_codes integer not null default 0 check (spare_codes between 0 and 10),
  -- a key instead of a lock that can be spoken to: where it is fetched and brought back
  add column key jsonb check (key ? 'fetch' and key ? 'bring'),
  add constraint door_is_lock_or_key check ((adapter = 'keybox') = (key is not null)),
  add constraint key_has_no_spare_codes check (adapter <> 'keybox' or spare_codes = 0);

-- Two workers never speak to one lock at once. Real time, not the city's clock: it is about processes.
alter table door.door_state
  add column turn_of uuid,
  add column turn_until timestamptz,
  add constraint turn_ends check ((turn_of is null) = (turn_until is null));

alter table door.command
  drop constraint command_origin_check,
  add constraint command_origin_check check (origin in ('app', 'staff', 'reentry')),
  drop constraint app_command_has_an_access,
  add constraint app_command_has_an_access check (origin = 'staff' or access_id is not null),
  drop constraint command_failure_check,
  add constraint command_failure_check
    check (failure in ('unreachable', 'no-answer', 'refused', 'not-yet', 'too-late', 'not-allowed'));
alter table door.entry
  drop constraint entry_kind_check,
  add constraint entry_kind_check check (kind in ('code', 'app', 'staff', 'reentry', 'inside', 'other', 'refused'));

-- Once more after the end: one opening for each door and each end. A try that failed may be repeated.
create table door.reentry (
  access_id uuid not null references door.access (id),
  door_id text not null references door.door (id),
  ended_at timestamptz not null,
  command_id uuid not null unique references door.command (id),
  constraint reentry_once primary key (access_id, door_id, ended_at)
);

alter table door.incident
  drop constraint incident_kind_check,
  add constraint incident_kind_check check (kind in ('code-not-removed', 'code-not-installed', 'code-not-enabled',
    'no-free-slot', 'unreachable', 'wrong-codes', 'battery-low', 'not-closed', 'key-overdue', 'box-number')),
  -- when the facility managers were last told by mail, and how often
  add column told_at timestamptz,
  add column told_count integer not null default 0 check (told_count >= 0);

-- A key that goes over the counter or lies in a box: one row for each time it is needed.
create table door.key_use (
  id uuid primary key,
  access_id uuid not null references door.access (id),
  door_id text not null references door.door (id),
  from_at timestamptz not null,
  until_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'out', 'back', 'not-needed')),
  out_at timestamptz,
  out_by uuid,
  back_at timestamptz,
  back_by uuid,
  constraint key_use_runs_forward check (from_at < until_at),
  constraint key_use_once unique (access_id, door_id, from_at),
  constraint key_out_when check ((state in ('out', 'back')) = (out_at is not null)),
  constraint key_back_when check ((state = 'back') = (back_at is not null))
);
create index key_use_open on door.key_use (door_id, from_at) where state in ('waiting', 'out');
-- one key, one holder
create unique index key_out_once on door.key_use (door_id) where state = 'out';

alter table door.transition drop constraint transition_of_check;
alter table door.transition add constraint transition_of_check check (of in ('code', 'command', 'key', 'shelter'));
insert into door.transition (of, from_state, to_state) values
  ('key', 'waiting', 'out'),
  ('key', 'waiting', 'not-needed'),
  ('key', 'out', 'back'),
  ('shelter', 'opening', 'open'),
  ('shelter', 'opening', 'closing'),
  ('shelter', 'open', 'opening'),
  ('shelter', 'open', 'closing'),
  ('shelter', 'closing', 'closed'),
  ('shelter', 'by-hand', 'closed');
create trigger key_follows_the_table before update on door.key_use
  for each row when (old.state is distinct from new.state) execute function door.check_transition('key');

-- The number that stands on a key box now; staff change it by hand. A change every time it may be known to somebody.
create table door.key_box (
  door_id text primary key references door.door (id),
  -- AES-256-GCM
  number_sealed text not null,
  -- keyed hash, so that the same number is not set again
  number_mark text not null,
  set_at timestamptz not null,
  set_by uuid
);

-- 避難所: doors held open. Asked by one person and confirmed by another, and so again at the end.
create table door.shelter (
  id uuid primary key,
  is_drill boolean not null,
  reason text not null check (length(reason) between 4 and 500),
  asked_by uuid not null,
  asked_at timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  end_asked_by uuid,
  end_asked_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  constraint shelter_confirmed_by_another check (confirmed_by <> asked_by),
  constraint shelter_ended_by_another check (ended_by <> end_asked_by),
  constraint shelter_confirmed_when check ((confirmed_by is null) = (confirmed_at is null)),
  constraint shelter_withdrawn_when check ((withdrawn_by is null) = (withdrawn_at is null)),
  constraint shelter_end_asked_when check ((end_asked_by is null) = (end_asked_at is null)),
  constraint shelter_ended_when check ((ended_by is null) = (ended_at is null)),
  constraint shelter_in_order check (
    (withdrawn_at is null or confirmed_at is null)
    and (end_asked_at is null or confirmed_at is not null)
    and (ended_at is null or end_asked_at is not null))
);

create table door.shelter_door (
  shelter_id uuid not null references door.shelter (id),
  door_id text not null references door.door (id),
  -- by-hand: nothing of ours can hold it open, somebody goes there
  state text not null check (state in ('opening', 'open', 'closing', 'closed', 'by-hand')),
  -- a drill and a withdrawn asking hold no door
  holds boolean not null,
  changed_at timestamptz not null,
  last_failure text check (last_failure in ('unreachable', 'no-answer', 'refused', 'not-yet')),
  next_try_at timestamptz,
  primary key (shelter_id, door_id)
);
create unique index shelter_door_once on door.shelter_door (door_id) where holds and state <> 'closed';
create trigger shelter_follows_the_table before update on door.shelter_door
  for each row when (old.state is distinct from new.state) execute function door.check_transition('shelter');
