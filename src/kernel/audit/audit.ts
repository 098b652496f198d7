import type { Act } from "../act.ts";
import { personOf } from "../actor.ts";
import type { KernelTables } from "../db/tables.ts";
import type { Db, Tx } from "../db/types.ts";

export type AuditFields = {
  /** 'booking.cancelled': what was done, in words of the glossary. */
  readonly what: string;
  /** 'booking/<id>': on what. */
  readonly subject: string;
  /** The person whose data was seen or changed: the row shows on "who looked at my data". */
  readonly about?: string | undefined;
  readonly reason?: string | undefined;
  readonly counts?: Readonly<Record<string, number>>;
};

/** Appends to the audit log, in the transaction of what it tells. No names, codes or addresses. */
export async function audit(act: Act, fields: AuditFields): Promise<void> {
  await act.tx
    .withTables<KernelTables>()
    .insertInto("kernel.audit_entry")
    .values({
      at: act.now,
      actor_kind: act.actor.kind,
      actor: act.actor.kind === "system" ? act.actor.job : (personOf(act.actor) ?? null),
      what: fields.what,
      subject: fields.subject,
      about: fields.about ?? null,
      reason: fields.reason ?? null,
      counts: JSON.stringify(fields.counts ?? {}),
      request_id: act.requestId,
    })
    .execute();
}

export type AuditRow = {
  readonly id: number;
  readonly at: Date;
  readonly actorKind: string;
  readonly actor: string | undefined;
  readonly what: string;
  readonly subject: string;
  readonly about: string | undefined;
  readonly reason: string | undefined;
};

/** Who looked at or changed this person's data, newest first. */
export function listAuditAbout(db: Db | Tx, personId: string, limit = 100): Promise<AuditRow[]> {
  return list(db, (query) => query.where("about", "=", personId), limit);
}

/** What happened to one thing, newest first. */
export function listAuditOf(db: Db | Tx, subject: string, limit = 100): Promise<AuditRow[]> {
  return list(db, (query) => query.where("subject", "=", subject), limit);
}

/** The whole log, newest first, for the auditor. */
export function listAudit(db: Db | Tx, options: { beforeId?: number; limit?: number } = {}): Promise<AuditRow[]> {
  const { beforeId, limit = 100 } = options;
  return list(db, (query) => (beforeId === undefined ? query : query.where("id", "<", beforeId)), limit);
}

function select(db: Db | Tx) {
  return db
    .withTables<KernelTables>()
    .selectFrom("kernel.audit_entry")
    .select(["id", "at", "actor_kind", "actor", "what", "subject", "about", "reason"]);
}

async function list(
  db: Db | Tx,
  narrow: (query: ReturnType<typeof select>) => ReturnType<typeof select>,
  limit: number,
): Promise<AuditRow[]> {
  const rows = await narrow(select(db)).orderBy("id", "desc").limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actorKind: row.actor_kind,
    actor: row.actor ?? undefined,
    what: row.what,
    subject: row.subject,
    about: row.about ?? undefined,
    reason: row.reason ?? undefined,
  }));
}
