import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { DoorTables } from "../tables.ts";
import type { CommandState, FailureReason } from "../types.ts";

export type DoorCommand = {
  readonly id: string;
  readonly doorId: string;
  readonly kind: "unlock" | "lock";
  /** reentry: by the booker, once more after the end. */
  readonly origin: "app" | "staff" | "reentry";
  readonly accessId: string | undefined;
  readonly reason: string | undefined;
  readonly state: CommandState;
  readonly failure: FailureReason | undefined;
  readonly askedAt: Date;
  readonly askedBy: string | undefined;
};

const select = (db: Db | Tx) => db.withTables<DoorTables>().selectFrom("door.command").selectAll();
type Row = Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirstOrThrow"]>>;

const toCommand = (row: Row): DoorCommand => ({
  id: row.id,
  doorId: row.door_id,
  kind: row.kind,
  origin: row.origin,
  accessId: row.access_id ?? undefined,
  reason: row.reason ?? undefined,
  state: row.state,
  failure: row.failure ?? undefined,
  askedAt: row.asked_at,
  askedBy: row.asked_by ?? undefined,
});

export async function insertCommand(
  tx: Tx,
  command: Pick<DoorCommand, "id" | "doorId" | "kind" | "origin" | "accessId" | "reason" | "askedAt" | "askedBy">,
): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .insertInto("door.command")
    .values({
      id: command.id,
      door_id: command.doorId,
      kind: command.kind,
      origin: command.origin,
      access_id: command.accessId ?? null,
      asked_by: command.askedBy ?? null,
      reason: command.reason ?? null,
      state: "asked",
      asked_at: command.askedAt,
    })
    .execute();
}

export async function findCommand(db: Db | Tx, id: string): Promise<DoorCommand | undefined> {
  const row = await select(db).where("id", "=", id).executeTakeFirst();
  return row && toCommand(row);
}

export async function lockCommand(tx: Tx, id: string): Promise<DoorCommand | undefined> {
  const row = await select(tx).where("id", "=", id).forUpdate().executeTakeFirst();
  return row && toCommand(row);
}

export async function changeCommand(
  tx: Tx,
  id: string,
  change:
    | { state: "sent"; at: Date }
    | { state: "confirmed"; at: Date }
    | { state: "failed"; at: Date; failure: FailureReason },
): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.command")
    .set({
      state: change.state,
      ...(change.state === "sent" ? { sent_at: change.at } : { settled_at: change.at }),
      ...(change.state === "failed" ? { failure: change.failure } : {}),
    })
    .where("id", "=", id)
    .execute();
}

/** Still waiting for this door to open for this access. */
export async function findPendingOpening(tx: Tx, doorId: string, accessId: string, since: Date) {
  const row = await select(tx)
    .where("door_id", "=", doorId)
    .where("access_id", "=", accessId)
    .where("state", "in", ["asked", "sent"])
    .where("asked_at", ">", since)
    .executeTakeFirst();
  return row && toCommand(row);
}

/** The last opening that was asked for at each door, for one access. */
export async function listLastOpenings(db: Db | Tx, accessId: string): Promise<Map<string, DoorCommand>> {
  const rows = await select(db)
    .where("access_id", "=", accessId)
    .where("kind", "=", "unlock")
    .distinctOn("door_id")
    .orderBy("door_id")
    .orderBy("asked_at", "desc")
    .execute();
  return new Map(rows.map((row) => [row.door_id, toCommand(row)]));
}

export async function listCommandsOfDoor(db: Db | Tx, doorId: string, limit: number): Promise<DoorCommand[]> {
  const rows = await select(db).where("door_id", "=", doorId).orderBy("asked_at", "desc").limit(limit).execute();
  return rows.map(toCommand);
}

/** The command whose effect an opening from afar at this instant is: between its sending and its end. */
export async function findExplainingCommand(tx: Tx, doorId: string, at: Date, withinMs: number) {
  const end = sql<Date>`coalesce(settled_at, sent_at + make_interval(secs => ${withinMs / 1000}))`;
  const row = await select(tx)
    .where("door_id", "=", doorId)
    .where("kind", "=", "unlock")
    .where("sent_at", "<=", new Date(+at + clockSkewMs))
    .where(end, ">=", new Date(+at - clockSkewMs))
    .orderBy("sent_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && toCommand(row);
}

/** The bridge's clock and ours may differ by so much. */
const clockSkewMs = 5_000;

/** Commands that nobody answered: the worker may have been killed in between. */
export async function failForgottenCommands(tx: Tx, askedBefore: Date, now: Date): Promise<void> {
  await tx
    .withTables<DoorTables>()
    .updateTable("door.command")
    .set({
      state: "failed",
      failure: sql<FailureReason>`case state when 'asked' then 'too-late' else 'no-answer' end`,
      settled_at: now,
    })
    .where("state", "in", ["asked", "sent"])
    .where("asked_at", "<", askedBefore)
    .execute();
}
