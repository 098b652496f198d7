-- 実績値. A value is never changed: a better one takes its place, and both can be read.
create table plan.figure (
  id uuid primary key,
  plan_id text not null,
  indicator_id text not null,
  year integer not null check (year between 1950 and 2150),
  value numeric not null,
  numerator numeric,
  denominator numeric constraint figure_denominator_not_zero check (denominator <> 0),
  counts jsonb not null default '[]',
  certainty text not null check (certainty in ('provisional', 'final')),
  origin text not null check (origin in ('metric', 'table', 'import', 'api', 'hand')),
  source text not null check (length(source) between 1 and 500),
  rule text not null check (length(rule) between 1 and 2000),
  counted_at timestamptz not null,
  state text not null check (state in ('proposed', 'approved', 'rejected', 'superseded')),
  proposed_by uuid,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  note text check (length(note) <= 1000),
  is_sample boolean not null default false,
  foreign key (plan_id, indicator_id) references plan.indicator (plan_id, id),
  -- 四つの目: who typed or brought a figure does not approve it. Only what a metric counted needs no second person.
  constraint figure_four_eyes check (origin = 'metric' or state in ('proposed', 'rejected') or is_sample
    or (decided_by is not null and decided_by is distinct from proposed_by))
);
create unique index figure_one_in_force on plan.figure (plan_id, indicator_id, year) where state = 'approved';
create index figure_proposed on plan.figure (plan_id, proposed_at) where state = 'proposed';
create index figure_of_indicator on plan.figure (plan_id, indicator_id, year, proposed_at);

-- A figure is decided about; it is never written over.
create function plan.refuse_other_figure() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or (to_jsonb(new) - '{state,decided_by,decided_at,note}'::text[])
      is distinct from (to_jsonb(old) - '{state,decided_by,decided_at,note}'::text[])
    or (old.state, new.state) not in (('proposed', 'approved'), ('proposed', 'rejected'), ('approved', 'superseded')) then
    raise exception 'a figure is never changed; a new one takes its place' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger figure_stays before update or delete on plan.figure
  for each row execute function plan.refuse_other_figure();

-- 今の数: what the metric said this morning
create table plan.reading (
  plan_id text not null,
  indicator_id text not null,
  year integer not null,
  value numeric,
  numerator numeric,
  denominator numeric,
  counted_at timestamptz not null,
  is_sample boolean not null default false,
  primary key (plan_id, indicator_id, year),
  foreign key (plan_id, indicator_id) references plan.indicator (plan_id, id)
);

-- 取り込んだ表: what a formula reads
create table plan.source_table (
  id uuid primary key,
  formula text not null,
  year integer not null,
  title text not null check (length(title) between 1 and 200),
  rows jsonb not null,
  is_sample boolean not null default false,
  brought_by uuid,
  brought_at timestamptz not null
);
create index source_table_of_formula on plan.source_table (formula, year, brought_at);

-- 公表. One publication changes what the public sees, all of it at once.
create table plan.publication (
  id uuid primary key,
  plan_id text not null references plan.plan (id),
  year integer not null,
  note text not null check (length(note) between 1 and 500),
  prepared_by uuid,
  published_by uuid,
  published_at timestamptz not null,
  constraint publication_four_eyes check (prepared_by is null or published_by is null or prepared_by <> published_by)
);
create index publication_of_plan on plan.publication (plan_id, published_at);
revoke update, delete, truncate on plan.publication from machimigaki_app;
create trigger publication_append_only before update or delete or truncate on plan.publication
  for each statement execute function kernel.refuse_change();

-- 公表の準備: what one person has put together and looked through, for another person to publish. The hash is of what was seen.
create table plan.prepared_publication (
  id uuid primary key,
  plan_id text not null references plan.plan (id),
  year integer not null,
  note text not null check (length(note) between 1 and 500),
  hash bytea not null check (length(hash) = 32),
  prepared_by uuid not null,
  prepared_at timestamptz not null,
  -- published, or given back
  ended_at timestamptz,
  publication_id uuid references plan.publication (id),
  given_back_by uuid,
  reason text check (length(reason) <= 500)
);
create unique index prepared_publication_once on plan.prepared_publication (plan_id, year) where ended_at is null;

-- What was published, with the judgement as it was. What a later publication replaces stays.
create table plan.published_figure (
  publication_id uuid not null references plan.publication (id),
  plan_id text not null,
  indicator_id text not null,
  year integer not null,
  figure_id uuid references plan.figure (id),
  node_code text not null,
  value numeric,
  verdict text not null check (verdict in ('good', 'late', 'unknown')),
  achievement jsonb not null,
  replaced_by uuid references plan.publication (id),
  primary key (publication_id, indicator_id, year),
  foreign key (plan_id, indicator_id) references plan.indicator (plan_id, id)
);
create unique index published_figure_now on plan.published_figure (plan_id, indicator_id, year) where replaced_by is null;
create index published_verdicts on plan.published_figure (plan_id, year, node_code, verdict) where replaced_by is null;

-- A later publication may take its place; nothing else changes.
create function plan.refuse_other_published() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' or old.replaced_by is not null or new.replaced_by is null
    or (to_jsonb(new) - 'replaced_by') is distinct from (to_jsonb(old) - 'replaced_by') then
    raise exception 'what was published stays' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger published_figure_stays before update or delete on plan.published_figure
  for each row execute function plan.refuse_other_published();

-- Programs that may bring values: the key itself is not kept.
create table plan.api_key (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  hash bytea not null unique check (length(hash) = 32),
  plan_id text not null references plan.plan (id),
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  last_used_at timestamptz
);

-- One row for each message of a program: the same again gets the same answer.
create table plan.api_message (
  key_id uuid not null references plan.api_key (id),
  message text not null check (length(message) between 1 and 200),
  body_hash bytea not null check (length(body_hash) = 32),
  answer jsonb not null,
  received_at timestamptz not null,
  primary key (key_id, message)
);
