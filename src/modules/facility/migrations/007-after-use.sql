-- 維持管理費: what a house costs in a fiscal year, as staff enter it. For the cost of one use.
create table facility.yearly_cost (
  facility_id text not null,
  fiscal_year integer not null check (fiscal_year between 1950 and 2200),
  yen bigint not null check (yen between 0 and 100000000000),
  entered_by uuid not null,
  entered_at timestamptz not null,
  primary key (facility_id, fiscal_year)
);

-- 使用後の精算: what became known when a use was over, and what it changed. Recorded once.
create table facility.after_use (
  booking_id uuid primary key references facility.booking (id),
  over_minutes integer not null check (over_minutes between 0 and 1440),
  answers jsonb not null,
  minutes jsonb not null,
  lines jsonb not null,
  -- still to pay; below zero it went back
  total integer not null,
  payment_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null
);

-- What the doors' log and the calendar suggest; a person says whether it is so. Points are never given by a program.
create table facility.offence_review (
  booking_id uuid not null references facility.booking (id),
  offence text not null check (offence in ('no-show', 'late-cancel')),
  outcome text not null check (outcome in ('confirmed', 'dismissed')),
  words text not null check (length(words) <= 500),
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  primary key (booking_id, offence),
  constraint offence_dismissed_says_why check (outcome <> 'dismissed' or words <> '')
);

create table facility.penalty (
  id uuid primary key,
  booking_id uuid not null references facility.booking (id),
  offence text not null,
  facility_id text not null,
  terms_id text not null,
  booker_id uuid,
  group_id uuid,
  earned_on date not null,
  points integer not null check (points between 1 and 1000),
  state text not null check (state in ('standing', 'appealed', 'kept', 'lifted')),
  given_by uuid not null,
  given_at timestamptz not null,
  appeal text check (length(appeal) between 1 and 1000),
  appealed_by uuid,
  appealed_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  words text not null default '' check (length(words) <= 1000),
  foreign key (booking_id, offence) references facility.offence_review (booking_id, offence),
  constraint penalty_once unique (booking_id, offence),
  constraint penalty_not_own check (decided_by <> given_by),
  constraint penalty_appeal_has_words check ((state = 'standing') = (appeal is null and appealed_at is null)),
  constraint penalty_decided check (
    (state in ('kept', 'lifted')) = (decided_by is not null and decided_at is not null and words <> '')
  )
);
create index penalty_of_booker on facility.penalty (booker_id, facility_id);
create index penalty_of_group on facility.penalty (group_id, facility_id) where group_id is not null;
create index penalty_appealed on facility.penalty (appealed_at) where state = 'appealed';

create table facility.penalty_transition (from_state text, to_state text, primary key (from_state, to_state));
insert into facility.penalty_transition values ('standing', 'appealed'), ('appealed', 'kept'), ('appealed', 'lifted');

create function facility.refuse_unknown_penalty_move() returns trigger language plpgsql security definer
set search_path = '' as $$
begin
  if not exists (select from facility.penalty_transition where from_state = old.state and to_state = new.state) then
    raise exception 'a penalty cannot go from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'penalty_move_known';
  end if;
  return new;
end $$;
create trigger penalty_move_known before update of state on facility.penalty
  for each row when (old.state is distinct from new.state) execute function facility.refuse_unknown_penalty_move();
