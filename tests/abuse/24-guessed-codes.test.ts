import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { type DoorTown, doorTown } from "../../src/modules/door/door-town.fixture.ts";
import { listAlarms, requestCode, revokeCode } from "../../src/modules/door/index.ts";

/** Somebody tries numbers at the keypad, or one that opened last week. */
let town: DoorTown;
before(async () => {
  town = await doorTown();
});
after(() => town.close());

test("after five wrong numbers the keypad takes none for a while, not even the right one, and staff are told", async () => {
  await town.listen();
  for (let n = 0; n < 5; n++) {
    town.clock.advance(1_000);
    assert.equal(town.office.type(`${900_000 + n}`), "refused");
  }
  assert.equal(town.office.type("900005"), "ignored");
  await town.until(async () =>
    (await listAlarms(town.city.db, town.clock.now())).some(({ kind }) => kind === "wrong-codes"),
  );
});

test("of two hundred codes in thirty days none comes twice at a door, and none is one that people try first", async () => {
  const marks = new Set<string>();
  for (let n = 0; n < 200; n++) {
    const subject = { kind: "booking", id: `n${n}` };
    const from = new Date(+town.clock.now() + 40 * 86_400_000);
    await town.perform(requestCode, { subject, doors: ["stage"], from, until: new Date(+from + 3_600_000) });
    await town.perform(revokeCode, { subject });
  }
  const { rows } = await sql<{ mark: string }>`
    select code_mark as mark from door.access_door where door_id = 'stage'`.execute(town.city.db);
  for (const { mark } of rows) marks.add(mark);
  assert.equal(rows.length, 200);
  const codes = await sql<{ sealed: string | null }>`
    select code_sealed as sealed from door.access where code_sealed is not null`.execute(town.city.db);
  const opened = codes.rows.map(({ sealed }) => town.city.secrets.open("door-code", sealed ?? ""));
  assert.equal(new Set(opened).size, opened.length);
  assert.ok(opened.every((code) => code !== undefined && /^[1-9]\d{5}$/.test(code) && !/^(\d)\1{5}$/.test(code)));
});
