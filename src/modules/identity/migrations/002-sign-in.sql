create table identity.session (
  id uuid primary key,
  -- the token itself is in the browser only
  token_hash bytea not null unique check (length(token_hash) = 32),
  person_id uuid not null references identity.person (id) on delete cascade,
  method text not null check (method in ('code', 'passkey', 'card', 'sign-on')),
  -- 'Android phone, Chrome': no address, no version
  device text not null,
  browser_hash bytea not null check (length(browser_hash) = 32),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  constraint session_is_limited check (expires_at > created_at and expires_at <= created_at + interval '90 days')
);
create index session_person on identity.session (person_id) where ended_at is null;

create table identity.sign_in_code (
  id uuid primary key,
  purpose text not null check (purpose in ('sign-in', 'change-mail', 'enrol')),
  mail text not null,
  mail_key text not null,
  -- whose mail is to be changed, or who is to be enrolled
  person_id uuid references identity.person (id) on delete cascade,
  locale text not null,
  browser_hash bytea not null check (length(browser_hash) = 32),
  salt bytea not null check (length(salt) = 16),
  -- null: no code was made, so none is right (the address of a member of staff, or one that is taken)
  code_hash bytea check (length(code_hash) = 32),
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  tries smallint not null default 0,
  proven_at timestamptz,
  used_at timestamptz,
  constraint sign_in_code_is_short check (expires_at <= asked_at + interval '10 minutes'),
  constraint sign_in_code_five_tries check (tries between 0 and 5),
  constraint sign_in_code_proven_in_time check (proven_at <= expires_at),
  constraint sign_in_code_used_after_proof check (used_at is null or proven_at is not null),
  constraint sign_in_code_says_whose check ((purpose = 'sign-in') = (person_id is null))
);
create index sign_in_code_asked on identity.sign_in_code (asked_at);

-- A visit to a party that proves who somebody is. What the browser brings back is redeemed by a job.
create table identity.provider_visit (
  id uuid primary key,
  provider text not null,
  purpose text not null check (purpose in ('sign-in', 'link')),
  person_id uuid references identity.person (id) on delete cascade,
  state_hash bytea not null unique check (length(state_hash) = 32),
  browser_hash bytea not null check (length(browser_hash) = 32),
  next text not null,
  -- state, nonce, verifier, and later the query the browser brought: sealed, removed when redeemed
  sealed text,
  state text not null check (state in ('sent', 'returned', 'proven', 'refused', 'used')),
  refusal text check (refusal in ('declined', 'expired', 'weak', 'wrong', 'unreachable')),
  subject text,
  -- the name the party gave, sealed, for the first time only
  sealed_name text,
  is_two_factor boolean,
  began_at timestamptz not null,
  expires_at timestamptz not null,
  constraint provider_visit_is_short check (expires_at <= began_at + interval '15 minutes'),
  constraint provider_visit_says_why check ((state = 'refused') = (refusal is not null)),
  constraint provider_visit_proven_has_subject check (state not in ('proven', 'used') or subject is not null),
  constraint provider_visit_link_says_whose check ((purpose = 'link') = (person_id is not null))
);
create index provider_visit_began on identity.provider_visit (began_at);

-- Counts per window, by a hash: nothing here can lock an account, see rules/throttle.ts.
create table identity.throttle (
  kind text not null,
  key bytea not null check (length(key) = 32),
  window_start timestamptz not null,
  count integer not null check (count > 0),
  primary key (kind, key, window_start)
);
create index throttle_window on identity.throttle (window_start);
