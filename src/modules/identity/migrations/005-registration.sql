-- 登録の種類: what each asks for, as the city's file groups.yaml says it; judged when it is read.
create table identity.registration_kind (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,60}$'),
  position integer not null,
  definition jsonb not null
);

alter table identity."group" add column district text check (length(district) between 1 and 60);

-- No address and no day of birth: shares and the responsible adult are all that an ordinance asks for.
alter table identity.group_member
  add column residence text check (residence in ('lives', 'works', 'learns', 'outside')),
  add column age_group text check (age_group in ('child', 'adult', 'senior')),
  add column is_responsible boolean not null default false,
  add constraint group_member_residence_says_local check (residence is null or is_local = (residence <> 'outside')),
  add constraint responsible_is_adult check (not is_responsible or coalesce(age_group in ('adult', 'senior'), false));
create unique index group_member_one_responsible on identity.group_member (group_id) where is_responsible;

create table identity.registration (
  id uuid primary key,
  group_id uuid not null references identity."group" (id) on delete cascade,
  kind text not null references identity.registration_kind (id),
  state text not null check (state in
    ('applied', 'returned', 'withdrawn', 'registered', 'suspended', 'refused', 'expired', 'ended')),
  -- given by staff without a roster: 行政区, 子ども会, member clubs of an association
  is_deemed boolean not null,
  renews uuid references identity.registration (id) on delete set null,
  -- null: the account was deleted since, or staff gave it
  applied_by uuid,
  applied_at timestamptz not null,
  -- the roster as it was handed in: [{name, role, residence, ageGroup, isResponsible}]
  roster jsonb not null,
  members integer not null check (members >= 0),
  local_members integer not null check (local_members between 0 and members),
  has_responsible_adult boolean not null,
  district text,
  -- what the group is asked to correct, and what staff say to the group
  marked text[] not null default '{}',
  words text not null default '' check (length(words) <= 1000),
  decided_by uuid,
  decided_at timestamptz,
  valid_from date,
  valid_until date,
  -- given by the kind and by its rules, for as long as the registration is valid
  categories text[] not null default '{}',
  -- the last reminder that went out: so many days before the end
  reminded integer,
  constraint registration_valid_if_given check
    (state not in ('registered', 'suspended', 'expired', 'ended') or (valid_from is not null and valid_until >= valid_from)),
  constraint registration_says_why check (state not in ('returned', 'refused', 'suspended', 'ended') or words <> ''),
  constraint registration_decided_by_somebody check
    (state not in ('registered', 'refused', 'suspended', 'returned') or decided_at is not null),
  constraint registration_not_own check (decided_by <> applied_by),
  constraint registration_once exclude using gist
    (group_id with =, kind with =, daterange(valid_from, valid_until, '[]') with &&)
    where (state in ('registered', 'suspended'))
);
create unique index registration_one_open on identity.registration (group_id, kind) where state in ('applied', 'returned');
create index registration_group on identity.registration (group_id);
create index registration_state on identity.registration (state, applied_at);

create table identity.registration_transition (from_state text, to_state text, primary key (from_state, to_state));
insert into identity.registration_transition values
  ('applied', 'returned'), ('applied', 'registered'), ('applied', 'refused'), ('applied', 'withdrawn'),
  ('returned', 'applied'), ('returned', 'withdrawn'), ('returned', 'refused'),
  ('registered', 'suspended'), ('registered', 'expired'), ('registered', 'ended'),
  ('suspended', 'registered'), ('suspended', 'expired'), ('suspended', 'ended');

create function identity.refuse_unknown_registration_move() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  if not exists (select from identity.registration_transition where from_state = old.state and to_state = new.state) then
    raise exception 'a registration cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'registration_move_known';
  end if;
  return new;
end $$;
create trigger registration_move_known before update of state on identity.registration
  for each row when (old.state is distinct from new.state) execute function identity.refuse_unknown_registration_move();

-- Nobody decides about a group in which they are.
create function identity.refuse_own_group() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  if exists (select from identity.group_member where group_id = new.group_id and person_id = new.decided_by) then
    raise exception 'the group is one''s own' using errcode = 'check_violation', constraint = 'registration_not_own_group';
  end if;
  return new;
end $$;
create trigger registration_not_own_group before insert or update on identity.registration
  for each row when (new.decided_by is not null) execute function identity.refuse_own_group();

-- What happened to it, for the group to read. The audit log says the same with the person.
create table identity.registration_step (
  id uuid primary key,
  registration_id uuid not null references identity.registration (id) on delete cascade,
  -- the state it came to, or: a notice of change was handed in, taken, or sent back
  step text not null check (step in ('applied', 'returned', 'withdrawn', 'registered', 'suspended', 'resumed', 'refused',
    'expired', 'ended', 'deemed', 'notice', 'notice-taken', 'notice-returned')),
  words text not null default '',
  at timestamptz not null
);
create index registration_step_registration on identity.registration_step (registration_id, at);

-- 変更届: the roster or the officers of a registered group have changed.
create table identity.registration_notice (
  id uuid primary key,
  registration_id uuid not null references identity.registration (id) on delete cascade,
  state text not null check (state in ('sent', 'taken', 'returned')),
  roster jsonb not null,
  members integer not null check (members >= 0),
  local_members integer not null check (local_members between 0 and members),
  has_responsible_adult boolean not null,
  words text not null default '' check (length(words) <= 1000),
  sent_by uuid,
  sent_at timestamptz not null,
  answer text not null default '' check (length(answer) <= 1000),
  answered_by uuid,
  answered_at timestamptz,
  constraint notice_returned_says_why check (state <> 'returned' or answer <> ''),
  constraint notice_answered_once check ((state = 'sent') = (answered_at is null)),
  constraint notice_not_own check (answered_by <> sent_by)
);
create unique index registration_notice_one_open on identity.registration_notice (registration_id) where state = 'sent';
