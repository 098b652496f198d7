create schema if not exists identity;

-- 担当課
create table identity.section (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,40}$'),
  name text not null check (length(name) between 1 and 100),
  position integer not null
);

create table identity.person (
  id uuid primary key,
  kind text not null check (kind in ('resident', 'staff')),
  name text not null constraint person_has_a_name check (length(name) between 1 and 400),
  kana text check (length(kana) between 1 and 400),
  -- as entered, and in the one form by which two spellings of an address are the same
  mail text,
  mail_key text constraint person_mail_taken unique,
  telephone text check (telephone ~ '^\+?[0-9]{8,15}$'),
  locale text not null check (locale in ('ja', 'ja-easy', 'en')),
  -- name, kana, telephone and mail, folded for the staff's search
  search text not null,
  founded_at timestamptz not null,
  founded_by uuid,
  constraint person_mail_has_its_key check ((mail is null) = (mail_key is null))
);
create index person_search on identity.person using gin (search gin_trgm_ops);

-- Who a party outside says the person is. A pairwise subject means nothing elsewhere.
create table identity.external_subject (
  provider text not null,
  subject text not null check (length(subject) between 1 and 255),
  person_id uuid not null references identity.person (id) on delete cascade,
  linked_at timestamptz not null,
  constraint external_subject_taken primary key (provider, subject),
  constraint external_subject_once_a_person unique (provider, person_id)
);

create table identity.passkey (
  id text constraint passkey_known primary key check (length(id) between 16 and 1400),
  person_id uuid not null references identity.person (id) on delete cascade,
  public_key bytea not null,
  counter bigint not null check (counter >= 0),
  transports text[] not null,
  name text not null check (length(name) between 1 and 100),
  is_backed_up boolean not null,
  added_at timestamptz not null,
  last_used_at timestamptz
);
create index passkey_person on identity.passkey (person_id);

-- A challenge is signed, not stored; this remembers those that were used, until they are too old anyway.
create table identity.passkey_challenge_use (
  hash bytea constraint passkey_challenge_used primary key check (length(hash) = 32),
  used_at timestamptz not null
);

create table identity.staff_role (
  id uuid primary key,
  person_id uuid not null references identity.person (id) on delete cascade,
  role text not null check (role in ('clerk', 'facility-manager', 'approver', 'administrator', 'auditor')),
  section_id text not null references identity.section (id),
  valid_from timestamptz not null,
  valid_until timestamptz,
  granted_by uuid,
  revoked_by uuid,
  constraint staff_role_ends_after_start check (valid_until >= valid_from),
  -- nobody gives or takes roles of their own
  constraint staff_role_not_own check (granted_by <> person_id and revoked_by <> person_id),
  constraint staff_role_once exclude using gist
    (person_id with =, role with =, tstzrange(valid_from, valid_until) with &&),
  constraint staff_role_one_section exclude using gist
    (person_id with =, section_id with <>, tstzrange(valid_from, valid_until) with &&)
);

create function identity.only_staff_have_roles() returns trigger language plpgsql as $$
begin
  if not exists (select from identity.person where id = new.person_id and kind = 'staff') then
    raise exception 'only staff have roles' using errcode = 'check_violation', constraint = 'staff_role_is_for_staff';
  end if;
  return new;
end $$;
create trigger staff_role_is_for_staff before insert or update on identity.staff_role
  for each row execute function identity.only_staff_have_roles();

-- The first passkey of a member of staff: a code on paper from the administrator, together with a code by mail.
create table identity.enrolment (
  id uuid primary key,
  person_id uuid not null references identity.person (id) on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32),
  -- for the administrator's screen, until it is used
  sealed_code text,
  issued_by uuid,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  browser_hash bytea check (length(browser_hash) = 32),
  proven_at timestamptz,
  used_at timestamptz,
  constraint enrolment_is_short check (expires_at <= issued_at + interval '72 hours'),
  constraint enrolment_is_used_once check (used_at is null or proven_at is not null)
);
create unique index enrolment_one_open on identity.enrolment (person_id) where used_at is null;
