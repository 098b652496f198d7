import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import type { NoticeTables } from "../tables.ts";
import type { MessageState, Said, SaidLine } from "../types.ts";

/** A row of notice.message. */
export type Message = {
  readonly id: string;
  readonly personId: string | undefined;
  readonly addressSealed: string | undefined;
  readonly locale: Locale | undefined;
  readonly kind: string;
  readonly params: Readonly<Record<string, Said>>;
  readonly lines: readonly SaidLine[];
  readonly link: string | undefined;
  readonly subject: { readonly kind: string; readonly id: string } | undefined;
  readonly state: MessageState;
  readonly round: number;
  readonly tries: number;
  readonly createdAt: Date;
  readonly queuedAt: Date;
  readonly nextTryAt: Date | undefined;
  readonly until: Date | undefined;
};

export type NewMessage = Pick<
  Message,
  | "id"
  | "personId"
  | "addressSealed"
  | "locale"
  | "kind"
  | "params"
  | "lines"
  | "link"
  | "subject"
  | "createdAt"
  | "until"
> & { readonly once: string | undefined };

/** False if there is a message with the same word `once`. */
export async function insertMessage(tx: Tx, message: NewMessage): Promise<boolean> {
  const result = await tx
    .withTables<NoticeTables>()
    .insertInto("notice.message")
    .values({
      id: message.id,
      person_id: message.personId ?? null,
      address_sealed: message.addressSealed ?? null,
      locale: message.locale ?? null,
      kind: message.kind,
      params: JSON.stringify(message.params),
      lines: JSON.stringify(message.lines),
      link: message.link ?? null,
      subject_kind: message.subject?.kind ?? null,
      subject_id: message.subject?.id ?? null,
      once: message.once ?? null,
      created_at: message.createdAt,
      queued_at: message.createdAt,
      until: message.until ?? null,
    })
    .onConflict((conflict) => conflict.column("once").doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

const select = (db: Db | Tx) => db.withTables<NoticeTables>().selectFrom("notice.message").selectAll();

export async function findMessage(db: Db | Tx, id: string): Promise<Message | undefined> {
  const row = await select(db).where("id", "=", id).executeTakeFirst();
  return row && readRow(row);
}

/** Until the end of the transaction nobody else changes it. */
export async function lockMessage(tx: Tx, id: string): Promise<Message | undefined> {
  const row = await select(tx).where("id", "=", id).forUpdate().executeTakeFirst();
  return row && readRow(row);
}

/** False if another worker has it. */
export async function claimRow(tx: Tx, id: string, times: { now: Date; claimedUntil: Date }): Promise<boolean> {
  const result = await tx
    .withTables<NoticeTables>()
    .updateTable("notice.message")
    .set({ claimed_until: times.claimedUntil })
    .where("id", "=", id)
    .where((where) => where.or([where("claimed_until", "is", null), where("claimed_until", "<=", times.now)]))
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** What a try made of the message. A code goes when there is no next try, an address when the mail is gone. */
export async function updateAfterTry(
  tx: Tx,
  id: string,
  change: { state: MessageState; tries: number; nextTryAt: Date | undefined },
): Promise<void> {
  await tx
    .withTables<NoticeTables>()
    .updateTable("notice.message")
    .set({
      state: change.state,
      tries: change.tries,
      next_try_at: change.nextTryAt ?? null,
      claimed_until: null,
      ...(change.state === "retrying" ? {} : { params: sql<string>`params - 'sealed'` }),
      ...(change.state === "sent" ? { address_sealed: null } : {}),
    })
    .where("id", "=", id)
    .execute();
}

/** Gives the new round. */
export async function queueAgain(tx: Tx, id: string, now: Date): Promise<number> {
  const { round } = await tx
    .withTables<NoticeTables>()
    .updateTable("notice.message")
    .set(({ eb }) => ({
      state: "queued",
      round: eb("round", "+", 1),
      tries: 0,
      queued_at: now,
      next_try_at: null,
      claimed_until: null,
      until: null,
    }))
    .where("id", "=", id)
    .returning("round")
    .executeTakeFirstOrThrow();
  return round;
}

export type MessageFilter = {
  readonly state?: MessageState | undefined;
  /** Only messages older than this one. */
  readonly before?: { readonly createdAt: Date; readonly id: string } | undefined;
};

/** Newest first. */
export async function listMessages(db: Db | Tx, filter: MessageFilter, limit: number): Promise<Message[]> {
  const { state, before } = filter;
  let query = select(db);
  if (state !== undefined) query = query.where("state", "=", state);
  if (before !== undefined) {
    query = query.where(sql<boolean>`(created_at, id) < (${before.createdAt}, ${before.id}::uuid)`);
  }
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
  return rows.map(readRow);
}

/** Messages in each state but sent. */
export async function countUnsent(db: Db | Tx): Promise<ReadonlyMap<MessageState, number>> {
  const rows = await db
    .withTables<NoticeTables>()
    .selectFrom("notice.message")
    .select((eb) => ["state", eb.fn.countAll<number>().as("count")])
    .where("state", "<>", "sent")
    .groupBy("state")
    .execute();
  return new Map(rows.map(({ state, count }) => [state, count]));
}

export async function countMessagesTo(db: Db | Tx, personId: string): Promise<number> {
  const { count } = await db
    .withTables<NoticeTables>()
    .selectFrom("notice.message")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("person_id", "=", personId)
    .executeTakeFirstOrThrow();
  return count;
}

const bare = { params: "{}", lines: "[]", link: null, subject_kind: null, subject_id: null, address_sealed: null };

/** What is left of a person's messages is that there were some; those that wait are not sent any more. */
export async function forgetMessagesTo(tx: Tx, personId: string): Promise<void> {
  await tx
    .withTables<NoticeTables>()
    .updateTable("notice.message")
    .set({
      ...bare,
      person_id: null,
      next_try_at: null,
      state: sql`case when state in ('queued', 'retrying') then 'failed' else state end`,
    })
    .where("person_id", "=", personId)
    .execute();
}

/** Strips messages that came to their end before that instant. Gives how many. */
export async function stripMessagesBefore(tx: Tx, before: Date): Promise<number> {
  const result = await tx
    .withTables<NoticeTables>()
    .updateTable("notice.message")
    .set({ ...bare, person_id: null })
    .where("state", "in", ["sent", "failed"])
    .where("queued_at", "<", before)
    .where((where) => where.or([where("person_id", "is not", null), where("address_sealed", "is not", null)]))
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

function readRow(row: Row): Message {
  return {
    id: row.id,
    personId: row.person_id ?? undefined,
    addressSealed: row.address_sealed ?? undefined,
    locale: row.locale ?? undefined,
    kind: row.kind,
    params: row.params as Record<string, Said>,
    lines: row.lines as SaidLine[],
    link: row.link ?? undefined,
    subject:
      row.subject_kind === null || row.subject_id === null ? undefined : { kind: row.subject_kind, id: row.subject_id },
    state: row.state,
    round: row.round,
    tries: row.tries,
    createdAt: row.created_at,
    queuedAt: row.queued_at,
    nextTryAt: row.next_try_at ?? undefined,
    until: row.until ?? undefined,
  };
}
