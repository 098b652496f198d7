// Made by `npm run schema` from the migrations. Change those, not this file.
import type { ColumnType, Generated } from "kysely";

export type LotteryTables = {
  "lottery.choice": {
    entry_id: string;
    rank: number;
    facility_id: string;
    space_id: string;
    used_on: string;
    slots: string[];
    units: string[];
    taken_during: string;
  };
  "lottery.closing": {
    round_id: string;
    closed_at: Date;
    entries_csv: string;
    list_hash: string;
  };
  "lottery.decision": {
    id: string;
    round_id: string;
    kind: "postpone" | "call-off" | "public-number" | "leave-out";
    draw_at: Date | null;
    public_number: string | null;
    entry_id: string | null;
    reason: string;
    proposed_by: string;
    proposed_at: Date;
    decided_by: string | null;
    decided_at: Date | null;
    outcome: "agreed" | "refused" | null;
  };
  "lottery.draw": {
    round_id: string;
    drawn_at: Date;
    due_at: Date;
    public_number: string;
    taken_csv: string;
    seed: string;
    result_csv: string;
  };
  "lottery.entry": {
    id: string;
    round_id: string;
    code: string;
    entrant: string;
    person_id: string;
    group_id: string | null;
    use: ColumnType<unknown, string, string>;
    entered_at: Date;
    withdrawn_at: Date | null;
    left_out_at: Date | null;
    likeness: string;
    likeness_state: Generated<"alone" | "held" | "cleared">;
    told_at: Date | null;
  };
  "lottery.handover": {
    win_id: string;
    booking_id: string;
    tie: "same-person" | "shared-member" | "alike";
    seen_at: Date;
  };
  "lottery.round": {
    id: string;
    set_id: string;
    month: string;
    space_ids: string[];
    rule: ColumnType<unknown, string, string>;
    state: "announced" | "open" | "closed" | "drawn" | "published" | "confirming" | "over" | "called-off";
    announced_at: Date;
    opens_at: Date;
    closes_at: Date;
    draw_at: Date;
    result_at: Date;
    confirm_by: Date;
    commitment: string;
    secret_sealed: string;
    public_number: string | null;
  };
  "lottery.transition": {
    from_state: string;
    to_state: string;
  };
  "lottery.win": {
    id: string;
    round_id: string;
    entry_id: string;
    rank: number;
    booking_id: string;
    state: Generated<"awarded" | "taken" | "ended">;
    awarded_at: Date;
    confirm_by: Date;
    ended_at: Date | null;
    instead_of: string | null;
  };
};
