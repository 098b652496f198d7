-- What the public pages count of a year is read from this index alone: judgements are long, and a large plan has 8,000 a year.
create index published_of_year on plan.published_figure (plan_id, year, indicator_id) include (verdict, value)
  where replaced_by is null;

-- What each revision made of an indicator, if it changed anything; null: it dropped it. A whole plan of 5 MB need not be opened
-- for the page of one indicator.
create table plan.indicator_revision (
  plan_id text not null,
  indicator_id text not null,
  revision integer not null,
  definition jsonb,
  primary key (plan_id, indicator_id, revision),
  foreign key (plan_id, revision) references plan.revision (plan_id, number) deferrable initially deferred
);
revoke update, delete, truncate on plan.indicator_revision from machimigaki_app;
create trigger indicator_revision_append_only before update or delete or truncate on plan.indicator_revision
  for each statement execute function kernel.refuse_change();
