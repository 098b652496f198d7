// Made by `npm run schema` from the migrations. Change those, not this file.
import type { ColumnType, Generated } from "kysely";

export type KernelTables = {
  "kernel.audit_entry": {
    id: Generated<number>;
    at: Date;
    actor_kind: "visitor" | "resident" | "staff" | "system";
    actor: string | null;
    what: string;
    subject: string;
    about: string | null;
    reason: string | null;
    counts: ColumnType<Record<string, number>, string | undefined, string>;
    request_id: string;
    transaction_id: Generated<string>;
  };
  "kernel.audit_seal": {
    position: number;
    entry_id: number;
    hash: Buffer;
    sealed_at: Date;
  };
  "kernel.file": {
    id: string;
    type: string;
    bytes: number;
    sha256: Buffer;
    original_name: string;
    stored_at: Date;
  };
  "kernel.form_use": {
    key: string;
    body_hash: Buffer;
    outcome: ColumnType<unknown, string | null, string | null>;
    used_at: Date;
  };
  "kernel.inbox": {
    party: string;
    event_id: string;
    received_at: Date;
  };
  "kernel.page_view": {
    viewed_on: string;
    route: string;
    locale: string;
    views: number;
  };
  "kernel.seeded": {
    module: string;
    seeded_at: Date;
  };
};
