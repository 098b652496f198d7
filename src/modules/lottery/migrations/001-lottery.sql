create schema lottery;

-- One round: what is drawn for, by which rule, and when. The rule is a copy: a new version of the ordinance changes no round.
create table lottery.round (
  id uuid primary key,
  set_id text not null,
  month date not null check (extract(day from month) = 1),
  space_ids text[] not null check (cardinality(space_ids) > 0),
  rule jsonb not null,
  state text not null check (state in
    ('announced', 'open', 'closed', 'drawn', 'published', 'confirming', 'over', 'called-off')),
  announced_at timestamptz not null,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  draw_at timestamptz not null,
  result_at timestamptz not null,
  confirm_by timestamptz not null,
  -- SHA-256 of the secret: public before the first entry. The secret itself is sealed until the result is out.
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  secret_sealed text not null,
  public_number text check (public_number ~ '^[0-9.]{1,40}$'),
  constraint round_once_a_month unique (set_id, month),
  constraint round_times_in_order check (
    opens_at < closes_at and closes_at <= draw_at and draw_at <= result_at and result_at < confirm_by
  )
);
create index round_living on lottery.round (state) where state not in ('over', 'called-off');

-- Postponing a draw, calling a round off, the public number, leaving out an entry: one proposes, another one agrees.
create table lottery.decision (
  id uuid primary key,
  round_id uuid not null references lottery.round (id),
  kind text not null check (kind in ('postpone', 'call-off', 'public-number', 'leave-out')),
  draw_at timestamptz,
  public_number text,
  entry_id uuid,
  reason text not null check (length(reason) between 1 and 300),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  outcome text check (outcome in ('agreed', 'refused')),
  constraint decision_by_another_person check (decided_by <> proposed_by),
  constraint decision_is_whole check ((outcome is null) = (decided_by is null) and (outcome is null) = (decided_at is null)),
  constraint decision_says_what check (
    (kind = 'postpone') = (draw_at is not null) and (kind = 'public-number') = (public_number is not null)
    and (kind = 'leave-out') = (entry_id is not null)
  )
);
create unique index decision_one_at_a_time on lottery.decision (round_id, kind, coalesce(entry_id, round_id))
  where outcome is null;

-- The states in their order, and nothing that was announced changes without two people.
create table lottery.transition (from_state text, to_state text not null, primary key (from_state, to_state));
insert into lottery.transition values
  ('announced', 'open'), ('open', 'closed'), ('closed', 'drawn'), ('drawn', 'published'),
  ('published', 'confirming'), ('confirming', 'over'),
  ('announced', 'called-off'), ('open', 'called-off'), ('closed', 'called-off');
revoke insert, update, delete, truncate on lottery.transition from machimigaki_app;

create function lottery.guard_round() returns trigger language plpgsql as $$
begin
  if new.state <> old.state
    and not exists (select from lottery.transition where from_state = old.state and to_state = new.state) then
    raise exception using errcode = 'check_violation', constraint = 'round_follows_its_states', message = 'round_follows_its_states';
  end if;
  if (new.id, new.set_id, new.month, new.space_ids, new.rule, new.commitment, new.secret_sealed, new.opens_at, new.closes_at)
    is distinct from
    (old.id, old.set_id, old.month, old.space_ids, old.rule, old.commitment, old.secret_sealed, old.opens_at, old.closes_at) then
    raise exception using errcode = 'check_violation', constraint = 'round_stays_as_announced', message = 'round_stays_as_announced';
  end if;
  if new.draw_at <> old.draw_at and not exists (
    select from lottery.decision
    where round_id = new.id and kind = 'postpone' and outcome = 'agreed' and draw_at = new.draw_at
  ) then
    raise exception using errcode = 'check_violation', constraint = 'round_postponed_by_two', message = 'round_postponed_by_two';
  end if;
  if new.state = 'called-off' and old.state <> 'called-off' and not exists (
    select from lottery.decision where round_id = new.id and kind = 'call-off' and outcome = 'agreed'
  ) then
    raise exception using errcode = 'check_violation', constraint = 'round_called_off_by_two', message = 'round_called_off_by_two';
  end if;
  if new.public_number is distinct from old.public_number and (old.public_number is not null or not exists (
    select from lottery.decision
    where round_id = new.id and kind = 'public-number' and outcome = 'agreed' and public_number = new.public_number
  )) then
    raise exception using errcode = 'check_violation', constraint = 'round_number_by_two', message = 'round_number_by_two';
  end if;
  return new;
end $$;
create trigger round_guarded before update on lottery.round
  for each row execute function lottery.guard_round();
revoke delete, truncate on lottery.round from machimigaki_app;

-- One entry for each person or group and round. The code is all that others ever see of it.
create table lottery.entry (
  id uuid primary key,
  round_id uuid not null references lottery.round (id),
  code text not null check (code ~ '^[A-HJ-NP-Z2-9]{8}$'),
  -- 'person/<id>' or 'group/<id>'
  entrant text not null,
  person_id uuid not null,
  group_id uuid,
  use jsonb not null,
  entered_at timestamptz not null,
  withdrawn_at timestamptz,
  left_out_at timestamptz,
  -- A keyed hash of name, reading and telephone number: the same for two accounts of one person.
  likeness text not null,
  -- held: looks like another one; it takes part as long as two people have not decided otherwise
  likeness_state text not null default 'alone' check (likeness_state in ('alone', 'held', 'cleared')),
  told_at timestamptz,
  constraint entry_code_once unique (round_id, code),
  constraint entry_left_out_was_held check (left_out_at is null or likeness_state = 'held')
);
create unique index entry_one_per_entrant on lottery.entry (round_id, entrant)
  where withdrawn_at is null and left_out_at is null;
create index entry_of_person on lottery.entry (person_id, entered_at desc);
create index entry_of_group on lottery.entry (group_id, entered_at desc) where group_id is not null;
create index entry_alike on lottery.entry (round_id, likeness);
create index entry_untold on lottery.entry (round_id) where told_at is null;

create function lottery.guard_entry() returns trigger language plpgsql as $$
begin
  if new.left_out_at is not null and old.left_out_at is null and not exists (
    select from lottery.decision where kind = 'leave-out' and outcome = 'agreed' and entry_id = new.id
  ) then
    raise exception using errcode = 'check_violation', constraint = 'entry_left_out_by_two', message = 'entry_left_out_by_two';
  end if;
  return new;
end $$;
create trigger entry_guarded before update on lottery.entry for each row execute function lottery.guard_entry();

create table lottery.choice (
  entry_id uuid not null references lottery.entry (id),
  rank integer not null check (rank between 1 and 31),
  facility_id text not null,
  space_id text not null,
  used_on date not null,
  slots text[] not null check (cardinality(slots) between 1 and 96),
  units text[] not null check (cardinality(units) > 0),
  taken_during tstzrange not null check (not isempty(taken_during)),
  primary key (entry_id, rank),
  constraint choice_not_twice unique (entry_id, space_id, used_on, slots)
);

-- The list as it was when entries were closed, to the byte. It is public from then on.
create table lottery.closing (
  round_id uuid primary key references lottery.round (id),
  closed_at timestamptz not null,
  entries_csv text not null,
  list_hash text not null check (list_hash = encode(sha256(convert_to(entries_csv, 'UTF8')), 'hex'))
);
revoke update, delete, truncate on lottery.closing from machimigaki_app;

-- The draw: once for a round, not before its time, of a list that is closed.
create table lottery.draw (
  round_id uuid not null references lottery.closing (round_id),
  drawn_at timestamptz not null,
  due_at timestamptz not null,
  public_number text not null,
  taken_csv text not null,
  seed text not null check (seed ~ '^[0-9a-f]{64}$'),
  result_csv text not null,
  constraint draw_once primary key (round_id),
  constraint draw_not_early check (drawn_at >= due_at)
);
revoke update, delete, truncate on lottery.draw from machimigaki_app;
create function lottery.guard_draw() returns trigger language plpgsql as $$
begin
  if not exists (select from lottery.round where id = new.round_id and draw_at = new.due_at and state = 'closed') then
    raise exception using errcode = 'check_violation', constraint = 'draw_not_early', message = 'draw_not_early';
  end if;
  return new;
end $$;
create trigger draw_guarded before insert on lottery.draw for each row execute function lottery.guard_draw();

create table lottery.win (
  id uuid primary key,
  round_id uuid not null references lottery.draw (round_id),
  entry_id uuid not null,
  rank integer not null,
  booking_id uuid not null,
  -- taken: 確定. ended: declined, lapsed, or given up later.
  state text not null default 'awarded' check (state in ('awarded', 'taken', 'ended')),
  awarded_at timestamptz not null,
  confirm_by timestamptz not null,
  ended_at timestamptz,
  -- 繰上げ: the win that was given up before
  instead_of uuid references lottery.win (id),
  foreign key (entry_id, rank) references lottery.choice (entry_id, rank),
  constraint win_once unique (entry_id, rank),
  constraint win_has_one_booking unique (booking_id),
  constraint win_handed_on_once unique (instead_of)
);
create index win_of_round on lottery.win (round_id);
revoke delete, truncate on lottery.win from machimigaki_app;
