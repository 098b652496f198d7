-- A resident's question on a part of the plan, and the city's answer. The module voice will take it over.
create table plan.question (
  id uuid primary key,
  plan_id text not null,
  node_code text not null,
  person_id uuid,
  -- shown: the person chooses a pen name, or none
  pen_name text check (length(pen_name) between 1 and 40),
  words text not null check (length(words) between 1 and 1000),
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'shown', 'answered', 'declined')),
  answer text check (length(answer) between 1 and 4000),
  section_id text,
  answered_by uuid,
  answered_at timestamptz,
  decline_reason text check (length(decline_reason) <= 500),
  foreign key (plan_id, node_code) references plan.node (plan_id, code),
  constraint question_answered_has_answer check (state <> 'answered' or answer is not null)
);
create index question_of_node on plan.question (plan_id, node_code, asked_at);
create index question_waiting on plan.question (asked_at) where state = 'waiting';
create index question_of_person on plan.question (person_id);

-- What the public pages ask for: the verdicts of a year beside those of the year before, without reading the judgements;
-- and whether any value is a sample.
create index published_verdict_of_indicator on plan.published_figure (plan_id, year, indicator_id, verdict, node_code)
  where replaced_by is null;
create index figure_sample on plan.figure (plan_id) where is_sample;
