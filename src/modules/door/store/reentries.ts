import { sql } from "kysely";
import type { Db, Tx } from "../../../kernel/db/types.ts";
import type { DoorTables } from "../tables.ts";
import type { CommandState } from "../types.ts";

/** The booker opened once more after the end, or tried to. */
export type Reentry = { readonly doorId: string; readonly endedAt: Date; readonly state: CommandState };

export async function listReentries(db: Db | Tx, accessId: string): Promise<Reentry[]> {
  const rows = await db
    .withTables<DoorTables>()
    .selectFrom("door.reentry")
    .innerJoin("door.command", "door.command.id", "command_id")
    .select(["door.reentry.door_id", "ended_at", "state"])
    .where("door.reentry.access_id", "=", accessId)
    .execute();
  return rows.map((row) => ({ doorId: row.door_id, endedAt: row.ended_at, state: row.state }));
}

/** False if it has been used. A try that the lock did not carry out may be repeated. */
export async function insertReentry(
  tx: Tx,
  reentry: { accessId: string; doorId: string; endedAt: Date; commandId: string },
): Promise<boolean> {
  const { rows } = await sql`
    insert into door.reentry (access_id, door_id, ended_at, command_id)
    values (${reentry.accessId}, ${reentry.doorId}, ${reentry.endedAt}, ${reentry.commandId})
    on conflict on constraint reentry_once do update set command_id = excluded.command_id
      where exists(select from door.command where command.id = reentry.command_id and command.state = 'failed')
    returning command_id`.execute(tx);
  return rows.length === 1;
}

export async function findReentryEnd(tx: Tx, commandId: string): Promise<Date | undefined> {
  const row = await tx
    .withTables<DoorTables>()
    .selectFrom("door.reentry")
    .select("ended_at")
    .where("command_id", "=", commandId)
    .executeTakeFirst();
  return row?.ended_at;
}
