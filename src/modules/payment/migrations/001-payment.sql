create schema if not exists payment;

-- The state tables. rules/states.ts holds the same pairs; a test compares them.
create table payment.transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into payment.transition (from_state, to_state) values
  ('open', 'pending'), ('open', 'paid'), ('open', 'expired'), ('open', 'abandoned'),
  ('pending', 'paid'), ('pending', 'expired'), ('pending', 'abandoned'),
  ('paid', 'partly-refunded'), ('paid', 'refunded'),
  ('partly-refunded', 'refunded'),
  ('expired', 'paid'),
  ('abandoned', 'paid');
revoke insert, update, delete, truncate on payment.transition from machimigaki_app;

create table payment.refund_transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into payment.refund_transition (from_state, to_state) values
  ('asked', 'unknown'), ('asked', 'by-hand'), ('asked', 'done'),
  ('unknown', 'by-hand'), ('unknown', 'done'),
  ('by-hand', 'done');
revoke insert, update, delete, truncate on payment.refund_transition from machimigaki_app;

create table payment.payment (
  id uuid primary key,
  subject_kind text not null check (subject_kind ~ '^[a-z][a-z-]*$'),
  subject_id text not null check (length(subject_id) between 1 and 100),
  -- identity's person; null for somebody who telephoned, and after an account was deleted
  payer_id uuid,
  state text not null default 'open'
    constraint payment_state_known
      check (state in ('open', 'pending', 'paid', 'partly-refunded', 'refunded', 'expired', 'abandoned')),
  method text constraint payment_method_known check (method in ('card', 'konbini', 'cash')),
  amount integer not null constraint payment_amount_in_range check (amount between 1 and 10000000),
  currency text not null default 'JPY' constraint payment_in_yen check (currency = 'JPY'),
  description text not null check (char_length(description) between 1 and 200),
  lines jsonb not null check (jsonb_typeof(lines) = 'array'),
  -- a path of this site: no "//elsewhere", no "/\elsewhere"
  return_path text not null constraint payment_returns_home check (return_path ~ '^/([^/\\[:cntrl:]].*)?$'),
  locale text not null,
  -- false: to be paid at a counter only
  online boolean not null,
  due_at timestamptz not null,
  -- until when a convenience-store number may be paid; null: no such number is offered
  pay_later_until timestamptz,
  opened_at timestamptz not null,
  paid_at timestamptz,
  -- expired or abandoned
  ended_at timestamptz,
  -- These three follow the ledger and the refunds by trigger; the app may not write them.
  charged integer not null default 0 constraint payment_charged_not_negative check (charged >= 0),
  refunding integer not null default 0 constraint payment_refunding_not_negative check (refunding >= 0),
  refunded integer not null default 0 constraint payment_refunded_not_negative check (refunded >= 0),
  -- One sentence of a budget: what went back and what is promised back was taken before.
  constraint payment_not_over_refunded check (refunded + refunding <= charged),
  constraint payment_paid_has_instant
    check ((state in ('paid', 'partly-refunded', 'refunded')) = (paid_at is not null))
);
create unique index payment_one_live_per_subject on payment.payment (subject_kind, subject_id)
  where state in ('open', 'pending');
create index payment_of_subject on payment.payment (subject_kind, subject_id, opened_at desc);
create index payment_of_payer on payment.payment (payer_id) where payer_id is not null;
create index payment_due on payment.payment (due_at) where state in ('open', 'pending');
revoke insert, update, delete, truncate on payment.payment from machimigaki_app;
grant insert (id, subject_kind, subject_id, payer_id, amount, description, lines, return_path, locale, online, due_at,
  pay_later_until, opened_at) on payment.payment to machimigaki_app;
grant update (state, method, due_at, paid_at, ended_at, payer_id) on payment.payment to machimigaki_app;

create function payment.refuse_unknown_move() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  if not exists (select from payment.transition where from_state = old.state and to_state = new.state) then
    raise exception 'a payment cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'payment_move_known';
  end if;
  return new;
end $$;
create trigger payment_move_known before update of state on payment.payment
  for each row when (old.state is distinct from new.state) execute function payment.refuse_unknown_move();

-- Paid exactly if the ledger says so, at the end of every transaction.
create function payment.compare_state_with_ledger() returns trigger language plpgsql security definer
set search_path = '' as $$
declare found payment.payment;
begin
  select * into found from payment.payment where id = new.id;
  if (found.state in ('paid', 'partly-refunded', 'refunded')) <> (found.charged > 0) then
    raise exception 'payment % is % with % yen charged', found.id, found.state, found.charged
      using errcode = 'check_violation', constraint = 'payment_state_fits_ledger';
  end if;
  return null;
end $$;
create constraint trigger payment_state_fits_ledger after insert or update on payment.payment
  deferrable initially deferred for each row execute function payment.compare_state_with_ledger();

-- A page of a provider that was asked for. Its id is the idempotency key.
create table payment.checkout (
  id uuid primary key,
  payment_id uuid not null references payment.payment (id),
  state text not null default 'asked' constraint checkout_state_known check (state in ('asked', 'ready', 'over')),
  provider text,
  reference text check (length(reference) between 1 and 200),
  url text check (url ~ '^https?://'),
  expires_at timestamptz not null,
  -- the provider's last word, for the page that a person sees; never for a decision about money
  last_state text check (last_state in ('open', 'pending', 'paid', 'failed', 'expired', 'unknown')),
  read_at timestamptz,
  unreachable_at timestamptz,
  konbini_number text,
  konbini_until timestamptz,
  asked_at timestamptz not null,
  constraint checkout_reference_once unique (provider, reference),
  constraint checkout_ready_has_page check (state <> 'ready' or (provider is not null and reference is not null and url is not null))
);
create unique index checkout_one_live_per_payment on payment.checkout (payment_id) where state in ('asked', 'ready');
create index checkout_of_payment on payment.checkout (payment_id, asked_at);
revoke delete, truncate on payment.checkout from machimigaki_app;

create table payment.refund (
  -- the idempotency key for the provider
  id uuid primary key,
  payment_id uuid not null references payment.payment (id),
  -- the ledger's charge that goes back
  charge_id uuid not null,
  amount integer not null constraint refund_amount_positive check (amount > 0),
  reason text not null check (char_length(reason) between 1 and 500),
  -- money that came a second time and goes back by itself
  is_surplus boolean not null default false,
  state text not null default 'asked'
    constraint refund_state_known check (state in ('asked', 'unknown', 'by-hand', 'done')),
  asked_at timestamptz not null,
  unique (id, payment_id, amount)
);
create index refund_of_payment on payment.refund (payment_id, asked_at);
create index refund_not_done on payment.refund (asked_at) where state <> 'done';
revoke update, delete, truncate on payment.refund from machimigaki_app;
grant update (state) on payment.refund to machimigaki_app;

-- The ledger. Money that moved, and nothing else; it only grows.
create table payment.entry (
  id uuid primary key,
  payment_id uuid not null references payment.payment (id),
  kind text not null constraint entry_kind_known check (kind in ('charge', 'refund')),
  amount integer not null constraint entry_amount_positive check (amount > 0),
  method text not null constraint entry_method_known check (method in ('card', 'konbini', 'cash', 'transfer')),
  at timestamptz not null,
  -- the civil day in the city's zone; for cash the day of the counter's closing
  booked_on date not null,
  provider text,
  reference text,
  refund_id uuid,
  receipt_year smallint,
  receipt_number integer check (receipt_number > 0),
  section_id text,
  -- cash that was handed over, before the change
  received integer,
  by_person uuid,
  foreign key (refund_id, payment_id, amount) references payment.refund (id, payment_id, amount),
  constraint entry_refund_has_order check ((kind = 'refund') = (refund_id is not null)),
  constraint entry_charge_has_receipt
    check ((kind = 'charge') = (receipt_year is not null) and (kind = 'charge') = (receipt_number is not null)),
  constraint entry_charge_not_by_transfer check (kind = 'refund' or method <> 'transfer'),
  constraint entry_online_has_reference
    check ((method in ('card', 'konbini')) = (provider is not null) and (provider is null) = (reference is null)),
  constraint entry_cash_has_counter check (method <> 'cash' or section_id is not null),
  constraint entry_by_hand_has_person check ((method in ('cash', 'transfer')) = (by_person is not null)),
  constraint entry_cash_covers_amount
    check ((kind = 'charge' and method = 'cash') = (received is not null) and received >= amount)
);
create unique index entry_one_charge_per_reference on payment.entry (provider, reference) where kind = 'charge';
create unique index entry_one_cash_charge_per_payment on payment.entry (payment_id)
  where kind = 'charge' and method = 'cash';
create unique index entry_one_per_refund on payment.entry (refund_id);
create unique index entry_one_per_receipt_number on payment.entry (receipt_year, receipt_number);
create index entry_of_payment on payment.entry (payment_id, at);
create index entry_of_counter on payment.entry (section_id, booked_on) where method = 'cash';
create index entry_booked_on on payment.entry (booked_on);
alter table payment.refund add constraint refund_of_charge foreign key (charge_id) references payment.entry (id);

revoke update, delete, truncate on payment.entry from machimigaki_app;
create trigger entry_append_only before update or delete or truncate on payment.entry
  for each statement execute function kernel.refuse_change();

create function payment.add_entry_to_totals() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  if new.kind = 'charge' then
    update payment.payment set charged = charged + new.amount where id = new.payment_id;
  else
    update payment.payment set refunding = refunding - new.amount, refunded = refunded + new.amount
      where id = new.payment_id;
    update payment.refund set state = 'done' where id = new.refund_id;
  end if;
  return null;
end $$;
create trigger entry_adds_to_totals after insert on payment.entry
  for each row execute function payment.add_entry_to_totals();

create function payment.add_refund_to_totals() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  update payment.payment set refunding = refunding + new.amount where id = new.payment_id;
  return null;
end $$;
create trigger refund_adds_to_totals after insert on payment.refund
  for each row execute function payment.add_refund_to_totals();

create function payment.refuse_unknown_refund_move() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  if not exists (select from payment.refund_transition where from_state = old.state and to_state = new.state) then
    raise exception 'a refund cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'refund_move_known';
  end if;
  if new.state = 'done' and not exists (select from payment.entry where refund_id = new.id) then
    raise exception 'refund % is not in the ledger', new.id
      using errcode = 'check_violation', constraint = 'refund_done_by_ledger';
  end if;
  return new;
end $$;
create trigger refund_move_known before update of state on payment.refund
  for each row when (old.state is distinct from new.state) execute function payment.refuse_unknown_refund_move();

create function payment.refuse_refund_born_done() returns trigger language plpgsql as $$
begin
  if new.state <> 'asked' then
    raise exception 'a refund begins as asked' using errcode = 'check_violation', constraint = 'refund_begins_asked';
  end if;
  return new;
end $$;
create trigger refund_begins_asked before insert on payment.refund
  for each row execute function payment.refuse_refund_born_done();

create table payment.receipt_counter (
  fiscal_year smallint primary key,
  last integer not null check (last > 0)
);
revoke delete, truncate on payment.receipt_counter from machimigaki_app;

-- 日計: one closed day of one counter. The sums come from the ledger, by trigger; the clerk gives what was counted.
create table payment.cash_day (
  section_id text not null,
  day date not null,
  charge_count integer not null default 0,
  charged_sum integer not null default 0,
  refund_count integer not null default 0,
  refunded_sum integer not null default 0,
  change_fund integer not null constraint cash_day_fund_not_negative check (change_fund >= 0),
  counted integer not null constraint cash_day_counted_not_negative check (counted >= 0),
  -- denomination → how many
  drawer jsonb not null,
  difference integer not null generated always as (counted - change_fund - charged_sum + refunded_sum) stored,
  reason text,
  closed_by uuid not null,
  closed_by_name text not null,
  closed_at timestamptz not null,
  primary key (section_id, day),
  constraint cash_day_difference_explained
    check (counted - change_fund - charged_sum + refunded_sum = 0 or char_length(trim(reason)) > 0)
);
revoke update, delete, truncate on payment.cash_day from machimigaki_app;
create trigger cash_day_append_only before update or delete or truncate on payment.cash_day
  for each statement execute function kernel.refuse_change();

-- Taking cash holds the day's lock shared, closing holds it alone: no coin slips in while the sums are made.
create function payment.cash_day_lock(section_id text, day date) returns bigint language sql immutable as $$
  select hashtextextended('payment.cash_day/' || section_id || '/' || (day - date '2000-01-01')::text, 0)
$$;

create function payment.refuse_cash_on_closed_day() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock_shared(payment.cash_day_lock(new.section_id, new.booked_on));
  if exists (select from payment.cash_day where section_id = new.section_id and day = new.booked_on) then
    raise exception 'the counter''s day % is closed', new.booked_on
      using errcode = 'check_violation', constraint = 'cash_day_still_open';
  end if;
  return new;
end $$;
create trigger cash_day_still_open before insert on payment.entry
  for each row when (new.method = 'cash') execute function payment.refuse_cash_on_closed_day();

create function payment.sum_cash_day() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(payment.cash_day_lock(new.section_id, new.day));
  select count(*) filter (where kind = 'charge'), coalesce(sum(amount) filter (where kind = 'charge'), 0),
      count(*) filter (where kind = 'refund'), coalesce(sum(amount) filter (where kind = 'refund'), 0)
    into new.charge_count, new.charged_sum, new.refund_count, new.refunded_sum
    from payment.entry
    where method = 'cash' and section_id = new.section_id and booked_on = new.day;
  return new;
end $$;
create trigger cash_day_sums_from_ledger before insert on payment.cash_day
  for each row execute function payment.sum_cash_day();

create table payment.alarm (
  id uuid primary key,
  kind text not null check (kind in ('reference-mismatch', 'amount-mismatch', 'currency-mismatch',
    'refunded-mismatch', 'paid-twice', 'refund-by-hand', 'refund-stuck')),
  payment_id uuid not null references payment.payment (id),
  -- which checkout or refund it is about
  about text not null,
  at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid
);
create unique index alarm_once on payment.alarm (payment_id, kind, about) where settled_at is null;
create index alarm_not_settled on payment.alarm (at) where settled_at is null;
revoke delete, truncate on payment.alarm from machimigaki_app;

-- How often a hook's message was turned away: forged, altered, too old.
create table payment.hook_rejection (
  provider text not null,
  day date not null,
  count integer not null check (count > 0),
  primary key (provider, day)
);
