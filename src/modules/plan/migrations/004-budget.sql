-- 事業費: per project, year, stage and source, in yen
create table plan.budget (
  plan_id text not null,
  project_code text not null,
  year integer not null,
  stage text not null check (stage in ('initial', 'supplementary', 'settled')),
  national bigint not null check (national >= 0),
  prefecture bigint not null check (prefecture >= 0),
  bond bigint not null check (bond >= 0),
  other bigint not null check (other >= 0),
  general bigint not null,
  total bigint not null,
  is_sample boolean not null default false,
  brought_by uuid,
  brought_at timestamptz not null,
  primary key (plan_id, project_code, year, stage),
  foreign key (plan_id, project_code) references plan.project (plan_id, code),
  -- 財源の合計は、事業費と同じ
  constraint budget_sources_make_the_total check (national + prefecture + bond + other + general = total)
);

-- 人工: 1.00 is one person for one year
create table plan.staff_effort (
  plan_id text not null,
  project_code text not null,
  year integer not null,
  persons numeric(8, 2) not null check (persons >= 0),
  is_sample boolean not null default false,
  typed_by uuid,
  typed_at timestamptz not null,
  primary key (plan_id, project_code, year),
  foreign key (plan_id, project_code) references plan.project (plan_id, code)
);

-- 予算要求と、その答え: this verdict led to this amount
create table plan.budget_request (
  id uuid primary key,
  sheet_id uuid not null references plan.sheet (id),
  plan_id text not null,
  project_code text not null,
  year integer not null,
  state text not null check (state in ('drafted', 'requested', 'assessed', 'decided', 'published')),
  before bigint not null,
  asked bigint not null check (asked >= 0),
  reason text not null check (length(reason) between 1 and 2000),
  assessed bigint check (assessed >= 0),
  assessment text check (length(assessment) <= 2000),
  decided bigint check (decided >= 0),
  decided_on date,
  answer text check (length(answer) <= 2000),
  requested_by uuid,
  assessed_by uuid,
  published_by uuid,
  published_at timestamptz,
  is_sample boolean not null default false,
  foreign key (plan_id, project_code) references plan.project (plan_id, code),
  constraint request_once unique (sheet_id, project_code, year),
  -- who asks does not assess
  constraint request_four_eyes check (assessed_by is null or assessed_by <> requested_by),
  constraint request_assessed_has_reason check (state in ('drafted', 'requested') or (assessed is not null and length(assessment) > 0)),
  constraint request_published_is_decided check (state <> 'published' or (decided is not null and length(answer) > 0))
);
