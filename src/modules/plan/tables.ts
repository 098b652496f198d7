// Made by `npm run schema` from the migrations. Change those, not this file.
import type { ColumnType, Generated } from "kysely";

export type PlanTables = {
  "plan.api_key": {
    id: string;
    name: string;
    hash: Buffer;
    plan_id: string;
    made_by: string;
    made_at: Date;
    ended_at: Date | null;
    last_used_at: Date | null;
  };
  "plan.api_message": {
    key_id: string;
    message: string;
    body_hash: Buffer;
    answer: ColumnType<unknown, string, string>;
    received_at: Date;
  };
  "plan.budget": {
    plan_id: string;
    project_code: string;
    year: number;
    stage: "initial" | "supplementary" | "settled";
    national: number;
    prefecture: number;
    bond: number;
    other: number;
    general: number;
    total: number;
    is_sample: Generated<boolean>;
    brought_by: string | null;
    brought_at: Date;
  };
  "plan.budget_change": {
    id: Generated<number>;
    plan_id: string;
    project_code: string;
    year: number;
    stage: string;
    before: ColumnType<unknown, string | null, string | null>;
    after: ColumnType<unknown, string, string>;
    file_id: string | null;
    reason: string | null;
    changed_by: string | null;
    changed_at: Date;
  };
  "plan.budget_file": {
    id: string;
    plan_id: string;
    name: string;
    rows: ColumnType<unknown, string, string>;
    brought_by: string | null;
    brought_at: Date;
    applied_by: string | null;
    applied_at: Date | null;
    reason: string | null;
  };
  "plan.budget_request": {
    id: string;
    sheet_id: string;
    plan_id: string;
    project_code: string;
    year: number;
    state: "drafted" | "requested" | "assessed" | "decided" | "published";
    before: number;
    asked: number;
    parts: ColumnType<unknown, string | undefined, string>;
    reason: string;
    assessed: number | null;
    assessment: string | null;
    decided: number | null;
    decided_on: string | null;
    answer: string | null;
    drafted_by: string | null;
    requested_by: string | null;
    assessed_by: string | null;
    decided_by: string | null;
    published_by: string | null;
    published_at: Date | null;
    is_sample: Generated<boolean>;
  };
  "plan.city_answer": {
    sheet_id: string;
    stance: "accept" | "accept-in-part" | "not-accept";
    words: string;
    promises: ColumnType<unknown, string | undefined, string>;
    written_by: string | null;
    written_at: Date;
    writers: Generated<string[]>;
    asked_at: Date | null;
    returned_words: string | null;
    approved_by: string | null;
    approved_at: Date | null;
  };
  "plan.draft": {
    id: string;
    plan_id: string;
    base_revision: number | null;
    document: ColumnType<unknown, string, string>;
    hash: string;
    source: string;
    brought_by: string;
    brought_at: Date;
  };
  "plan.figure": {
    id: string;
    plan_id: string;
    indicator_id: string;
    year: number;
    value: string;
    numerator: string | null;
    denominator: string | null;
    counts: ColumnType<unknown, string | undefined, string>;
    certainty: "provisional" | "final";
    origin: "metric" | "table" | "import" | "api" | "hand";
    source: string;
    rule: string;
    counted_at: Date;
    state: "proposed" | "approved" | "rejected" | "superseded";
    proposed_by: string | null;
    proposed_at: Date;
    decided_by: string | null;
    decided_at: Date | null;
    note: string | null;
    is_sample: Generated<boolean>;
  };
  "plan.indicator": {
    plan_id: string;
    id: string;
    node_code: string;
    position: number;
    definition: ColumnType<unknown, string, string>;
    search: string;
    removed_in: number | null;
  };
  "plan.indicator_revision": {
    plan_id: string;
    indicator_id: string;
    revision: number;
    definition: ColumnType<unknown, string | null, string | null>;
  };
  "plan.joint_verdict": {
    sheet_id: string;
    verdict: "expand" | "keep" | "improve" | "shrink" | "merge" | "pause" | "end";
    votes: ColumnType<unknown, string, string>;
    voted: number;
    reviewers: number;
    comment: string;
    decided_by: string | null;
    decided_at: Date;
  };
  "plan.node": {
    plan_id: string;
    code: string;
    level: string;
    parent: string | null;
    position: number;
    definition: ColumnType<unknown, string, string>;
    search: string;
    removed_in: number | null;
  };
  "plan.plan": {
    id: string;
    position: number;
    revision: number | null;
    head: ColumnType<unknown, string, string>;
  };
  "plan.prepared_publication": {
    id: string;
    plan_id: string;
    year: number;
    note: string;
    hash: Buffer;
    prepared_by: string;
    prepared_at: Date;
    ended_at: Date | null;
    publication_id: string | null;
    given_back_by: string | null;
    reason: string | null;
  };
  "plan.project": {
    plan_id: string;
    code: string;
    node_code: string;
    position: number;
    definition: ColumnType<unknown, string, string>;
    search: string;
    removed_in: number | null;
  };
  "plan.project_output": {
    plan_id: string;
    project_code: string;
    year: number;
    name: string;
    unit: string;
    amount: string;
    is_sample: Generated<boolean>;
    typed_by: string | null;
    typed_at: Date;
  };
  "plan.promise_follow_up": {
    id: string;
    sheet_id: string;
    number: number;
    outcome: "kept" | "under-way" | "not-kept";
    words: string;
    noted_by: string | null;
    noted_at: Date;
  };
  "plan.publication": {
    id: string;
    plan_id: string;
    year: number;
    note: string;
    prepared_by: string | null;
    published_by: string | null;
    published_at: Date;
  };
  "plan.published_figure": {
    publication_id: string;
    plan_id: string;
    indicator_id: string;
    year: number;
    figure_id: string | null;
    node_code: string;
    value: string | null;
    verdict: "good" | "late" | "unknown";
    achievement: ColumnType<unknown, string, string>;
    replaced_by: string | null;
  };
  "plan.question": {
    id: string;
    plan_id: string;
    node_code: string;
    person_id: string | null;
    pen_name: string | null;
    words: string;
    asked_at: Date;
    state: "waiting" | "shown" | "answered" | "declined";
    answer: string | null;
    section_id: string | null;
    answered_by: string | null;
    answered_at: Date | null;
    decline_reason: string | null;
  };
  "plan.reading": {
    plan_id: string;
    indicator_id: string;
    year: number;
    value: string | null;
    numerator: string | null;
    denominator: string | null;
    counted_at: Date;
    is_sample: Generated<boolean>;
  };
  "plan.request_step": {
    id: Generated<number>;
    request_id: string;
    from_state: string;
    to_state: string;
    comment: string | null;
    moved_by: string | null;
    moved_at: Date;
  };
  "plan.request_transition": {
    from_state: string;
    to_state: string;
  };
  "plan.review": {
    sheet_id: string;
    person_id: string;
    scores: ColumnType<unknown, string | undefined, string>;
    verdict: "expand" | "keep" | "improve" | "shrink" | "merge" | "pause" | "end" | null;
    comment: string | null;
    notes: string | null;
    saved_at: Date;
    handed_in_at: Date | null;
  };
  "plan.review_exclusion": {
    sheet_id: string;
    person_id: string;
    reason: string;
    excluded_by: string | null;
    excluded_at: Date;
  };
  "plan.reviewer": {
    round_id: string;
    person_id: string;
    is_chair: Generated<boolean>;
    public_title: string;
    named_by: string | null;
    named_at: Date;
    removed_at: Date | null;
    removal_reason: string | null;
  };
  "plan.revision": {
    plan_id: string;
    number: number;
    document: ColumnType<unknown, string, string>;
    adopted_on: string;
    reason: string;
    brought_by: string | null;
    brought_at: Date;
  };
  "plan.round": {
    id: string;
    plan_id: string;
    year: number;
    state: "preparing" | "open" | "closed";
    due: ColumnType<unknown, string, string>;
    forms: ColumnType<unknown, string, string>;
    staff_unit_cost: number;
    is_sample: Generated<boolean>;
    opened_by: string | null;
    opened_at: Date | null;
    closed_by: string | null;
    closed_at: Date | null;
  };
  "plan.sheet": {
    id: string;
    round_id: string;
    kind: "measure" | "project";
    subject: string;
    title: string;
    position: Generated<number>;
    section_id: string | null;
    state: "writing" | "with-head" | "checking" | "checked" | "in-review" | "discussing" | "answering" | "final" | "published";
    version: Generated<number>;
    answers: ColumnType<unknown, string | undefined, string>;
    marks: ColumnType<unknown, string | undefined, string>;
    is_selected: Generated<boolean>;
    selection_reason: string | null;
    is_sample: Generated<boolean>;
    written_by: string | null;
    headed_by: string | null;
    checked_by: string | null;
    answered_by: string | null;
    finished_by: string | null;
    published_by: string | null;
    published_at: Date | null;
    frozen: ColumnType<unknown, string | null, string | null>;
  };
  "plan.sheet_form": {
    kind: "measure" | "project";
    form: ColumnType<unknown, string, string>;
    brought_at: Date;
  };
  "plan.sheet_move": {
    from_state: string;
    to_state: string;
  };
  "plan.sheet_step": {
    id: string;
    number: Generated<number>;
    sheet_id: string;
    from_state: string;
    to_state: string;
    comment: string | null;
    marks: ColumnType<unknown, string | undefined, string>;
    moved_by: string | null;
    moved_at: Date;
  };
  "plan.sheet_version": {
    sheet_id: string;
    version: number;
    answers: ColumnType<unknown, string, string>;
    saved_by: string | null;
    saved_at: Date;
  };
  "plan.source_table": {
    id: string;
    formula: string;
    year: number;
    title: string;
    rows: ColumnType<unknown, string, string>;
    is_sample: Generated<boolean>;
    brought_by: string | null;
    brought_at: Date;
  };
  "plan.staff_effort": {
    plan_id: string;
    project_code: string;
    year: number;
    persons: string;
    is_sample: Generated<boolean>;
    typed_by: string | null;
    typed_at: Date;
  };
};
