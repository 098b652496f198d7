create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists pgcrypto;

-- For tables that only ever grow. The grant says no first; the trigger says no to the owner too.
create function kernel.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create table kernel.audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('visitor', 'resident', 'staff', 'system')),
  -- a person's id, or a job's name
  actor text,
  what text not null,
  subject text not null,
  about uuid,
  reason text,
  counts jsonb not null default '{}',
  request_id text not null,
  -- the transaction that wrote the row: the sealing job takes only rows whose transaction can no longer be overtaken
  transaction_id xid8 not null default pg_current_xact_id()
);
create index audit_entry_about on kernel.audit_entry (about, at desc) where about is not null;
create index audit_entry_subject on kernel.audit_entry (subject, at desc);
revoke update, delete, truncate on kernel.audit_entry from machimigaki_app;
create trigger audit_entry_append_only before update or delete or truncate on kernel.audit_entry
  for each statement execute function kernel.refuse_change();

create table kernel.audit_seal (
  position bigint primary key check (position > 0),
  entry_id bigint not null unique references kernel.audit_entry (id),
  -- sha256 over the previous link's hash and the entry's canonical text
  hash bytea not null check (length(hash) = 32),
  sealed_at timestamptz not null
);
revoke update, delete, truncate on kernel.audit_seal from machimigaki_app;
create trigger audit_seal_append_only before update or delete or truncate on kernel.audit_seal
  for each statement execute function kernel.refuse_change();

-- One row for each form that was sent: the same key again shows the stored outcome.
create table kernel.form_use (
  key text primary key check (length(key) between 20 and 200),
  body_hash bytea not null,
  outcome jsonb,
  used_at timestamptz not null
);
create index form_use_used_at on kernel.form_use (used_at);

create table kernel.inbox (
  party text not null,
  event_id text not null check (length(event_id) between 1 and 200),
  received_at timestamptz not null,
  primary key (party, event_id)
);

create table kernel.file (
  id uuid primary key,
  type text not null,
  bytes integer not null check (bytes > 0),
  sha256 bytea not null,
  original_name text not null check (length(original_name) between 1 and 200),
  stored_at timestamptz not null
);

-- Page views by day and route: no cookie, no address, no person.
create table kernel.page_view (
  viewed_on date not null,
  route text not null,
  locale text not null,
  views integer not null check (views > 0),
  primary key (viewed_on, route, locale)
);

-- Modules whose sample records have been written.
create table kernel.seeded (
  module text primary key,
  seeded_at timestamptz not null
);
