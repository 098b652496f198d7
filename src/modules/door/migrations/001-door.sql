create schema door;

create table door.door (
  id text primary key check (id ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name jsonb not null check (name ? 'ja'),
  -- the house it belongs to
  place jsonb check (place ? 'ja'),
  adapter text not null,
  -- one level of an MQTT topic, and never a filter
  address text not null check (address ~ '^[^/+#]{1,100}$'),
  code_slots integer not null check (code_slots between 1 and 250),
  defined_at timestamptz not null,
  constraint door_address_once unique (adapter, address)
);

-- What a lock says of itself, and how well it answers. One row for each door.
create table door.door_state (
  door_id text primary key references door.door (id),
  -- null: not heard yet
  reachable boolean,
  unreachable_since timestamptz,
  battery_percent integer check (battery_percent between 0 and 100),
  lock_state text not null default 'unknown' check (lock_state in ('locked', 'unlocked', 'not-fully-locked', 'unknown')),
  heard_at timestamptz,
  -- tries in a row without an answer; the next one not before
  failures integer not null default 0 check (failures >= 0),
  next_try_at timestamptz,
  constraint unreachable_since_when check ((reachable is false) = (unreachable_since is not null))
);

-- One code for all doors of a subject.
create table door.access (
  id uuid primary key,
  subject_kind text not null,
  subject_id text not null,
  person_id uuid,
  -- AES-256-GCM; erased when the code is gone from all doors
  code_sealed text,
  from_at timestamptz not null,
  until_at timestamptz not null,
  requested_at timestamptz not null,
  revoked_at timestamptz,
  -- for what staff handed it out
  reason text,
  constraint access_window_runs_forward check (from_at < until_at)
);
create unique index access_one_live_per_subject on door.access (subject_kind, subject_id) where revoked_at is null;
create index access_subject on door.access (subject_kind, subject_id);
create index access_person on door.access (person_id) where person_id is not null;

create table door.access_door (
  access_id uuid not null references door.access (id),
  door_id text not null references door.door (id),
  state text not null check (state in ('requested', 'installing', 'installed', 'enabled', 'removing', 'removed')),
  -- the user number on the lock; taken when the code is written, so that bookings far ahead take no place
  slot integer check (slot >= 1),
  -- keyed hash, to recognise a code without opening it
  code_mark text not null,
  -- from the request until 30 days after the code left the door
  reserved_during tstzrange not null,
  -- when the lock last said that it has the code as it should be
  verified_at timestamptz,
  -- a worker is at it until then
  busy_until timestamptz,
  failures integer not null default 0 check (failures >= 0),
  last_failure text check (last_failure in ('unreachable', 'no-answer', 'refused', 'no-free-slot')),
  next_try_at timestamptz,
  removed_at timestamptz,
  primary key (access_id, door_id),
  constraint code_on_a_lock_has_a_slot check (state in ('requested', 'removed') or slot is not null),
  constraint removed_when check ((state = 'removed') = (removed_at is not null)),
  constraint door_code_not_reused exclude using gist (door_id with =, code_mark with =, reserved_during with &&)
);
create unique index door_slot_once on door.access_door (door_id, slot) where state <> 'removed' and slot is not null;
create index access_door_open on door.access_door (door_id) where state <> 'removed';

-- Who was shown a code, and until when the page may go on showing it.
create table door.viewing (
  id uuid primary key,
  access_id uuid not null references door.access (id),
  person_id uuid not null,
  viewed_at timestamptz not null,
  shown_until timestamptz not null,
  reason text
);
create index viewing_access on door.viewing (access_id, person_id, shown_until);

-- A remote opening or closing.
create table door.command (
  id uuid primary key,
  door_id text not null references door.door (id),
  kind text not null check (kind in ('unlock', 'lock')),
  origin text not null check (origin in ('app', 'staff')),
  access_id uuid references door.access (id),
  asked_by uuid,
  reason text check (length(reason) between 4 and 500),
  state text not null check (state in ('asked', 'sent', 'confirmed', 'failed')),
  failure text check (failure in ('unreachable', 'no-answer', 'refused', 'too-late', 'not-allowed')),
  asked_at timestamptz not null,
  sent_at timestamptz,
  settled_at timestamptz,
  constraint staff_command_has_a_reason check (origin <> 'staff' or reason is not null),
  constraint app_command_has_an_access check (origin <> 'app' or access_id is not null),
  constraint failed_why check ((state = 'failed') = (failure is not null)),
  constraint settled_when check ((state in ('confirmed', 'failed')) = (settled_at is not null))
);
create index command_door on door.command (door_id, asked_at desc);
create index command_open on door.command (asked_at) where state in ('asked', 'sent');

-- The entry log only grows. It names a subject, never a person.
create table door.entry (
  id bigint generated always as identity primary key,
  door_id text not null references door.door (id),
  at timestamptz not null,
  kind text not null check (kind in ('code', 'app', 'staff', 'inside', 'other', 'refused')),
  slot integer,
  access_id uuid references door.access (id),
  command_id uuid references door.command (id),
  recorded_at timestamptz not null
);
create unique index entry_once_per_command on door.entry (command_id) where command_id is not null;
create index entry_door on door.entry (door_id, at desc);
create index entry_access on door.entry (access_id, at desc) where access_id is not null;
revoke update, delete, truncate on door.entry from machimigaki_app;
create trigger entry_append_only before update or delete or truncate on door.entry
  for each statement execute function kernel.refuse_change();

-- What staff must act on, with its beginning and end.
create table door.incident (
  id uuid primary key,
  door_id text not null references door.door (id),
  kind text not null check (kind in ('code-not-removed', 'code-not-installed', 'code-not-enabled', 'no-free-slot',
    'unreachable', 'wrong-codes', 'battery-low')),
  access_id uuid references door.access (id),
  since timestamptz not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  taken_by uuid,
  taken_at timestamptz
);
create unique index incident_once_while_open on door.incident (door_id, kind, access_id) nulls not distinct
  where closed_at is null;

-- The states that may follow each other; the same tables as in rules/code-states.ts, compared by a test.
create table door.transition (
  of text not null check (of in ('code', 'command')),
  from_state text not null,
  to_state text not null,
  primary key (of, from_state, to_state)
);
insert into door.transition (of, from_state, to_state) values
  ('code', 'requested', 'installing'),
  ('code', 'requested', 'removed'),
  ('code', 'installing', 'installed'),
  ('code', 'installing', 'enabled'),
  ('code', 'installing', 'removing'),
  ('code', 'installed', 'enabled'),
  ('code', 'installed', 'installing'),
  ('code', 'installed', 'removing'),
  ('code', 'enabled', 'installing'),
  ('code', 'enabled', 'removing'),
  ('code', 'removing', 'removed'),
  ('command', 'asked', 'sent'),
  ('command', 'asked', 'failed'),
  ('command', 'sent', 'confirmed'),
  ('command', 'sent', 'failed');
revoke insert, update, delete, truncate on door.transition from machimigaki_app;

create function door.check_transition() returns trigger language plpgsql as $$
begin
  if not exists (
    select from door.transition where of = tg_argv[0] and from_state = old.state and to_state = new.state
  ) then
    raise exception 'a % cannot become % from %', tg_argv[0], new.state, old.state
      using errcode = 'check_violation', constraint = 'state_follows_the_table';
  end if;
  return new;
end $$;
create trigger code_follows_the_table before update on door.access_door
  for each row when (old.state is distinct from new.state) execute function door.check_transition('code');
create trigger command_follows_the_table before update on door.command
  for each row when (old.state is distinct from new.state) execute function door.check_transition('command');
