-- 月締め. Each movement belongs to one month of the books: the month of its day or, once that is closed, the first that is
-- open. Nobody writes the month but this trigger, and a closed month never changes.
create table payment.month_close (
  month date primary key constraint month_close_first_day check (extract(day from month) = 1),
  -- from the ledger, by trigger
  charge_count integer not null default 0,
  charged_sum bigint not null default 0,
  refund_count integer not null default 0,
  refunded_sum bigint not null default 0,
  deposit_taken_sum bigint not null default 0,
  deposit_returned_sum bigint not null default 0,
  deposit_kept_sum bigint not null default 0,
  -- of them, what belongs by its day to a month that was closed before
  late_count integer not null default 0,
  -- differences of the nightly comparison that still stood, silent pages, and 1 if no comparison came after the month
  open_points integer not null default 0,
  explanation text check (char_length(explanation) <= 1000),
  closed_by uuid not null,
  closed_by_name text not null,
  closed_at timestamptz not null,
  confirmed_by uuid,
  confirmed_by_name text,
  confirmed_at timestamptz,
  constraint month_close_four_eyes check (confirmed_by <> closed_by),
  constraint month_close_confirmed_whole
    check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (confirmed_by_name is null)),
  constraint month_close_explained check (open_points = 0 or char_length(trim(coalesce(explanation, ''))) > 0)
);
revoke insert, update, delete, truncate on payment.month_close from machimigaki_app;
grant insert (month, explanation, closed_by, closed_by_name, closed_at) on payment.month_close to machimigaki_app;
grant update (confirmed_by, confirmed_by_name, confirmed_at) on payment.month_close to machimigaki_app;

create table payment.month_line (
  month date not null references payment.month_close (month),
  place_id text not null,
  -- as it was called then
  place_name text not null,
  method text not null,
  charge_count integer not null check (charge_count >= 0),
  charged bigint not null check (charged >= 0),
  refund_count integer not null check (refund_count >= 0),
  refunded bigint not null check (refunded >= 0),
  deposit_taken bigint not null,
  deposit_returned bigint not null,
  deposit_kept bigint not null,
  late_count integer not null,
  primary key (month, place_id, method)
);
revoke update, delete, truncate on payment.month_line from machimigaki_app;
create trigger month_line_append_only before update or delete or truncate on payment.month_line
  for each statement execute function kernel.refuse_change();

-- Whatever moves holds this lock shared, closing a month holds it alone: nothing slips in while the sums are made.
create function payment.month_lock() returns bigint language sql immutable as $$
  select hashtextextended('payment.month', 0)
$$;

create function payment.month_for(day date) returns date language sql stable security definer set search_path = '' as $$
  select greatest(
    pg_catalog.date_trunc('month', day)::date,
    (select (max(month) + interval '1 month')::date from payment.month_close))
$$;

alter table payment.entry add column month date;
alter table payment.entry disable trigger entry_append_only;
update payment.entry set month = date_trunc('month', booked_on)::date;
alter table payment.entry enable trigger entry_append_only;
-- The trigger below writes it, whatever stands here.
alter table payment.entry alter column month set default 'epoch', alter column month set not null;
create index entry_of_month on payment.entry (month);

alter table payment.deposit_entry add column month date;
alter table payment.deposit_entry disable trigger deposit_entry_append_only;
update payment.deposit_entry set month = date_trunc('month', booked_on)::date;
alter table payment.deposit_entry enable trigger deposit_entry_append_only;
alter table payment.deposit_entry alter column month set default 'epoch', alter column month set not null;
create index deposit_entry_of_month on payment.deposit_entry (month);

create function payment.assign_month() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock_shared(payment.month_lock());
  new.month := payment.month_for(new.booked_on);
  return new;
end $$;
create trigger entry_in_open_month before insert on payment.entry
  for each row execute function payment.assign_month();
create trigger deposit_entry_in_open_month before insert on payment.deposit_entry
  for each row execute function payment.assign_month();

create function payment.sum_month() returns trigger language plpgsql security definer set search_path = '' as $$
declare last_night date; silent integer;
begin
  perform pg_catalog.pg_advisory_xact_lock(payment.month_lock());
  if exists (select from payment.month_close where month >= new.month)
    or exists (select from payment.entry as entry where entry.month < new.month
      and not exists (select from payment.month_close as earlier where earlier.month = entry.month)) then
    raise exception 'months are closed in their order' using errcode = 'check_violation', constraint = 'month_close_in_order';
  end if;
  if exists (select from payment.entry as entry where entry.method = 'cash' and entry.month = new.month
      and not exists (select from payment.cash_day as closed
        where closed.section_id = entry.section_id and closed.day = entry.booked_on)) then
    raise exception 'a day with cash is not closed' using errcode = 'check_violation', constraint = 'month_close_after_days';
  end if;
  select count(*) filter (where kind = 'charge'), coalesce(sum(amount) filter (where kind = 'charge'), 0),
      count(*) filter (where kind = 'refund'), coalesce(sum(amount) filter (where kind = 'refund'), 0),
      count(*) filter (where pg_catalog.date_trunc('month', booked_on)::date < new.month)
    into new.charge_count, new.charged_sum, new.refund_count, new.refunded_sum, new.late_count
    from payment.entry where month = new.month;
  select coalesce(sum(amount) filter (where kind = 'taken'), 0), coalesce(sum(amount) filter (where kind = 'returned'), 0),
      coalesce(sum(amount) filter (where kind = 'kept'), 0)
    into new.deposit_taken_sum, new.deposit_returned_sum, new.deposit_kept_sum
    from payment.deposit_entry where month = new.month;
  select max(on_day) into last_night from payment.comparison;
  select comparison.silent into silent from payment.comparison where on_day = last_night;
  select count(*) + coalesce(silent, 0)
      + case when (last_night is null or last_night < new.month + interval '1 month')
          and exists (select from payment.entry where month = new.month and provider is not null)
        then 1 else 0 end
    into new.open_points
    from payment.difference where last_on >= last_night;
  return new;
end $$;
create trigger month_close_sums_from_ledger before insert on payment.month_close
  for each row execute function payment.sum_month();

-- The frozen lines are the ledger's, split by place: by method nothing is missing and nothing is too much.
create function payment.compare_month_lines() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from
      (select method, count(*) filter (where kind = 'charge') as charge_count,
          coalesce(sum(amount) filter (where kind = 'charge'), 0) as charged,
          count(*) filter (where kind = 'refund') as refund_count,
          coalesce(sum(amount) filter (where kind = 'refund'), 0) as refunded
        from payment.entry where month = new.month group by method) as ledger
      full join
      (select method, sum(charge_count) as charge_count, sum(charged) as charged, sum(refund_count) as refund_count,
          sum(refunded) as refunded
        from payment.month_line where month = new.month group by method) as lines using (method)
    where (coalesce(ledger.charge_count, 0), coalesce(ledger.charged, 0), coalesce(ledger.refund_count, 0), coalesce(ledger.refunded, 0))
      <> (coalesce(lines.charge_count, 0), coalesce(lines.charged, 0), coalesce(lines.refund_count, 0), coalesce(lines.refunded, 0))
  ) or exists (
    select from payment.month_close as closed,
      (select coalesce(sum(deposit_taken), 0) as taken, coalesce(sum(deposit_returned), 0) as returned,
          coalesce(sum(deposit_kept), 0) as kept, coalesce(sum(late_count), 0) as late
        from payment.month_line where month = new.month) as lines
    where closed.month = new.month
      and (closed.deposit_taken_sum, closed.deposit_returned_sum, closed.deposit_kept_sum, closed.late_count)
        <> (lines.taken, lines.returned, lines.kept, lines.late)
  ) then
    raise exception 'the lines of % are not the ledger''s', new.month
      using errcode = 'check_violation', constraint = 'month_lines_fit_ledger';
  end if;
  return null;
end $$;
create constraint trigger month_lines_fit_ledger after insert on payment.month_close
  deferrable initially deferred for each row execute function payment.compare_month_lines();
create constraint trigger month_lines_fit_ledger after insert on payment.month_line
  deferrable initially deferred for each row execute function payment.compare_month_lines();

create function payment.keep_confirmed_month() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.confirmed_by is null then return new; end if;
  raise exception 'a closed month stays' using errcode = 'check_violation', constraint = 'month_close_stays';
end $$;
create trigger month_close_stays before update or delete on payment.month_close
  for each row execute function payment.keep_confirmed_month();

-- An absent reason is null, and null is no "no": the constraint of 001 let it through.
alter table payment.cash_day
  drop constraint cash_day_difference_explained,
  add constraint cash_day_difference_explained
    check (counted - change_fund - charged_sum + refunded_sum = 0 or char_length(trim(coalesce(reason, ''))) > 0) not valid;

-- 財務会計への連携ファイル: who took which days out, how much it was, and the file's SHA-256.
create table payment.export_run (
  id uuid primary key,
  export_id text not null,
  from_day date not null,
  -- the first day that is not in it
  until_day date not null,
  row_count integer not null check (row_count >= 0),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  is_personal boolean not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  constraint export_run_range check (from_day < until_day)
);
create index export_run_of_export on payment.export_run (export_id, from_day);
revoke update, delete, truncate on payment.export_run from machimigaki_app;
create trigger export_run_append_only before update or delete or truncate on payment.export_run
  for each statement execute function kernel.refuse_change();

-- 領収書: each time that one went out. The first is the original, every later one is marked 再発行. To whom it is addressed
-- is kept as a kind, never as a name.
create table payment.receipt_issue (
  payment_id uuid not null references payment.payment (id),
  nth integer not null constraint receipt_issue_nth check (nth between 1 and 1000),
  addressee text not null constraint receipt_addressee_known check (addressee in ('person', 'group', 'group-person')),
  issued_by uuid,
  at_counter boolean not null,
  issued_at timestamptz not null,
  constraint receipt_issue_once primary key (payment_id, nth)
);
revoke update, delete, truncate on payment.receipt_issue from machimigaki_app;
create trigger receipt_issue_append_only before update or delete or truncate on payment.receipt_issue
  for each statement execute function kernel.refuse_change();
create function payment.refuse_receipt_gap() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.nth <> (select count(*) + 1 from payment.receipt_issue where payment_id = new.payment_id) then
    raise exception 'issue % of a receipt has no issue before it', new.nth
      using errcode = 'check_violation', constraint = 'receipt_issue_counted';
  end if;
  return new;
end $$;
create trigger receipt_issue_counted before insert on payment.receipt_issue
  for each row execute function payment.refuse_receipt_gap();
