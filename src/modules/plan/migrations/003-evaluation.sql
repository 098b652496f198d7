-- 評価シートの様式, as the city has it now: cities/<city>/sheets/*.yaml. A round keeps its own copy.
create table plan.sheet_form (
  kind text primary key check (kind in ('measure', 'project')),
  form jsonb not null,
  brought_at timestamptz not null
);

-- 年度の評価
create table plan.round (
  id uuid primary key,
  plan_id text not null references plan.plan (id),
  year integer not null,
  state text not null check (state in ('preparing', 'open', 'closed')),
  due jsonb not null,
  forms jsonb not null,
  staff_unit_cost integer not null check (staff_unit_cost >= 0),
  is_sample boolean not null default false,
  opened_by uuid,
  opened_at timestamptz,
  closed_by uuid,
  closed_at timestamptz,
  constraint round_once_a_year unique (plan_id, year)
);

-- 評価シート
create table plan.sheet (
  id uuid primary key,
  round_id uuid not null references plan.round (id),
  kind text not null check (kind in ('measure', 'project')),
  subject text not null,
  title text not null,
  -- the plan's order
  position integer not null default 0,
  section_id text,
  state text not null check (state in ('writing', 'with-head', 'checking', 'checked', 'in-review', 'discussing', 'answering', 'final', 'published')),
  version integer not null default 1,
  answers jsonb not null default '{}',
  marks jsonb not null default '[]',
  is_selected boolean not null default false,
  selection_reason text check (length(selection_reason) between 1 and 500),
  is_sample boolean not null default false,
  written_by uuid,
  headed_by uuid,
  checked_by uuid,
  answered_by uuid,
  finished_by uuid,
  published_by uuid,
  published_at timestamptz,
  frozen jsonb,
  constraint sheet_once_a_round unique (round_id, kind, subject),
  -- 四つの目: who writes does not confirm, who confirms does not check, who finishes does not publish
  constraint sheet_head_is_another check (headed_by is null or headed_by <> written_by),
  constraint sheet_check_is_another check (checked_by is null or (checked_by <> written_by and checked_by <> headed_by)),
  constraint sheet_publisher_is_another check (published_by is null or published_by <> finished_by),
  -- 外部評価に出すのは、理由をつけて選んだシートだけ
  constraint sheet_review_is_selected check (is_selected or state not in ('in-review', 'discussing', 'answering')),
  constraint sheet_selected_with_reason check (not is_selected or selection_reason is not null),
  -- what is final keeps the figures of that day
  constraint sheet_final_is_frozen check ((state in ('final', 'published')) = (frozen is not null))
);
create index sheet_of_section on plan.sheet (section_id, state);
create index sheet_published on plan.sheet (subject, published_at) where state = 'published';

create index sheet_of_round on plan.sheet (round_id, position);

-- The moves there are; rules/evaluation/states.ts says who may make them. Nothing else can be written.
create table plan.sheet_move (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into plan.sheet_move (from_state, to_state) values
  ('writing', 'with-head'),
  ('with-head', 'checking'),
  ('with-head', 'writing'),
  ('checking', 'checked'),
  ('checking', 'writing'),
  ('checked', 'writing'),
  ('checked', 'in-review'),
  ('checked', 'final'),
  ('in-review', 'discussing'),
  ('discussing', 'answering'),
  ('answering', 'final'),
  ('final', 'checked'),
  ('final', 'answering'),
  ('final', 'published');
revoke insert, update, delete, truncate on plan.sheet_move from machimigaki_app;

create function plan.guard_sheet() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.state <> 'writing' and not new.is_sample then
      raise exception 'a sheet begins with writing' using errcode = 'check_violation', constraint = 'sheet_move_known';
    end if;
    return new;
  end if;
  if old.state = 'published' then
    raise exception 'a published sheet stays as it is' using errcode = 'check_violation', constraint = 'sheet_published_stays';
  end if;
  if new.state <> old.state
    and not exists (select from plan.sheet_move where from_state = old.state and to_state = new.state) then
    raise exception 'no move from % to %', old.state, new.state
      using errcode = 'check_violation', constraint = 'sheet_move_known';
  end if;
  -- Who confirms, checks and reviews reads what stays: words change only while the section writes.
  if new.answers <> old.answers and not (old.state = 'writing' and new.state = 'writing') then
    raise exception 'words change while the section writes' using errcode = 'check_violation', constraint = 'sheet_words_stay';
  end if;
  return new;
end $$;
create trigger sheet_guarded before insert or update on plan.sheet for each row execute function plan.guard_sheet();

-- What was saved, each time: nothing is lost when two people write.
create table plan.sheet_version (
  sheet_id uuid not null references plan.sheet (id),
  version integer not null,
  answers jsonb not null,
  saved_by uuid,
  saved_at timestamptz not null,
  primary key (sheet_id, version)
);
revoke update, delete, truncate on plan.sheet_version from machimigaki_app;
create trigger sheet_version_append_only before update or delete or truncate on plan.sheet_version
  for each statement execute function kernel.refuse_change();

-- Each step of a sheet. Only ever grows.
create table plan.sheet_step (
  id uuid primary key,
  -- the order in which they were made
  number bigint generated always as identity,
  sheet_id uuid not null references plan.sheet (id),
  from_state text not null,
  to_state text not null,
  comment text check (length(comment) <= 2000),
  marks jsonb not null default '[]',
  moved_by uuid,
  moved_at timestamptz not null
);
create index sheet_step_of_sheet on plan.sheet_step (sheet_id, moved_at);
revoke update, delete, truncate on plan.sheet_step from machimigaki_app;
create trigger sheet_step_append_only before update or delete or truncate on plan.sheet_step
  for each statement execute function kernel.refuse_change();

-- 外部評価委員. Residents by account; they see only what a round gives them. Who was removed stays here, with what was handed in.
create table plan.reviewer (
  round_id uuid not null references plan.round (id),
  person_id uuid not null,
  is_chair boolean not null default false,
  -- shown with the verdict
  public_title text not null check (length(public_title) between 1 and 100),
  named_by uuid,
  named_at timestamptz not null,
  removed_at timestamptz,
  removal_reason text check (length(removal_reason) between 1 and 500),
  primary key (round_id, person_id),
  constraint reviewer_removed_with_reason check ((removed_at is null) = (removal_reason is null))
);
create unique index reviewer_one_chair on plan.reviewer (round_id) where is_chair and removed_at is null;
create index reviewer_of_person on plan.reviewer (person_id) where removed_at is null;

-- 除斥: a reviewer who is too near to a sheet does not see it
create table plan.review_exclusion (
  sheet_id uuid not null references plan.sheet (id),
  person_id uuid not null,
  reason text not null check (length(reason) between 1 and 500),
  excluded_by uuid,
  excluded_at timestamptz not null,
  primary key (sheet_id, person_id)
);

-- One reviewer's own view, private until the board discusses; `notes` are never anybody else's.
create table plan.review (
  sheet_id uuid not null references plan.sheet (id),
  person_id uuid not null,
  scores jsonb not null default '{}',
  verdict text check (verdict in ('expand', 'keep', 'improve', 'shrink', 'merge', 'pause', 'end')),
  comment text check (length(comment) <= 4000),
  notes text check (length(notes) <= 8000),
  saved_at timestamptz not null,
  handed_in_at timestamptz,
  primary key (sheet_id, person_id),
  constraint review_handed_in_is_whole check (handed_in_at is null or (verdict is not null
    and coalesce(length(comment), 0) > 0 and scores ?& array['necessity', 'effectiveness', 'efficiency', 'fairness']))
);
create index review_of_person on plan.review (person_id);

-- 委員会の判定: joint, with the count of votes. Stored once; only who wrote it down can be forgotten.
create table plan.joint_verdict (
  sheet_id uuid constraint verdict_once primary key references plan.sheet (id),
  verdict text not null check (verdict in ('expand', 'keep', 'improve', 'shrink', 'merge', 'pause', 'end')),
  votes jsonb not null,
  voted integer not null,
  -- how many reviewers the board had for this sheet
  reviewers integer not null,
  comment text not null check (length(comment) between 1 and 4000),
  decided_by uuid,
  decided_at timestamptz not null,
  constraint verdict_votes_within_board check (voted between 1 and reviewers)
);
create trigger joint_verdict_stays
  before update of sheet_id, verdict, votes, voted, reviewers, comment, decided_at or delete or truncate on plan.joint_verdict
  for each statement execute function kernel.refuse_change();

-- 市の答え: written by the section, then asked to be approved by somebody who did not write it
create table plan.city_answer (
  sheet_id uuid primary key references plan.sheet (id),
  stance text not null check (stance in ('accept', 'accept-in-part', 'not-accept')),
  words text not null check (length(words) between 1 and 4000),
  -- what is promised, and until when; followed up next year
  promises jsonb not null default '[]',
  written_by uuid,
  written_at timestamptz not null,
  -- everybody who ever wrote in it
  writers uuid[] not null default '{}',
  asked_at timestamptz,
  returned_words text check (length(returned_words) <= 1000),
  approved_by uuid,
  approved_at timestamptz,
  constraint city_answer_four_eyes check (approved_by is null or not (approved_by = any (writers))),
  constraint city_answer_asked_first check (approved_at is null or asked_at is not null)
);
-- What the city answered stays once the sheet is final; a sheet that comes back from the preview is answered anew.
create function plan.guard_city_answer() returns trigger language plpgsql as $$
begin
  if exists (select from plan.sheet where id = old.sheet_id and state in ('final', 'published')) then
    raise exception 'the answer of a final sheet stays' using errcode = 'check_violation', constraint = 'city_answer_stays';
  end if;
  return new;
end $$;
create trigger city_answer_stays before update on plan.city_answer for each row execute function plan.guard_city_answer();

-- 約束のその後. `number` counts the promises of an answer from 0. Only ever grows; the last one counts.
create table plan.promise_follow_up (
  id uuid primary key,
  sheet_id uuid not null references plan.city_answer (sheet_id),
  number integer not null check (number >= 0),
  outcome text not null check (outcome in ('kept', 'under-way', 'not-kept')),
  words text not null check (length(words) between 1 and 2000),
  noted_by uuid,
  noted_at timestamptz not null
);
create index promise_follow_up_of_promise on plan.promise_follow_up (sheet_id, number, noted_at);
create trigger promise_follow_up_append_only before update or delete or truncate on plan.promise_follow_up
  for each statement execute function kernel.refuse_change();
