create table identity."group" (
  id uuid primary key,
  name text not null constraint group_has_a_name check (length(name) between 1 and 400),
  kana text check (length(kana) between 1 and 400),
  purpose text not null check (length(purpose) <= 1000),
  search text not null,
  founded_at timestamptz not null,
  closed_at timestamptz
);
create index group_search on identity."group" using gin (search gin_trgm_ops);

create table identity.group_member (
  id uuid primary key,
  group_id uuid not null references identity."group" (id) on delete cascade,
  -- null: on the roster by name only, without an account
  person_id uuid references identity.person (id) on delete cascade,
  name text not null check (length(name) between 1 and 400),
  role text not null check (role in ('owner', 'officer', 'member')),
  -- lives, works or learns in the city; null: not said
  is_local boolean,
  added_at timestamptz not null,
  constraint group_member_once unique (group_id, person_id),
  constraint group_member_role_needs_account check (role = 'member' or person_id is not null)
);
create index group_member_person on identity.group_member (person_id);

-- A group that is open has an owner. The lock makes two owners who leave at once wait for each other.
create function identity.keep_an_owner() returns trigger language plpgsql as $$
declare is_open boolean;
begin
  select closed_at is null into is_open from identity."group" where id = old.group_id for update;
  if is_open and not exists (select from identity.group_member where group_id = old.group_id and role = 'owner') then
    raise exception 'the last owner stays' using errcode = 'check_violation', constraint = 'group_keeps_an_owner';
  end if;
  return null;
end $$;
create trigger group_keeps_an_owner after update or delete on identity.group_member
  for each row when (old.role = 'owner') execute function identity.keep_an_owner();

create table identity.group_invitation (
  id uuid primary key,
  group_id uuid not null references identity."group" (id) on delete cascade,
  mail text not null,
  mail_key text not null,
  role text not null check (role in ('owner', 'officer', 'member')),
  invited_by uuid references identity.person (id) on delete cascade,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz
);
create unique index group_invitation_one_open on identity.group_invitation (group_id, mail_key) where answered_at is null;
create index group_invitation_mail on identity.group_invitation (mail_key) where answered_at is null;

-- 登録の種類: what the ordinances' categories and reductions ask for. From the city's files.
create table identity.category (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,60}$'),
  name text not null check (length(name) between 1 and 100),
  position integer not null
);

-- Given by staff after a check.
create table identity.group_category (
  group_id uuid not null references identity."group" (id) on delete cascade,
  category text not null references identity.category (id),
  given_by uuid,
  given_at timestamptz not null,
  primary key (group_id, category)
);

create table identity.group_document (
  id uuid primary key,
  group_id uuid not null references identity."group" (id) on delete cascade,
  file_id uuid not null unique,
  kind text not null check (kind in ('rules', 'roster', 'other')),
  name text not null check (length(name) between 1 and 200),
  type text not null,
  bytes integer not null,
  added_by uuid,
  added_at timestamptz not null
);
create index group_document_group on identity.group_document (group_id);
