-- 減免の申請: for one booking. Its quote is counted anew when it is granted; the full price stays in the quote.
create table facility.reduction_application (
  id uuid primary key,
  booking_id uuid not null references facility.booking (id),
  -- an id of the ordinance's reductions on application
  reduction_id text not null check (length(reduction_id) between 1 and 60),
  state text not null check (state in ('applied', 'returned', 'granted', 'refused', 'withdrawn')),
  reason text not null check (length(reason) between 1 and 1000),
  file_id uuid,
  file_name text,
  -- who entered it: the resident, or staff at the counter; null after the account was deleted
  entered_by uuid,
  entered_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  -- to the applicant: what is missing, or why it was refused
  words text not null default '' check (length(words) <= 1000),
  amount_before integer not null check (amount_before >= 0),
  amount_after integer check (amount_after between 0 and amount_before),
  constraint reduction_not_own check (decided_by <> entered_by),
  constraint reduction_says_why check (state not in ('returned', 'refused') or words <> ''),
  constraint reduction_decided check (state not in ('granted', 'refused', 'returned') or (decided_by is not null and decided_at is not null)),
  constraint reduction_granted_has_amount check ((state = 'granted') = (amount_after is not null)),
  constraint reduction_file_has_name check ((file_id is null) = (file_name is null))
);
create unique index reduction_one_open on facility.reduction_application (booking_id, reduction_id)
  where state in ('applied', 'returned', 'granted');
create index reduction_state on facility.reduction_application (state, entered_at);

create table facility.reduction_transition (from_state text, to_state text, primary key (from_state, to_state));
insert into facility.reduction_transition values
  ('applied', 'returned'), ('applied', 'granted'), ('applied', 'refused'), ('applied', 'withdrawn'),
  ('returned', 'applied'), ('returned', 'withdrawn');

create function facility.refuse_unknown_reduction_move() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  if not exists (select from facility.reduction_transition where from_state = old.state and to_state = new.state) then
    raise exception 'a reduction cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'reduction_move_known';
  end if;
  return new;
end $$;
create trigger reduction_move_known before update of state on facility.reduction_application
  for each row when (old.state is distinct from new.state) execute function facility.refuse_unknown_reduction_move();

-- 減免団体: a reduction that applies by itself to what a group books for days of a term.
create table facility.standing_reduction (
  id uuid primary key,
  group_id uuid not null,
  facility_id text not null,
  reduction_id text not null check (length(reduction_id) between 1 and 60),
  state text not null check (state in ('proposed', 'granted', 'refused', 'ended')),
  valid_from date not null,
  valid_until date not null,
  reason text not null check (length(reason) between 1 and 1000),
  entered_by uuid not null,
  entered_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  words text not null default '' check (length(words) <= 1000),
  constraint standing_term check (valid_until >= valid_from),
  constraint standing_not_own check (decided_by <> entered_by),
  constraint standing_decided check (state = 'proposed' or (decided_by is not null and decided_at is not null)),
  constraint standing_says_why check (state not in ('refused', 'ended') or words <> ''),
  constraint standing_once exclude using gist
    (group_id with =, facility_id with =, reduction_id with =, daterange(valid_from, valid_until, '[]') with &&)
    where (state in ('proposed', 'granted'))
);
create index standing_reduction_group on facility.standing_reduction (group_id, facility_id) where state = 'granted';
