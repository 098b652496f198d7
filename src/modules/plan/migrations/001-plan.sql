create schema if not exists plan;

-- 計画. What a page needs of it before anything else, as the revision in force says; the whole stands in plan.revision.
create table plan.plan (
  id text primary key check (id ~ '^[a-z][a-z0-9-]{0,40}$'),
  position integer not null,
  -- the revision in force; null only inside the transaction that brings the first
  revision integer,
  head jsonb not null
);

-- 改定. Only ever grows: what a plan said in a year can be read in any later year.
create table plan.revision (
  plan_id text not null references plan.plan (id),
  number integer not null check (number >= 1),
  document jsonb not null,
  adopted_on date not null,
  reason text not null check (length(reason) between 1 and 500),
  brought_by uuid,
  brought_at timestamptz not null,
  primary key (plan_id, number)
);
revoke update, delete, truncate on plan.revision from machimigaki_app;
create trigger revision_append_only before update or delete or truncate on plan.revision
  for each statement execute function kernel.refuse_change();

-- 政策・施策・取組, as they are now. One that a revision dropped stays, so that old addresses live.
create table plan.node (
  plan_id text not null references plan.plan (id),
  code text not null check (code ~ '^[0-9A-Za-z][0-9A-Za-z.-]{0,40}$'),
  level text not null,
  parent text,
  position integer not null,
  definition jsonb not null,
  -- folded, for the search
  search text not null,
  removed_in integer,
  primary key (plan_id, code),
  constraint node_parent_known foreign key (plan_id, parent) references plan.node (plan_id, code) deferrable initially deferred
);
create index node_children on plan.node (plan_id, parent, position);
create index node_search on plan.node using gin (search gin_trgm_ops);

-- 成果指標, as defined now
create table plan.indicator (
  plan_id text not null references plan.plan (id),
  id text not null check (id ~ '^[a-z][a-z0-9-]{0,60}$'),
  node_code text not null,
  position integer not null,
  definition jsonb not null,
  search text not null,
  removed_in integer,
  primary key (plan_id, id),
  constraint indicator_node_known foreign key (plan_id, node_code) references plan.node (plan_id, code) deferrable initially deferred
);
create index indicator_of_node on plan.indicator (plan_id, node_code, position);
create index indicator_search on plan.indicator using gin (search gin_trgm_ops);

-- 事務事業
create table plan.project (
  plan_id text not null references plan.plan (id),
  code text not null check (code ~ '^[0-9A-Za-z][0-9A-Za-z.-]{0,40}$'),
  node_code text not null,
  position integer not null,
  definition jsonb not null,
  search text not null,
  removed_in integer,
  primary key (plan_id, code),
  constraint project_node_known foreign key (plan_id, node_code) references plan.node (plan_id, code) deferrable initially deferred
);
create index project_of_node on plan.project (plan_id, node_code, position);
create index project_search on plan.project using gin (search gin_trgm_ops);

-- 取り込む前の案: a document that was read from a file or made by an edit, shown before it is applied. It never changes.
create table plan.draft (
  id uuid primary key,
  plan_id text not null,
  -- the revision against which the difference was shown; null: the plan is new
  base_revision integer,
  document jsonb not null,
  hash text not null check (length(hash) = 64),
  source text not null check (length(source) between 1 and 200),
  brought_by uuid not null,
  brought_at timestamptz not null
);
create index draft_by_age on plan.draft (brought_at);
