import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { type DoorTown, doorTown, hana } from "./door-town.fixture.ts";
import { doorWeb, keyOf } from "./door-web.fixture.ts";
import { listEntries, reenterDoor, requestCode, revokeCode, wasEntered } from "./index.ts";

const window = { from: new Date("2026-12-04T17:45:00+09:00"), until: new Date("2026-12-04T22:15:00+09:00") };
let town: DoorTown;
beforeEach(async () => {
  town = await doorTown();
  await town.perform(requestCode, { subject: town.booking, personId: hana.personId, doors: ["office"], ...window });
  await town.at("2026-12-04T17:45:00+09:00");
});
afterEach(() => town.close());

const reenter = (doorId = "office") => town.perform(reenterDoor, { subject: town.booking, doorId }, { actor: hana });

test("for a quarter of an hour after the end the booker opens once more: once, and it is written down", async () => {
  await assert.rejects(reenter(), { code: "door.reentry-over" });
  await town.at("2026-12-04T22:15:00+09:00");
  await assert.rejects(reenter("stage"), { status: 404 });
  await town.at("2026-12-04T22:20:00+09:00");
  await reenter();
  await town.drain();
  assert.equal(town.office.look().isLocked, false);
  assert.deepEqual(
    (await listEntries(town.city.db)).map(({ kind }) => kind),
    ["reentry"],
  );
  assert.deepEqual(await wasEntered(town.city.db, [town.booking]), [false], "it is no use of the room");
  await assert.rejects(reenter(), { code: "door.reentry-used" });
  await town.at("2026-12-04T22:30:00+09:00");
  await assert.rejects(reenter(), { code: "door.reentry-over" });
});

test("a try that the lock did not carry out may be repeated", async () => {
  await town.at("2026-12-04T22:16:00+09:00");
  town.office.setDeaf(true);
  await reenter();
  await town.drain();
  town.office.setDeaf(false);
  await reenter();
  await town.drain();
  await assert.rejects(reenter(), { code: "door.reentry-used" });
});

test("not in somebody else's time, not after a cancellation, and not when it is delivered too late", async () => {
  const next = { kind: "booking", id: "next" };
  const from = new Date("2026-12-04T22:20:00+09:00");
  await town.perform(requestCode, { subject: next, doors: ["office"], from, until: new Date(+from + 3_600_000) });
  await town.at("2026-12-04T22:16:00+09:00");
  await reenter();
  await town.at("2026-12-04T22:16:21+09:00");
  assert.equal(town.office.look().isLocked, true, "after 20 seconds nobody may be at the door");
  await town.at("2026-12-04T22:20:00+09:00");
  await assert.rejects(reenter(), { code: "door.reentry-others" });
  await town.perform(revokeCode, { subject: next });
  await reenter();
  await town.perform(revokeCode, { subject: town.booking });
  await town.drain();
  assert.equal(town.office.look().isLocked, true);
  await assert.rejects(reenter(), { status: 404 });
});

test("the card offers it after the end, says until when, and does not offer it twice", async () => {
  const { ask } = doorWeb(town.city, town.booking);
  const path = "/booking/doors/office/reenter";
  assert.ok(!(await ask("/booking", "hana")).body.includes(path));
  await town.at("2026-12-04T22:15:00+09:00");
  const { body } = await ask("/booking", "hana");
  assert.match(body, /もう一度だけ開ける/);
  assert.match(body, /22時30分まで、1回だけ/);
  assert.equal((await ask(path, "hana", { "form-key": keyOf(body, path) })).status, 303);
  await town.drain();
  const after = (await ask("/booking", "hana")).body;
  assert.ok(!after.includes(path));
  assert.match(after, /22時15分に、扉が開きました/);
  await town.at("2026-12-04T22:31:00+09:00");
  assert.match((await ask("/booking", "hana")).body, /使う時間は終わりました/);
});
