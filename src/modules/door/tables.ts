// Made by `npm run schema` from the migrations. Change those, not this file.
import type { ColumnType, Generated } from "kysely";
import type { LocalText } from "../../kernel/i18n/locales.ts";
import type { KeyPlaces } from "./types.ts";

export type DoorTables = {
  "door.access": {
    id: string;
    subject_kind: string;
    subject_id: string;
    person_id: string | null;
    code_sealed: string | null;
    from_at: Date;
    until_at: Date;
    requested_at: Date;
    revoked_at: Date | null;
    reason: string | null;
    windows: string;
    grace_minutes: Generated<number>;
  };
  "door.access_door": {
    access_id: string;
    door_id: string;
    state: "requested" | "installing" | "installed" | "enabled" | "removing" | "removed";
    slot: number | null;
    code_mark: string;
    reserved_during: string;
    verified_at: Date | null;
    busy_until: Date | null;
    failures: Generated<number>;
    last_failure: "unreachable" | "no-answer" | "refused" | "no-free-slot" | "not-yet" | "code-taken" | null;
    next_try_at: Date | null;
    removed_at: Date | null;
    kept_until: Date | null;
  };
  "door.command": {
    id: string;
    door_id: string;
    kind: "unlock" | "lock";
    origin: "app" | "staff" | "reentry";
    access_id: string | null;
    asked_by: string | null;
    reason: string | null;
    state: "asked" | "sent" | "confirmed" | "failed";
    failure: "unreachable" | "no-answer" | "refused" | "not-yet" | "too-late" | "not-allowed" | null;
    asked_at: Date;
    sent_at: Date | null;
    settled_at: Date | null;
  };
  "door.door": {
    id: string;
    name: ColumnType<LocalText, string, string>;
    place: ColumnType<LocalText | null, string | null, string | null>;
    adapter: string;
    address: string;
    code_slots: number;
    defined_at: Date;
    spare_codes: Generated<number>;
    key: ColumnType<KeyPlaces | null, string | null, string | null>;
    facility_id: string | null;
  };
  "door.door_state": {
    door_id: string;
    reachable: boolean | null;
    unreachable_since: Date | null;
    battery_percent: number | null;
    lock_state: Generated<"locked" | "unlocked" | "not-fully-locked" | "unknown">;
    heard_at: Date | null;
    failures: Generated<number>;
    next_try_at: Date | null;
    turn_of: string | null;
    turn_until: Date | null;
  };
  "door.entry": {
    id: Generated<number>;
    door_id: string;
    at: Date;
    kind: "code" | "app" | "staff" | "reentry" | "inside" | "other" | "refused";
    slot: number | null;
    access_id: string | null;
    command_id: string | null;
    recorded_at: Date;
  };
  "door.incident": {
    id: string;
    door_id: string;
    kind: "code-not-removed" | "code-not-installed" | "code-not-enabled" | "no-free-slot" | "unreachable" | "wrong-codes" | "battery-low" | "not-closed" | "key-overdue" | "box-number";
    access_id: string | null;
    since: Date;
    opened_at: Date;
    closed_at: Date | null;
    taken_by: string | null;
    taken_at: Date | null;
    told_at: Date | null;
    told_count: Generated<number>;
  };
  "door.key_box": {
    door_id: string;
    number_sealed: string;
    number_mark: string;
    set_at: Date;
    set_by: string | null;
  };
  "door.key_use": {
    id: string;
    access_id: string;
    door_id: string;
    from_at: Date;
    until_at: Date;
    state: Generated<"waiting" | "out" | "back" | "not-needed">;
    out_at: Date | null;
    out_by: string | null;
    back_at: Date | null;
    back_by: string | null;
  };
  "door.reentry": {
    access_id: string;
    door_id: string;
    ended_at: Date;
    command_id: string;
  };
  "door.shelter": {
    id: string;
    is_drill: boolean;
    reason: string;
    asked_by: string;
    asked_at: Date;
    confirmed_by: string | null;
    confirmed_at: Date | null;
    withdrawn_by: string | null;
    withdrawn_at: Date | null;
    end_asked_by: string | null;
    end_asked_at: Date | null;
    ended_by: string | null;
    ended_at: Date | null;
  };
  "door.shelter_door": {
    shelter_id: string;
    door_id: string;
    state: "opening" | "open" | "closing" | "closed" | "by-hand";
    holds: boolean;
    changed_at: Date;
    last_failure: "unreachable" | "no-answer" | "refused" | "not-yet" | null;
    next_try_at: Date | null;
  };
  "door.transition": {
    of: "code" | "command" | "key" | "shelter";
    from_state: string;
    to_state: string;
  };
  "door.viewing": {
    id: string;
    access_id: string;
    person_id: string;
    viewed_at: Date;
    shown_until: Date;
    reason: string | null;
  };
};
