// Made by `npm run schema` from the migrations. Change those, not this file.
import type { ColumnType, Generated } from "kysely";

export type NoticeTables = {
  "notice.delivery": {
    id: Generated<number>;
    message_id: string;
    round: number;
    try: number;
    at: Date;
    state: "sent" | "refused" | "deferred" | "unsent";
    reply: string;
  };
  "notice.message": {
    id: string;
    person_id: string | null;
    address_sealed: string | null;
    locale: "ja" | "ja-easy" | "en" | null;
    kind: string;
    params: ColumnType<unknown, string | undefined, string>;
    lines: ColumnType<unknown, string | undefined, string>;
    link: string | null;
    subject_kind: string | null;
    subject_id: string | null;
    once: string | null;
    state: Generated<"queued" | "retrying" | "sent" | "failed">;
    round: Generated<number>;
    tries: Generated<number>;
    created_at: Date;
    queued_at: Date;
    next_try_at: Date | null;
    until: Date | null;
    claimed_until: Date | null;
  };
};
