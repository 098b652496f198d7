-- 事業費: per project, year, stage and source, in yen
create table plan.budget (
  plan_id text not null,
  project_code text not null,
  year integer not null check (year between 1950 and 2200),
  stage text not null check (stage in ('initial', 'supplementary', 'settled')),
  national bigint not null,
  prefecture bigint not null,
  bond bigint not null,
  other bigint not null,
  general bigint not null,
  total bigint not null,
  is_sample boolean not null default false,
  brought_by uuid,
  brought_at timestamptz not null,
  primary key (plan_id, project_code, year, stage),
  foreign key (plan_id, project_code) references plan.project (plan_id, code),
  -- 財源の合計は、事業費と同じ
  constraint budget_sources_make_the_total check (national + prefecture + bond + other + general = total),
  -- 減額補正 takes away; nothing else is below zero
  constraint budget_not_below_zero check (stage = 'supplementary' or least(national, prefecture, bond, other, general) >= 0)
);
create index budget_of_year on plan.budget (plan_id, year, stage);

-- What was changed, from what to what. Only ever grows.
create table plan.budget_change (
  id bigint generated always as identity primary key,
  plan_id text not null,
  project_code text not null,
  year integer not null,
  stage text not null,
  -- null: it was new
  before jsonb,
  after jsonb not null,
  file_id uuid,
  reason text,
  changed_by uuid,
  changed_at timestamptz not null
);
create index budget_change_of_project on plan.budget_change (plan_id, project_code, year);
revoke update, delete, truncate on plan.budget_change from machimigaki_app;
create trigger budget_change_append_only before update or delete or truncate on plan.budget_change
  for each statement execute function kernel.refuse_change();

-- 取り込み: a file that was read without a mistake and waits until somebody has seen what it would change
create table plan.budget_file (
  id uuid primary key,
  plan_id text not null references plan.plan (id),
  name text not null check (length(name) between 1 and 200),
  -- [{ project, year, stage, national, prefecture, bond, other, general, total }]
  rows jsonb not null,
  brought_by uuid,
  brought_at timestamptz not null,
  applied_by uuid,
  applied_at timestamptz,
  reason text check (length(reason) between 1 and 500),
  constraint budget_file_applied_once check ((applied_at is null) = (applied_by is null))
);

-- 人工: 1.00 is one person for one year
create table plan.staff_effort (
  plan_id text not null,
  project_code text not null,
  year integer not null check (year between 1950 and 2200),
  persons numeric(8, 2) not null check (persons >= 0),
  is_sample boolean not null default false,
  typed_by uuid,
  typed_at timestamptz not null,
  primary key (plan_id, project_code, year),
  foreign key (plan_id, project_code) references plan.project (plan_id, code)
);

-- 活動の量: what the money was turned into, for the cost of one
create table plan.project_output (
  plan_id text not null,
  project_code text not null,
  year integer not null check (year between 1950 and 2200),
  -- 調査 / 回
  name text not null check (length(name) between 1 and 60),
  unit text not null check (length(unit) between 1 and 20),
  amount numeric(14, 2) not null check (amount >= 0),
  is_sample boolean not null default false,
  typed_by uuid,
  typed_at timestamptz not null,
  primary key (plan_id, project_code, year),
  foreign key (plan_id, project_code) references plan.project (plan_id, code)
);

-- The sum of [{ label, amount }].
create function plan.sum_of_parts(parts jsonb) returns bigint language sql immutable as
  $$ select coalesce(sum((part ->> 'amount')::bigint), 0)::bigint from jsonb_array_elements(parts) as part $$;

-- 予算要求と、その答え: this verdict led to this amount
create table plan.budget_request (
  id uuid primary key,
  sheet_id uuid not null references plan.sheet (id),
  plan_id text not null,
  project_code text not null,
  year integer not null check (year between 1950 and 2200),
  state text not null check (state in ('drafted', 'requested', 'assessed', 'decided', 'published')),
  -- this year's initial budget, when it was asked
  before bigint not null check (before >= 0),
  -- the whole amount asked
  asked bigint not null check (asked >= 0),
  -- what makes the difference: [{ label, amount }]
  parts jsonb not null default '[]',
  reason text not null check (length(reason) between 1 and 2000),
  assessed bigint check (assessed >= 0),
  assessment text check (length(assessment) between 1 and 2000),
  decided bigint check (decided >= 0),
  decided_on date,
  answer text check (length(answer) between 1 and 2000),
  drafted_by uuid,
  requested_by uuid,
  assessed_by uuid,
  decided_by uuid,
  published_by uuid,
  published_at timestamptz,
  is_sample boolean not null default false,
  foreign key (plan_id, project_code) references plan.project (plan_id, code),
  constraint request_once unique (sheet_id, project_code, year),
  constraint request_parts_make_the_change check (parts = '[]' or plan.sum_of_parts(parts) = asked - before),
  -- who writes does not confirm, who asks does not assess, who wrote the answer does not publish it
  constraint request_head_is_another check (requested_by is null or requested_by <> drafted_by),
  constraint request_four_eyes check (assessed_by is null or (assessed_by <> requested_by and assessed_by <> drafted_by)),
  constraint request_publisher_is_another check (published_by is null or published_by <> decided_by),
  constraint request_assessed_has_reason check (state in ('drafted', 'requested') or (assessed is not null and assessment is not null)),
  constraint request_published_is_decided check
    (state not in ('decided', 'published') or (decided is not null and decided_on is not null and answer is not null))
);
create index budget_request_of_project on plan.budget_request (plan_id, project_code, year);
create index budget_request_of_year on plan.budget_request (plan_id, year, state);

create table plan.request_transition (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into plan.request_transition (from_state, to_state) values
  ('drafted', 'requested'),
  ('requested', 'drafted'),
  ('requested', 'assessed'),
  ('assessed', 'requested'),
  ('assessed', 'decided'),
  ('decided', 'assessed'),
  ('decided', 'published');
revoke insert, update, delete, truncate on plan.request_transition from machimigaki_app;

create function plan.check_request_transition() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.state <> 'drafted' then
      raise exception 'a request that was handed in stays' using errcode = 'check_violation', constraint = 'request_follows_the_table';
    end if;
    return old;
  end if;
  if old.state <> new.state and not exists (
    select from plan.request_transition where from_state = old.state and to_state = new.state
  ) then
    raise exception 'a request cannot become % from %', new.state, old.state
      using errcode = 'check_violation', constraint = 'request_follows_the_table';
  end if;
  -- What was published stays as it was; what was handed in is changed by nobody but by returning it.
  if old.state = 'published' or (old.state <> 'drafted' and (old.asked, old.before, old.parts, old.reason) is distinct from
      (new.asked, new.before, new.parts, new.reason)) then
    raise exception 'a request that was handed in stays as it was' using errcode = 'check_violation', constraint = 'request_stays';
  end if;
  return new;
end $$;
create trigger request_follows_the_table before update or delete on plan.budget_request
  for each row execute function plan.check_request_transition();

-- Each step of a request. Only ever grows.
create table plan.request_step (
  id bigint generated always as identity primary key,
  request_id uuid not null,
  from_state text not null,
  to_state text not null,
  comment text check (length(comment) <= 2000),
  moved_by uuid,
  moved_at timestamptz not null
);
create index request_step_of_request on plan.request_step (request_id, id);
revoke update, delete, truncate on plan.request_step from machimigaki_app;
create trigger request_step_append_only before update or delete or truncate on plan.request_step
  for each statement execute function kernel.refuse_change();
