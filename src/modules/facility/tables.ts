// Made by `npm run schema` from the migrations. Change those, not this file.
import type { ColumnType, Generated } from "kysely";

export type FacilityTables = {
  "facility.booking": {
    id: string;
    number: string;
    state: "held" | "reserved" | "confirmed" | "blocked" | "cancelled" | "expired";
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
    win_id: string | null;
    returns_at: Date | null;
  };
  "facility.occupancy": {
    booking_id: string;
    unit_id: string;
    taken_during: string;
    takes: boolean;
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
};
