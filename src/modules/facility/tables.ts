// Made by `npm run schema` from the migrations. Change those, not this file.
import type { ColumnType, Generated, GeneratedAlways } from "kysely";

export type FacilityTables = {
  "facility.after_use": {
    booking_id: string;
    over_minutes: number;
    answers: ColumnType<unknown, string, string>;
    minutes: ColumnType<unknown, string, string>;
    lines: ColumnType<unknown, string, string>;
    total: number;
    payment_id: string | null;
    recorded_by: string;
    recorded_at: Date;
    nth: Generated<number>;
    reason: string | null;
  };
  "facility.after_use_standing": {
    booking_id: string | null;
    over_minutes: number | null;
    answers: ColumnType<unknown, string | null, string | null>;
    minutes: ColumnType<unknown, string | null, string | null>;
    lines: ColumnType<unknown, string | null, string | null>;
    total: number | null;
    payment_id: string | null;
    recorded_by: string | null;
    recorded_at: Date | null;
    nth: number | null;
    reason: string | null;
  };
  "facility.approval": {
    id: string;
    booking_id: string;
    state: "asked" | "approved" | "refused" | "withdrawn";
    reasons: ColumnType<unknown, string, string>;
    pay_way: string | null;
    entered_by: string | null;
    asked_for: string | null;
    asked_at: Date;
    decided_by: string | null;
    decided_at: Date | null;
    conditions: ColumnType<unknown, string | undefined, string>;
    words: Generated<string>;
  };
  "facility.approval_transition": {
    from_state: string;
    to_state: string;
  };
  "facility.block_series": {
    id: string;
    facility_id: string;
    space_id: string;
    slots: string[];
    weekdays: number[];
    first_on: string;
    last_on: string;
    left_out: Generated<string[]>;
    without_holidays: boolean;
    reason: string;
    made_by: string;
    made_at: Date;
  };
  "facility.booking": {
    id: string;
    number: string;
    state: "held" | "requested" | "reserved" | "confirmed" | "blocked" | "cancelled" | "expired";
    channel: "web" | "counter";
    facility_id: string;
    effective_from: string;
    space_id: string;
    used_on: string;
    slots: string[];
    used_during: string;
    booker_id: string | null;
    group_id: string | null;
    made_by: string | null;
    made_at: Date;
    category_id: string | null;
    purpose_id: string | null;
    people: number | null;
    extras: ColumnType<unknown, string | undefined, string>;
    declarations: Generated<string[]>;
    quote: ColumnType<unknown, string | null, string | null>;
    amount: Generated<number>;
    hold_until: Date | null;
    hold_extensions: Generated<number>;
    pay_by: Date | null;
    settled_at: Date | null;
    ended_at: Date | null;
    end_reason: string | null;
    block_kind: "closure" | "use" | null;
    block_reason: string | null;
    sequence: Generated<number>;
    answers: ColumnType<unknown, string | undefined, string>;
    series_id: string | null;
    win_id: string | null;
    returns_at: Date | null;
    decide_by: Date | null;
    block_series_id: string | null;
    full_price: GeneratedAlways<number | null>;
    reduced_because: GeneratedAlways<string | null>;
  };
  "facility.booking_change": {
    id: Generated<number>;
    booking_id: string;
    changed_at: Date;
    by_staff: boolean;
    reason: string | null;
    before: ColumnType<unknown, string, string>;
    after: ColumnType<unknown, string, string>;
  };
  "facility.closed_unit": {
    closure_id: string;
    unit_id: string;
    closed_during: string;
    closes: boolean;
  };
  "facility.closure": {
    id: string;
    facility_id: string;
    space_ids: string[];
    kind: "weather" | "repair" | "disaster" | "public-use";
    words: string;
    first_on: string;
    last_on: string;
    from_time: string | null;
    to_time: string | null;
    state: "planned" | "carrying-out" | "done" | "lifted";
    begins_at: Date;
    made_by: string;
    made_at: Date;
    done_at: Date | null;
    lifted_at: Date | null;
    lifted_by: string | null;
    lift_reason: string | null;
  };
  "facility.closure_booking": {
    closure_id: string;
    booking_id: string;
    state: "waiting" | "cancelled" | "ended-before" | "spared";
    refund: Generated<number>;
    needs_call: Generated<boolean>;
    trouble: string | null;
    settled_at: Date | null;
    called_at: Date | null;
    called_by: string | null;
  };
  "facility.kept_unit": {
    season_id: string;
    unit_id: string;
    kept_during: string;
    keeps: Generated<boolean>;
  };
  "facility.occupancy": {
    booking_id: string;
    unit_id: string;
    taken_during: string;
    takes: boolean;
  };
  "facility.offence_review": {
    booking_id: string;
    offence: "no-show" | "late-cancel";
    outcome: "confirmed" | "dismissed";
    words: string;
    reviewed_by: string;
    reviewed_at: Date;
  };
  "facility.ordinance": {
    id: string;
    state: "brought" | "scheduled" | "withdrawn";
    text: string;
    facility_id: string | null;
    effective_from: string | null;
    is_right: boolean;
    brought_by: string;
    brought_at: Date;
    scheduled_by: string | null;
    scheduled_at: Date | null;
    withdrawn_by: string | null;
    withdrawn_at: Date | null;
    reason: string | null;
  };
  "facility.ordinance_transition": {
    from_state: string;
    to_state: string;
  };
  "facility.penalty": {
    id: string;
    booking_id: string;
    offence: string;
    facility_id: string;
    terms_id: string;
    booker_id: string | null;
    group_id: string | null;
    earned_on: string;
    points: number;
    state: "standing" | "appealed" | "kept" | "lifted";
    given_by: string;
    given_at: Date;
    appeal: string | null;
    appealed_by: string | null;
    appealed_at: Date | null;
    decided_by: string | null;
    decided_at: Date | null;
    words: Generated<string>;
  };
  "facility.penalty_transition": {
    from_state: string;
    to_state: string;
  };
  "facility.reduction_application": {
    id: string;
    booking_id: string;
    reduction_id: string;
    state: "applied" | "returned" | "granted" | "refused" | "withdrawn";
    reason: string;
    file_id: string | null;
    file_name: string | null;
    entered_by: string | null;
    entered_at: Date;
    decided_by: string | null;
    decided_at: Date | null;
    words: Generated<string>;
    amount_before: number;
    amount_after: number | null;
  };
  "facility.reduction_transition": {
    from_state: string;
    to_state: string;
  };
  "facility.series": {
    id: string;
    kind: "days" | "weekly" | "season";
    facility_id: string;
    space_id: string;
    slots: string[];
    first_on: string;
    last_on: string;
    left_out: Generated<string[]>;
    booker_id: string;
    group_id: string | null;
    made_by: string | null;
    made_at: Date;
    season_id: string | null;
  };
  "facility.standing_reduction": {
    id: string;
    group_id: string;
    facility_id: string;
    reduction_id: string;
    state: "proposed" | "granted" | "refused" | "ended";
    valid_from: string;
    valid_until: string;
    reason: string;
    entered_by: string;
    entered_at: Date;
    decided_by: string | null;
    decided_at: Date | null;
    words: Generated<string>;
  };
  "facility.unit": {
    id: string;
    facility_id: string;
  };
  "facility.version": {
    facility_id: string;
    effective_from: string;
    definition: ColumnType<unknown, string, string>;
    loaded_at: Date;
  };
  "facility.yearly_cost": {
    facility_id: string;
    fiscal_year: number;
    yen: number;
    entered_by: string;
    entered_at: Date;
  };
};
