-- 保証金: money that is kept besides the price and given back. It comes with the same payment and is no income: it has an
-- account of its own, which only grows and follows the ledger. Of a payment's amount so much is deposit:
alter table payment.payment
  add column deposit integer not null default 0,
  -- by trigger, as the other totals: came in; went back or is promised back; stays with the city by a decision
  add column deposit_taken integer not null default 0,
  add column deposit_back integer not null default 0,
  add column deposit_kept integer not null default 0,
  -- 後納 and what an overrun cost: what was used has to be paid, so the payment stays open beyond this instant
  add column owed_by timestamptz,
  add constraint payment_deposit_in_amount check (deposit between 0 and amount),
  add constraint payment_deposit_taken_once check (deposit_taken between 0 and deposit),
  add constraint payment_deposit_not_over_returned
    check (deposit_back >= 0 and deposit_kept >= 0 and deposit_back + deposit_kept <= deposit_taken),
  -- The price never goes back out of the deposit, nor the deposit out of the price.
  add constraint payment_price_not_over_refunded
    check (refunded + refunding - deposit_back <= charged - deposit_taken),
  add constraint payment_owed_while_open check (owed_by is null or owed_by <= due_at);
grant insert (deposit, owed_by) on payment.payment to machimigaki_app;
-- A debit that failed may be paid in other ways, and later.
grant update (ways, online, owed_by) on payment.payment to machimigaki_app;
create index payment_owed on payment.payment (owed_by) where owed_by is not null and state in ('open', 'pending');

alter table payment.refund
  add column deposit integer not null default 0,
  add constraint refund_deposit_in_amount check (deposit between 0 and amount);

create table payment.deposit_entry (
  id uuid primary key default gen_random_uuid(),
  payment_id uuid not null references payment.payment (id),
  kind text not null constraint deposit_entry_kind_known check (kind in ('taken', 'returned', 'kept')),
  -- below zero: a decision to keep it was corrected
  amount integer not null constraint deposit_entry_amount check (amount > 0 or kind = 'kept' and amount < 0),
  at timestamptz not null,
  booked_on date not null,
  -- the money that moved
  entry_id uuid unique references payment.entry (id),
  reason text check (char_length(reason) between 1 and 500),
  article text check (char_length(article) between 1 and 200),
  by_person uuid,
  constraint deposit_entry_of_money check ((kind = 'kept') = (entry_id is null)),
  constraint deposit_kept_says_why
    check ((kind = 'kept') = (reason is not null and article is not null and by_person is not null))
);
create index deposit_entry_of_payment on payment.deposit_entry (payment_id, at);
create index deposit_entry_booked_on on payment.deposit_entry (booked_on);
-- Without entry_id the program can only write what is kept; the rest is written by the ledger.
revoke insert, update, delete, truncate on payment.deposit_entry from machimigaki_app;
grant insert (id, payment_id, kind, amount, at, booked_on, reason, article, by_person)
  on payment.deposit_entry to machimigaki_app;
create trigger deposit_entry_append_only before update or delete or truncate on payment.deposit_entry
  for each statement execute function kernel.refuse_change();

create function payment.add_kept_deposit() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  update payment.payment set deposit_kept = deposit_kept + new.amount where id = new.payment_id;
  return null;
end $$;
create trigger deposit_kept_adds_to_totals after insert on payment.deposit_entry
  for each row when (new.kind = 'kept') execute function payment.add_kept_deposit();

-- The first money of a payment that stands brings its deposit; what comes twice, or for a replaced one, only goes back.
create or replace function payment.add_entry_to_totals() returns trigger language plpgsql security definer
set search_path = '' as $$
declare part integer;
begin
  if new.kind = 'charge' then
    select case when charged = 0 and replaced_by is null then deposit else 0 end into part
      from payment.payment where id = new.payment_id;
    update payment.payment set charged = charged + new.amount, deposit_taken = deposit_taken + part
      where id = new.payment_id;
  else
    select deposit into part from payment.refund where id = new.refund_id;
    update payment.payment set refunding = refunding - new.amount, refunded = refunded + new.amount
      where id = new.payment_id;
    update payment.refund set state = 'done' where id = new.refund_id;
  end if;
  if part > 0 then
    insert into payment.deposit_entry (payment_id, kind, amount, at, booked_on, entry_id)
      values (new.payment_id, case new.kind when 'charge' then 'taken' else 'returned' end, part, new.at, new.booked_on,
        new.id);
  end if;
  return null;
end $$;

create or replace function payment.add_refund_to_totals() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  update payment.payment set refunding = refunding + new.amount, deposit_back = deposit_back + new.deposit
    where id = new.payment_id;
  return null;
end $$;

-- A closed day of a counter says how much of its cash is not the city's.
alter table payment.cash_day
  add column deposit_taken_sum integer not null default 0,
  add column deposit_returned_sum integer not null default 0;
create function payment.sum_cash_deposits() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  select coalesce(sum(deposit.amount) filter (where deposit.kind = 'taken'), 0),
      coalesce(sum(deposit.amount) filter (where deposit.kind = 'returned'), 0)
    into new.deposit_taken_sum, new.deposit_returned_sum
    from payment.deposit_entry as deposit join payment.entry as entry on entry.id = deposit.entry_id
    where entry.method = 'cash' and entry.section_id = new.section_id and entry.booked_on = new.day;
  return new;
end $$;
-- After cash_day_sums_from_ledger, by name: that one takes the day's lock.
create trigger cash_day_sums_of_deposits before insert on payment.cash_day
  for each row execute function payment.sum_cash_deposits();

-- An account that staff wrote in for somebody without an account here: they saw the paper and who brought it, which is the
-- first look; another person approves (payout_four_eyes).
alter table payment.payout
  add column entered_by uuid,
  add column entered_by_name text,
  add column proof text constraint payout_proof_known
    check (proof in ('driving-licence', 'my-number-card', 'residence-card', 'passport', 'two-papers')),
  add constraint payout_entered_with_proof check ((entered_by is null) = (proof is null)),
  add constraint payout_entered_four_eyes check (approved_by <> entered_by);

-- 督促: who was reminded of what is owed, when, how, and until when they were asked to pay.
create table payment.reminder (
  id uuid primary key,
  payment_id uuid not null references payment.payment (id),
  nth integer not null check (nth between 1 and 100),
  way text not null constraint reminder_way_known check (way in ('mail', 'letter')),
  pay_by date not null,
  sent_by uuid not null,
  sent_by_name text not null,
  sent_at timestamptz not null,
  constraint reminder_once unique (payment_id, nth)
);
revoke update, delete, truncate on payment.reminder from machimigaki_app;
create trigger reminder_append_only before update or delete or truncate on payment.reminder
  for each statement execute function kernel.refuse_change();
