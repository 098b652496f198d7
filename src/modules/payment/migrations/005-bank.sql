-- Money that comes and goes by banks: payment slips, the banks' files, debits, transfers, and the nightly comparison.

-- 納付書. The number is a payment's name at the bank; issued once, never changed.
create table payment.invoice_counter (
  fiscal_year smallint primary key,
  last integer not null check (last between 1 and 999999)
);
revoke delete, truncate on payment.invoice_counter from machimigaki_app;

create table payment.invoice (
  -- fiscal year, six digits, a check digit
  number text primary key check (number ~ '^\d{11}$'),
  payment_id uuid not null unique references payment.payment (id),
  issued_at timestamptz not null,
  -- who it is addressed to where there is no account; sealed
  addressee_sealed text
);
revoke update, delete, truncate on payment.invoice from machimigaki_app;

-- A file that a bank gave: what was paid with slips (消込), or what became of debits. Taken in whole or not at all.
create table payment.money_file (
  id uuid primary key,
  kind text not null check (kind in ('clearing', 'debit-result')),
  name text not null check (char_length(name) between 1 and 200),
  -- SHA-256 of its bytes: the same file counts once
  digest text not null constraint money_file_once unique,
  line_count integer not null check (line_count > 0),
  total bigint not null,
  brought_by uuid not null,
  brought_by_name text not null,
  brought_at timestamptz not null
);
revoke update, delete, truncate on payment.money_file from machimigaki_app;

create table payment.money_line (
  id uuid primary key,
  file_id uuid not null references payment.money_file (id),
  row_number integer not null check (row_number > 0),
  -- as it stood in the file: the slip's number, or the customer's
  number text not null check (char_length(number) between 1 and 40),
  amount integer not null constraint money_line_amount_positive check (amount > 0),
  paid_on date not null,
  payment_id uuid references payment.payment (id),
  finding text not null check (finding in ('booked', 'unknown-number', 'too-much', 'too-little', 'paid-already', 'not-debited')),
  unique (file_id, row_number)
);
create index money_line_to_decide on payment.money_line (file_id) where finding not in ('booked', 'not-debited');
revoke update, delete, truncate on payment.money_line from machimigaki_app;
alter table payment.entry add constraint entry_of_line foreign key (file_line) references payment.money_line (id);

-- What two people decided about a line that fits no payment by itself.
create table payment.line_decision (
  line_id uuid primary key references payment.money_line (id),
  action text not null check (action in ('book', 'outside')),
  payment_id uuid references payment.payment (id),
  note text not null check (char_length(note) between 1 and 500),
  proposed_by uuid not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  approved_by uuid,
  approved_by_name text,
  approved_at timestamptz,
  constraint line_decision_four_eyes check (approved_by <> proposed_by),
  constraint line_decision_names_payment check ((action = 'book') = (payment_id is not null)),
  constraint line_decision_approved_whole check ((approved_by is null) = (approved_at is null))
);
revoke update, truncate on payment.line_decision from machimigaki_app;
grant update (approved_by, approved_by_name, approved_at) on payment.line_decision to machimigaki_app;
create function payment.keep_approved_decision() returns trigger language plpgsql as $$
begin
  if old.approved_by is not null then
    raise exception 'what was approved stays' using errcode = 'check_violation', constraint = 'line_decision_stays';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger line_decision_stays before update or delete on payment.line_decision
  for each row execute function payment.keep_approved_decision();

-- Money that no provider can give back goes to the payer's bank account. The account is sealed, and gone when it is done.
create table payment.transfer_batch (
  id uuid primary key,
  number integer generated always as identity,
  pay_on date not null,
  item_count integer not null check (item_count > 0),
  total bigint not null check (total > 0),
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null
);
revoke update, delete, truncate on payment.transfer_batch from machimigaki_app;

create table payment.payout_transition (from_state text not null, to_state text not null, primary key (from_state, to_state));
insert into payment.payout_transition (from_state, to_state) values
  ('wanted', 'entered'), ('entered', 'wanted'), ('entered', 'checked'), ('checked', 'wanted'), ('checked', 'approved'),
  ('approved', 'wanted'), ('approved', 'sent'), ('sent', 'done'), ('sent', 'wanted'),
  ('wanted', 'ended'), ('entered', 'ended'), ('checked', 'ended'), ('approved', 'ended');
revoke insert, update, delete, truncate on payment.payout_transition from machimigaki_app;

create table payment.payout (
  refund_id uuid primary key references payment.refund (id),
  state text not null default 'wanted' constraint payout_state_known
    check (state in ('wanted', 'entered', 'checked', 'approved', 'sent', 'done', 'ended')),
  account_sealed text,
  -- the last digits, for whoever looks
  account_hint text check (char_length(account_hint) <= 4),
  wanted_at timestamptz not null,
  entered_at timestamptz,
  checked_by uuid,
  checked_by_name text,
  approved_by uuid,
  approved_by_name text,
  batch_id uuid references payment.transfer_batch (id),
  -- why the bank or a colleague sent it back; the payer reads it
  returned_because text check (char_length(returned_because) <= 300),
  constraint payout_four_eyes check (approved_by <> checked_by),
  constraint payout_has_account check (state not in ('entered', 'checked', 'approved', 'sent') or account_sealed is not null),
  constraint payout_checked check (state not in ('checked', 'approved', 'sent', 'done') or checked_by is not null),
  constraint payout_approved check (state not in ('approved', 'sent', 'done') or approved_by is not null),
  constraint payout_sent check (state not in ('sent', 'done') or batch_id is not null)
);
create index payout_under_way on payment.payout (state) where state not in ('done', 'ended');
revoke delete, truncate on payment.payout from machimigaki_app;
create function payment.refuse_unknown_payout_move() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  if not exists (select from payment.payout_transition where from_state = old.state and to_state = new.state) then
    raise exception 'a payout cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'payout_move_known';
  end if;
  return new;
end $$;
create trigger payout_move_known before update of state on payment.payout
  for each row when (old.state is distinct from new.state) execute function payment.refuse_unknown_payout_move();

-- 口座振替: who has agreed that the bank takes money, and what was asked of the bank.
create table payment.mandate (
  id uuid primary key,
  person_id uuid not null,
  -- 顧客番号 at the bank
  customer_number text not null constraint mandate_number_once unique check (customer_number ~ '^\d{12}$'),
  account_sealed text,
  account_hint text check (char_length(account_hint) <= 4),
  registered_by uuid not null,
  registered_at timestamptz not null,
  ended_at timestamptz,
  constraint mandate_has_account check ((ended_at is null) = (account_sealed is not null))
);
create unique index mandate_one_live_per_person on payment.mandate (person_id) where ended_at is null;
revoke delete, truncate on payment.mandate from machimigaki_app;

create table payment.debit_batch (
  id uuid primary key,
  number integer generated always as identity,
  withdraw_on date not null,
  item_count integer not null check (item_count > 0),
  total bigint not null check (total > 0),
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  settled_at timestamptz
);
revoke update, delete, truncate on payment.debit_batch from machimigaki_app;
grant update (settled_at) on payment.debit_batch to machimigaki_app;

create table payment.debit_item (
  id uuid primary key,
  batch_id uuid not null references payment.debit_batch (id),
  payment_id uuid not null references payment.payment (id),
  mandate_id uuid not null references payment.mandate (id),
  amount integer not null check (amount > 0),
  result text constraint debit_item_result_known
    check (result in ('paid', 'no-money', 'no-account', 'stopped-by-payer', 'no-agreement', 'stopped-by-city', 'other')),
  unique (batch_id, payment_id)
);
create unique index debit_item_one_out_per_payment on payment.debit_item (payment_id) where result is null;
revoke update, delete, truncate on payment.debit_item from machimigaki_app;
grant update (result) on payment.debit_item to machimigaki_app;

-- What the providers say against what the ledger says, each night.
create table payment.comparison (
  on_day date primary key,
  started_at timestamptz not null,
  asked integer not null check (asked >= 0),
  answered integer not null default 0,
  silent integer not null default 0
);
revoke delete, truncate on payment.comparison from machimigaki_app;

create table payment.difference (
  checkout_id uuid not null references payment.checkout (id),
  kind text not null constraint difference_kind_known check (kind in ('not-in-ledger', 'not-at-provider', 'amount', 'refunded')),
  ours integer not null,
  theirs integer not null,
  first_on date not null,
  -- the last night on which it was seen; a later comparison without it: it is gone
  last_on date not null,
  primary key (checkout_id, kind)
);
create index difference_seen on payment.difference (last_on);
revoke delete, truncate on payment.difference from machimigaki_app;
