// Made by `npm run schema` from the migrations. Change those, not this file.
import type { ColumnType, Generated } from "kysely";
import type { LocalText } from "../../kernel/i18n/locales.ts";

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
    last_failure: "unreachable" | "no-answer" | "refused" | "no-free-slot" | null;
    next_try_at: Date | null;
    removed_at: Date | null;
  };
  "door.command": {
    id: string;
    door_id: string;
    kind: "unlock" | "lock";
    origin: "app" | "staff";
    access_id: string | null;
    asked_by: string | null;
    reason: string | null;
    state: "asked" | "sent" | "confirmed" | "failed";
    failure: "unreachable" | "no-answer" | "refused" | "too-late" | "not-allowed" | null;
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
  };
  "door.entry": {
    id: Generated<number>;
    door_id: string;
    at: Date;
    kind: "code" | "app" | "staff" | "inside" | "other" | "refused";
    slot: number | null;
    access_id: string | null;
    command_id: string | null;
    recorded_at: Date;
  };
  "door.incident": {
    id: string;
    door_id: string;
    kind: "code-not-removed" | "code-not-installed" | "code-not-enabled" | "no-free-slot" | "unreachable" | "wrong-codes" | "battery-low";
    access_id: string | null;
    since: Date;
    opened_at: Date;
    closed_at: Date | null;
    taken_by: string | null;
    taken_at: Date | null;
  };
  "door.transition": {
    of: "code" | "command";
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
