-- What a subject costs may change after its payment was opened, or paid. A payment's own amount never changes: an unpaid
-- one is replaced by another, a paid one gets a supplement. Money that still comes for a replaced one goes back.
alter table payment.payment
  add column supplements uuid references payment.payment (id),
  add column replaced_by uuid references payment.payment (id),
  -- how this may be paid; `online` says the same of the first
  add column ways text[] not null default '{online,counter}'
    constraint payment_ways_known check (ways <@ array['online', 'counter', 'invoice', 'debit'] and cardinality(ways) > 0),
  add constraint payment_replaced_is_over check (replaced_by is null or state not in ('open', 'pending')),
  drop constraint payment_method_known,
  add constraint payment_method_known
    check (method in ('card', 'konbini', 'paypay', 'pay-easy', 'cash', 'invoice', 'debit'));
create index payment_supplements on payment.payment (supplements) where supplements is not null;
grant insert (supplements, ways) on payment.payment to machimigaki_app;
grant update (replaced_by) on payment.payment to machimigaki_app;

-- More ways for money to come in. What a bank's file tells has a line of that file behind it (004).
alter table payment.entry
  add column file_line uuid,
  drop constraint entry_method_known,
  drop constraint entry_online_has_reference,
  add constraint entry_method_known
    check (method in ('card', 'konbini', 'paypay', 'pay-easy', 'cash', 'invoice', 'debit', 'transfer')),
  add constraint entry_online_has_reference
    check ((method in ('card', 'konbini', 'paypay', 'pay-easy')) = (provider is not null)
      and (provider is null) = (reference is null)),
  add constraint entry_of_bank_has_line check ((method in ('invoice', 'debit')) = (file_line is not null)),
  add constraint entry_of_bank_is_charge check (method not in ('invoice', 'debit') or kind = 'charge');
create unique index entry_one_per_file_line on payment.entry (file_line);

alter table payment.alarm
  drop constraint alarm_kind_check,
  add constraint alarm_kind_known check (kind in ('reference-mismatch', 'amount-mismatch', 'currency-mismatch',
    'refunded-mismatch', 'paid-twice', 'paid-replaced', 'refund-by-hand', 'refund-stuck', 'not-in-ledger', 'not-at-provider',
    'debit-failed'));
