// Made by `npm run schema` from the migrations. Change those, not this file.
import type { ColumnType, Generated } from "kysely";

export type AllocationTables = {
  "allocation.application": {
    id: string;
    season_id: string;
    group_id: string;
    person_id: string;
    entered_by: string | null;
    number: number;
    use: ColumnType<unknown, string, string>;
    words: string | null;
    is_named: boolean;
    asked_at: Date;
    withdrawn_at: Date | null;
  };
  "allocation.frame": {
    id: string;
    season_id: string;
    space_id: string;
    weekday: number;
    slots: string[];
    units: string[];
    from_time: string;
    to_time: string;
    note: string | null;
  };
  "allocation.given": {
    id: string;
    season_id: string;
    application_id: string;
    frame_id: string;
    pattern: "every" | "odd" | "even";
    from_on: string;
    until_on: string;
    without: Generated<string[]>;
    given_by: string;
    given_at: Date;
    state: Generated<"given" | "booked" | "refused">;
    series_id: string | null;
    left_out: ColumnType<unknown, string | undefined, string>;
    trouble: string | null;
    settled_at: Date | null;
  };
  "allocation.given_day": {
    given_id: string;
    season_id: string;
    used_on: string;
    unit_id: string;
    taken_during: string;
  };
  "allocation.season": {
    id: string;
    facility_id: string;
    name: string;
    words: string | null;
    first_on: string;
    last_on: string;
    opens_at: Date;
    closes_at: Date;
    meeting_on: string;
    most_wishes: number;
    most_given: number;
    categories: string[];
    state: "open" | "closed" | "confirming" | "done" | "dropped";
    made_by: string;
    made_at: Date;
    closed_by: string | null;
    closed_at: Date | null;
    confirmed_by: string | null;
    confirmed_at: Date | null;
    done_at: Date | null;
    ended_because: string | null;
  };
  "allocation.season_change": {
    id: Generated<number>;
    season_id: string;
    changed_at: Date;
    changed_by: string;
    changes: ColumnType<unknown, string, string>;
  };
  "allocation.transition": {
    from_state: string;
    to_state: string;
  };
  "allocation.wish": {
    application_id: string;
    rank: number;
    frame_id: string;
  };
};
