create schema if not exists notice;

-- A mail to one person, from the wish to its end.
create table notice.message (
  id uuid primary key,
  -- The person, whose address is read when the mail is sent; or an address and a name without a person, sealed, and
  -- gone as soon as the mail is.
  person_id uuid,
  address_sealed text,
  locale text constraint notice_locale_known check (locale in ('ja', 'ja-easy', 'en')),
  kind text not null constraint notice_kind_named check (kind ~ '^[a-z]+(\.[a-z0-9-]+)+$'),
  -- what the words need, in a form that fits any language; see types.ts, Said
  params jsonb not null default '{}' check (jsonb_typeof(params) = 'object'),
  lines jsonb not null default '[]' check (jsonb_typeof(lines) = 'array'),
  -- a path of this site: no "//elsewhere", no "/\elsewhere", no address
  link text constraint notice_links_home check (link ~ '^/([^/\\[:cntrl:][:space:]][^\\[:cntrl:][:space:]]*)?$' and length(link) <= 500),
  subject_kind text check (subject_kind ~ '^[a-z][a-z-]*$'),
  subject_id text check (length(subject_id) between 1 and 100),
  -- the same word again sends nothing
  once text constraint notice_once unique check (length(once) between 1 and 200),
  state text not null default 'queued'
    constraint notice_state_known check (state in ('queued', 'retrying', 'sent', 'failed')),
  -- 1, and one more each time that somebody presses "send again"
  round integer not null default 1 check (round > 0),
  -- tries of this round
  tries integer not null default 0 check (tries >= 0),
  created_at timestamptz not null,
  -- when this round began
  queued_at timestamptz not null,
  next_try_at timestamptz,
  -- of no use after this instant
  until timestamptz,
  -- one worker at a time has it
  claimed_until timestamptz,

  constraint notice_subject_whole check ((subject_kind is null) = (subject_id is null)),
  constraint notice_waiting_has_one_recipient
    check (state in ('sent', 'failed') or (person_id is null) <> (address_sealed is null)),
  constraint notice_next_try_while_retrying check ((state = 'retrying') = (next_try_at is not null)),
  constraint notice_address_gone_when_sent check (state <> 'sent' or address_sealed is null),
  -- The one code that may stand in a mail is the sign-in code, sealed, and only until the mail is gone.
  constraint notice_no_code check (not params ? 'code'),
  constraint notice_sealed_for_sign_in_only check (kind = 'identity.code' or not params ? 'sealed'),
  constraint notice_sealed_gone_when_done check (state in ('queued', 'retrying') or not params ? 'sealed')
);
create index notice_message_newest on notice.message (created_at desc, id desc);
create index notice_message_waiting on notice.message (state, created_at desc, id desc) where state <> 'sent';
create index notice_message_person on notice.message (person_id) where person_id is not null;

-- Every try, and what came of it. Only grows.
create table notice.delivery (
  id bigint generated always as identity primary key,
  message_id uuid not null references notice.message (id),
  round integer not null check (round > 0),
  try integer not null check (try > 0),
  at timestamptz not null,
  state text not null check (state in ('sent', 'refused', 'deferred', 'unsent')),
  -- the class of a reply, never its words: an address does not fit in
  reply text not null constraint notice_reply_without_words
    check (reply ~ '^([0-9]{3}( [245]\.[0-9]{1,3}\.[0-9]{1,3})?|E[A-Z0-9]{2,20}|too-late|no-address|no-text)$')
);
create index notice_delivery_message on notice.delivery (message_id, id);
create index notice_delivery_sent on notice.delivery (at) where state = 'sent';
revoke update, delete, truncate on notice.delivery from machimigaki_app;
create trigger notice_delivery_append_only before update or delete or truncate on notice.delivery
  for each statement execute function kernel.refuse_change();
