import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { jsonLog } from "../../kernel/log.ts";
import { clerk, type DoorTown, doorTown, hana } from "./door-town.fixture.ts";
import { openDoor, requestCode, revokeCode, viewCode } from "./index.ts";

const lines: string[] = [];
let town: DoorTown;
before(async () => {
  town = await doorTown({ log: jsonLog((line) => lines.push(line)) });
});
after(() => town.close());

test("a code stands in no log line, no job, no audit row and no table, whatever happens to it", async () => {
  await town.listen();
  const from = new Date("2026-12-01T10:00:00+09:00");
  const until = new Date("2026-12-01T12:00:00+09:00");
  await town.perform(requestCode, {
    subject: town.booking,
    personId: hana.personId,
    doors: ["office", "stage"],
    from,
    until,
  });
  town.stage.setDeaf(true);
  await town.drain();
  const { code = "" } = await town.perform(viewCode, { subject: town.booking }, { actor: hana });
  await town.perform(viewCode, { subject: town.booking, reason: "確かめるため" }, { actor: clerk });
  town.office.type(code);
  await town.perform(openDoor, { subject: town.booking, doorId: "office" }, { actor: hana });
  await town.drain();
  await town.runJob("door.watch");
  town.office.setOffline(true);
  await town.perform(revokeCode, { subject: town.booking });
  await town.drain();

  // Not within a longer number: the fraction of a second may have the same six digits.
  const canary = new RegExp(`(?<![\\w.])${code}(?!\\w)`);
  assert.match(`{"pin_code":${code}}`, canary);
  const tables = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(town.city.db);
  assert.ok(tables.rows.length > 15);
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ text: string }>`select t::text as text from ${sql.raw(name)} as t`.execute(
      town.city.db,
    );
    for (const { text } of rows) assert.doesNotMatch(text, canary, `the code stands in ${name}`);
  }
  assert.ok(lines.length > 0);
  assert.doesNotMatch(lines.join(""), canary, "the code stands in the log");
});
