-- 申請中: the use is asked for, keeps its units, and waits for a decision. Nothing is to be paid yet.
alter table facility.booking drop constraint booking_state_check;
alter table facility.booking add constraint booking_state_check
  check (state in ('held', 'requested', 'reserved', 'confirmed', 'blocked', 'cancelled', 'expired'));
alter table facility.booking add column decide_by timestamptz;
alter table facility.booking add constraint booking_request_has_deadline
  check (state <> 'requested' or decide_by is not null);
create index booking_requested on facility.booking (decide_by) where state = 'requested';

create or replace function facility.follow_booking_state() returns trigger language plpgsql as $$
begin
  update facility.occupancy
  set takes = new.state in ('held', 'requested', 'reserved', 'confirmed', 'blocked') or new.returns_at is not null
  where booking_id = new.id;
  return null;
end $$;

-- 使用の許可の決定: one row for each time that a decision was asked for.
create table facility.approval (
  id uuid primary key,
  booking_id uuid not null references facility.booking (id),
  state text not null check (state in ('asked', 'approved', 'refused', 'withdrawn')),
  -- why somebody decides: the ordinance's words of that day, with the article's name
  reasons jsonb not null check (jsonb_array_length(reasons) between 1 and 50),
  -- how it is to be paid, as it was chosen when it was asked
  pay_way text,
  -- the resident, or staff at the counter; null after the account was deleted
  entered_by uuid,
  -- for whom; nobody decides on their own use either
  asked_for uuid,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  -- what the permit says: text in the languages of the ordinance, and its article
  conditions jsonb not null default '[]',
  words text not null default '' check (length(words) <= 1000),
  constraint approval_not_own check (decided_by <> entered_by and decided_by <> asked_for),
  constraint approval_decided check ((state in ('approved', 'refused')) = (decided_by is not null and decided_at is not null)),
  constraint approval_refused_says_why check (state <> 'refused' or words <> ''),
  constraint approval_conditions_of_permit check (state = 'approved' or conditions = '[]')
);
create unique index approval_one_open on facility.approval (booking_id) where state = 'asked';
create index approval_of_booking on facility.approval (booking_id, asked_at);

create table facility.approval_transition (from_state text, to_state text, primary key (from_state, to_state));
insert into facility.approval_transition values ('asked', 'approved'), ('asked', 'refused'), ('asked', 'withdrawn');

create function facility.refuse_unknown_approval_move() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  if not exists (select from facility.approval_transition where from_state = old.state and to_state = new.state) then
    raise exception 'an approval cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'approval_move_known';
  end if;
  return new;
end $$;
create trigger approval_move_known before update of state on facility.approval
  for each row when (old.state is distinct from new.state) execute function facility.refuse_unknown_approval_move();

-- No request becomes a permit by a program's mistake: somebody has approved the last time that it was asked.
create function facility.refuse_undecided() returns trigger language plpgsql as $$
begin
  if (select state from facility.approval where booking_id = new.id order by asked_at desc, id desc limit 1) is distinct from 'approved' then
    raise exception 'booking % is not approved', new.id
      using errcode = 'check_violation', constraint = 'booking_needs_decision', schema = 'facility', table = 'booking';
  end if;
  return new;
end $$;
create trigger booking_needs_decision before update of state on facility.booking
  for each row when (old.state = 'requested' and new.state in ('reserved', 'confirmed'))
  execute function facility.refuse_undecided();

create function facility.withdraw_approval() returns trigger language plpgsql as $$
begin
  update facility.approval set state = 'withdrawn' where booking_id = new.id and state = 'asked';
  return null;
end $$;
create trigger booking_ended_undecided after update of state on facility.booking
  for each row when (old.state = 'requested' and new.state in ('cancelled', 'expired'))
  execute function facility.withdraw_approval();

-- 公用のくり返し: rooms that the city itself keeps each week. Each day is a block of its own.
create table facility.block_series (
  id uuid primary key,
  facility_id text not null,
  space_id text not null,
  slots text[] not null check (cardinality(slots) between 1 and 96),
  -- 0 Sunday … 6 Saturday
  weekdays integer[] not null check (cardinality(weekdays) between 1 and 7 and weekdays <@ array[0, 1, 2, 3, 4, 5, 6]),
  first_on date not null,
  last_on date not null,
  left_out date[] not null default '{}',
  without_holidays boolean not null,
  reason text not null check (length(reason) between 1 and 200),
  made_by uuid not null,
  made_at timestamptz not null,
  constraint block_series_days_in_order check (last_on >= first_on and last_on < first_on + 731)
);
alter table facility.booking add column block_series_id uuid references facility.block_series (id);
create index booking_of_block_series on facility.booking (block_series_id, used_on) where block_series_id is not null;
