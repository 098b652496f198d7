import { sql } from "kysely";
import type { Tx } from "../../../kernel/db/types.ts";

/**
 * One worker at a time speaks to a lock. By the database's clock, since it is about processes: one that was stopped in the
 * middle loses its turn after `forMs`. False if another has it.
 */
export async function takeTurn(tx: Tx, turn: { doorId: string; of: string; forMs: number }): Promise<boolean> {
  const { rows } = await sql`
    update door.door_state
    set turn_of = ${turn.of}, turn_until = clock_timestamp() + make_interval(secs => ${turn.forMs / 1000})
    where door_id = ${turn.doorId} and (turn_until is null or turn_until < clock_timestamp())
    returning door_id`.execute(tx);
  return rows.length === 1;
}

export async function endTurn(tx: Tx, turn: { doorId: string; of: string }): Promise<void> {
  await sql`
    update door.door_state set turn_of = null, turn_until = null
    where door_id = ${turn.doorId} and turn_of = ${turn.of}`.execute(tx);
}
