import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type DoorTown, doorTown, hana } from "../../src/modules/door/door-town.fixture.ts";
import { listAlarms, requestCode, revokeCode, viewCode } from "../../src/modules/door/index.ts";

/** Somebody uses a code before its time, after it, between two days, after cancelling, and at the neighbouring room. */
const evening = (day: string) => ({
  from: new Date(`2026-12-${day}T17:45:00+09:00`),
  until: new Date(`2026-12-${day}T22:15:00+09:00`),
});
let town: DoorTown;
before(async () => {
  town = await doorTown();
});
after(() => town.close());

test("a code opens its own door in its own windows, and nothing else at any other time", async () => {
  const windows = [evening("04"), evening("11")];
  await town.perform(requestCode, { subject: town.booking, personId: hana.personId, doors: ["office"], windows });
  await town.at("2026-12-04T17:45:00+09:00");
  const { code = "" } = await town.perform(viewCode, { subject: town.booking }, { actor: hana });
  assert.equal(town.stage.type(code), "refused", "next door");
  assert.equal(town.office.type(code), "opened");
  await town.at("2026-12-04T22:15:00+09:00");
  assert.equal(town.office.type(code), "refused", "between two days");
  await town.at("2026-12-11T17:44:00+09:00");
  assert.equal(town.office.type(code), "refused", "before");
  await town.at("2026-12-11T17:45:00+09:00");
  assert.equal(town.office.type(code), "opened");
  await town.perform(revokeCode, { subject: town.booking });
  await town.drain();
  assert.equal(town.office.type(code), "refused", "after cancelling");
});

test("what cannot be taken back within a minute is an alarm", async () => {
  const subject = { kind: "booking", id: "away" };
  const window = { from: town.clock.now(), until: new Date(+town.clock.now() + 3_600_000) };
  await town.perform(requestCode, { subject, doors: ["stage"], ...window });
  await town.drain();
  town.stage.setOffline(true);
  await town.perform(revokeCode, { subject });
  await town.drain();
  town.clock.advance(60_000);
  await town.runJob("door.watch");
  const kinds = (await listAlarms(town.city.db, town.clock.now())).map(({ kind }) => kind);
  assert.ok(kinds.includes("code-not-removed"));
});
