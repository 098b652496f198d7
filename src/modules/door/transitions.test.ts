import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { type DoorTown, doorTown } from "./door-town.fixture.ts";
import { requestCode } from "./index.ts";
import { canChangeCode, canChangeCommand } from "./rules.ts";
import { codeStates, commandStates } from "./types.ts";

let town: DoorTown;
before(async () => {
  town = await doorTown();
  const window = { from: new Date("2026-12-04T17:45:00+09:00"), until: new Date("2026-12-04T22:15:00+09:00") };
  await town.perform(requestCode, { subject: town.booking, doors: ["office"], ...window });
});
after(() => town.close());

/** Whether PostgreSQL lets a row go from one state to the other; nothing is kept. */
async function isLet(insert: ReturnType<typeof sql>, update: ReturnType<typeof sql>): Promise<boolean> {
  const undo = new Error("undo");
  try {
    await town.city.db.transaction().execute(async (tx) => {
      await insert.execute(tx);
      await update.execute(tx);
      throw undo;
    });
  } catch (error) {
    if (error === undo) return true;
    assert.equal((error as { constraint?: string }).constraint, "state_follows_the_table");
    return false;
  }
  return assert.fail("the transaction ended in another way");
}

test("PostgreSQL lets a code go where the rules let it go, and nowhere else", async () => {
  for (const from of codeStates) {
    for (const to of codeStates.filter((state) => state !== from)) {
      const removedAt = (state: string) => (state === "removed" ? sql`now()` : sql`null`);
      const insert = sql`
        insert into door.access_door (access_id, door_id, state, slot, code_mark, reserved_during, removed_at)
        select id, 'stage', ${from}, 1, 'mark', tstzrange(now(), null), ${removedAt(from)} from door.access`;
      const update = sql`update door.access_door set state = ${to}, removed_at = ${removedAt(to)} where door_id = 'stage'`;
      assert.equal(await isLet(insert, update), canChangeCode(from, to), `${from} → ${to}`);
    }
  }
});

test("PostgreSQL lets a command go where the rules let it go, and nowhere else", async () => {
  for (const from of commandStates) {
    for (const to of commandStates.filter((state) => state !== from)) {
      const end = (state: string) => (state === "confirmed" || state === "failed" ? sql`now()` : sql`null`);
      const failure = (state: string) => (state === "failed" ? sql`'refused'` : sql`null`);
      const insert = sql`
        insert into door.command (id, door_id, kind, origin, reason, state, failure, asked_at, settled_at)
        values (gen_random_uuid(), 'stage', 'unlock', 'staff', 'try it', ${from}, ${failure(from)}, now(), ${end(from)})`;
      const update = sql`update door.command set state = ${to}, failure = ${failure(to)}, settled_at = ${end(to)}`;
      assert.equal(await isLet(insert, update), canChangeCommand(from, to), `${from} → ${to}`);
    }
  }
});
