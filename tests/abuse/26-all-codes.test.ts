import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { clerk, type DoorTown, doorTown, hana } from "../../src/modules/door/door-town.fixture.ts";
import { doorWeb } from "../../src/modules/door/door-web.fixture.ts";
import { requestCode, viewCode } from "../../src/modules/door/index.ts";

/** A clerk looks at everybody's code. */
let town: DoorTown;
before(async () => {
  town = await doorTown();
});
after(() => town.close());

test("without a reason it is refused; with one, each look is in the audit log of the person and in the week's report", async () => {
  const window = { from: new Date("2026-12-01T09:00:00+09:00"), until: new Date("2026-12-01T12:00:00+09:00") };
  const subjects = ["a", "b", "c"].map((id) => ({ kind: "booking", id }));
  for (const subject of subjects) {
    await town.perform(requestCode, { subject, personId: hana.personId, doors: ["office"], ...window });
    await assert.rejects(town.perform(viewCode, { subject }, { actor: clerk }), { status: 403 });
    await assert.rejects(town.perform(viewCode, { subject, reason: "見" }, { actor: clerk }), { status: 403 });
    await town.perform(viewCode, { subject, reason: "電話で頼まれた" }, { actor: clerk });
  }
  const { rows } = await sql<{ count: number }>`
    select count(*) from kernel.audit_entry
    where what = 'door.code-viewed' and about = ${hana.personId} and reason = '電話で頼まれた'`.execute(town.city.db);
  assert.equal(rows[0]?.count, 3);
  const { ask } = doorWeb(town.city, town.booking);
  assert.match((await ask("/staff/doors/views", "auditor")).body, /3回、1人/);
  assert.equal((await ask("/staff/doors/views", "clerk")).status, 403, "not for those who look");
  for (const page of ["/staff/doors", "/staff/doors/office", "/staff/keys", "/staff/shelter"]) {
    assert.doesNotMatch((await ask(page, "clerk")).body, /door__digits/);
  }
});
