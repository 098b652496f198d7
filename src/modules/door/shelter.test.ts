import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { askForShelter, askToEndShelter, confirmShelter, endShelter, withdrawShelter } from "./commands.ts";
import { clerk, type DoorTown, doorTown, hana } from "./door-town.fixture.ts";
import { doorWeb, keyOf } from "./door-web.fixture.ts";
import { findAccess, listAlarms, listEntries, requestCode, wasEntered } from "./index.ts";
import { shelterTransitions } from "./rules.ts";
import { listShelterDoors } from "./store/shelters.ts";
import { shelterDoorStates } from "./types.ts";

const other = { ...clerk, personId: "00000000-0000-4000-8000-00000000000a", name: "課長" };
let town: DoorTown;
beforeEach(async () => {
  town = await doorTown({ hasKey: true });
  await town.listen();
});
afterEach(() => town.close());

const ask = (changes: object = {}) =>
  town.perform(askForShelter, { place: "all", reason: "震度6弱の地震", isDrill: false, ...changes }, { actor: clerk });
const step = (run: typeof confirmShelter, shelterId: string, actor = other) =>
  town.perform(run, { shelterId }, { actor });
const doors = async (shelterId: string) =>
  (await listShelterDoors(town.city.db, shelterId)).map(({ doorId, state }) => `${doorId} ${state}`);
const locked = () => [town.office.look().isLocked, town.stage.look().isLocked];

test("nothing opens before a second person has confirmed, and the first cannot be the second", async () => {
  const { shelterId } = await ask();
  await town.drain();
  assert.deepEqual(locked(), [true, true]);
  await assert.rejects(step(confirmShelter, shelterId, clerk), { code: "door.desk.another-person" });
  await assert.rejects(
    sql`update door.shelter set confirmed_by = asked_by, confirmed_at = now()`.execute(town.city.db),
    { constraint: "shelter_confirmed_by_another" },
  );
  await assert.rejects(town.perform(confirmShelter, { shelterId }, { actor: hana }), { status: 403 });
  await step(confirmShelter, shelterId);
  await town.drain();
  assert.deepEqual(locked(), [false, false]);
  assert.deepEqual(await doors(shelterId), ["hut by-hand", "office open", "stage open"]);
});

test("a held door stays open, is opened again when somebody locked it, and codes are neither needed nor in the way", async () => {
  const window = { from: new Date("2026-12-01T09:00:00+09:00"), until: new Date("2026-12-01T12:00:00+09:00") };
  await town.perform(requestCode, { subject: town.booking, doors: ["office"], ...window });
  const { shelterId } = await ask();
  await step(confirmShelter, shelterId);
  await town.drain();
  const card = doorWeb(town.city, town.booking);
  assert.match((await card.ask("/booking", "hana")).body, /避難所として、扉を開けたままにしています/);
  await town.at("2026-12-01T12:30:00+09:00");
  assert.deepEqual(
    await wasEntered(town.city.db, [town.booking]),
    [true],
    "who came through an open door, no log knows",
  );
  assert.equal((await findAccess(town.city.db, town.booking))?.doors[0]?.isHeldOpen, true);
  const kinds = async () => (await listEntries(town.city.db, { doorId: "office" })).map(({ kind }) => kind);
  await town.until(async () => (await kinds()).includes("staff"));
  assert.ok(!(await kinds()).includes("other"), "the shelter explains the opening");
  await town.adapters.zigbee2mqtt.lock("office");
  await town.until(async () => {
    const { rows } = await sql<{ state: string }>`
      select lock_state as state from door.door_state where door_id = 'office'`.execute(town.city.db);
    return rows[0]?.state === "locked";
  });
  await town.runJob("door.watch");
  await town.drain();
  assert.deepEqual(locked(), [false, false]);
});

test("a door that cannot be reached is listed, tried again, and never counted as open", async () => {
  town.stage.setOffline(true);
  const { shelterId } = await ask();
  await step(confirmShelter, shelterId);
  await town.drain();
  assert.deepEqual(await doors(shelterId), ["hut by-hand", "office open", "stage opening"]);
  const { ask: get } = doorWeb(town.city, town.booking);
  const { body } = await get(`/staff/shelter/${shelterId}`, "clerk");
  assert.match(body, /人が行く扉　2か所/);
  assert.match(body, /扉につながりませんでした|扉が答えませんでした/);
  town.stage.setOffline(false);
  town.clock.advance(15_000);
  await town.drain();
  assert.deepEqual(await doors(shelterId), ["hut by-hand", "office open", "stage open"]);
});

test("it ends by two people; a door that does not say that it is locked alarms staff after a minute", async () => {
  const { shelterId } = await ask();
  await step(confirmShelter, shelterId);
  await town.drain();
  await assert.rejects(step(endShelter, shelterId), { code: "door.desk.shelter-changed" });
  await step(askToEndShelter, shelterId, clerk);
  await assert.rejects(step(endShelter, shelterId, clerk), { code: "door.desk.another-person" });
  await assert.rejects(sql`update door.shelter set ended_by = end_asked_by, ended_at = now()`.execute(town.city.db), {
    constraint: "shelter_ended_by_another",
  });
  town.stage.setDeaf(true);
  await step(endShelter, shelterId);
  await town.drain();
  assert.deepEqual(await doors(shelterId), ["hut closed", "office closed", "stage closing"]);
  town.clock.advance(60_000);
  await town.runJob("door.watch");
  const kinds = async () => (await listAlarms(town.city.db, town.clock.now())).map(({ kind }) => kind);
  assert.ok((await kinds()).includes("not-closed"));
  town.stage.setDeaf(false);
  town.clock.advance(60_000);
  await town.drain();
  await town.runJob("door.watch");
  assert.deepEqual(await doors(shelterId), ["hut closed", "office closed", "stage closed"]);
  assert.ok(!(await kinds()).includes("not-closed"));
  assert.deepEqual(locked(), [true, true]);
  const { body } = await doorWeb(town.city, town.booking).ask(`/staff/shelter/${shelterId}`, "clerk");
  assert.match(body, /人が行ってしめる扉です/, "nobody but a person locks what nothing of ours locks");
  assert.match(body, /しまりました/);
  for (const step of ["頼んだ", "確かめて、始めた", "終わることを頼んだ", "確かめて、終わった"])
    assert.ok(body.includes(step), step);
});

test("a door is in one shelter at a time; one that was withdrawn before it was confirmed holds none", async () => {
  const first = await ask();
  const second = await ask();
  await step(confirmShelter, first.shelterId);
  await assert.rejects(step(confirmShelter, second.shelterId), { code: "door.desk.door-held" });
  await step(withdrawShelter, second.shelterId);
  await assert.rejects(step(confirmShelter, second.shelterId), { code: "door.desk.shelter-changed" });
  await assert.rejects(step(withdrawShelter, first.shelterId), { code: "door.desk.shelter-changed" });
});

test("a drill opens no door and says which would answer; it too takes two people", async () => {
  town.stage.setDeaf(true);
  const { shelterId } = await ask({ isDrill: true, reason: "防災訓練" });
  await assert.rejects(step(confirmShelter, shelterId, clerk), { code: "door.desk.another-person" });
  await step(confirmShelter, shelterId);
  await town.drain();
  assert.deepEqual(locked(), [true, true]);
  assert.deepEqual(await doors(shelterId), ["hut by-hand", "office open", "stage opening"]);
  const { rows } = await sql<{ what: string }>`
    select what from kernel.audit_entry where subject = ${`shelter/${shelterId}`} order by id`.execute(town.city.db);
  assert.deepEqual(
    rows.map(({ what }) => what),
    ["door.drill-asked", "door.drill-confirmed"],
  );
});

test("the pages lead two people through it, and say at the field what is missing", async () => {
  const web = doorWeb(town.city, town.booking);
  const get = async (path: string) => (await web.ask(path, "clerk")).body;
  const page = "/staff/shelter";
  const bad = await web.ask(page, "clerk", { "form-key": keyOf(await get(page), page), place: "office", reason: "急" });
  assert.equal(bad.status, 422);
  const form = {
    "form-key": keyOf(await get(page), page),
    place: "office",
    kind: "real",
    reason: "台風が近づいています",
  };
  const sent = await web.ask(page, "clerk", form);
  const own = sent.to ?? "";
  assert.match(own, /^\/staff\/shelter\/[0-9a-f-]{36}$/);
  assert.match(await get(own), /頼んだ人とは別の職員/);
  assert.match(await get(own), /まだ開けていません/, "nobody has spoken to the locks yet");
  assert.doesNotMatch(await get(own), /開けるように頼んでいます/);
  assert.equal(keyOf(await get(own), `${own}/confirm`), "");
  for (const as of ["hana", "auditor"]) {
    const status = (await web.ask(`${own}/confirm`, as, { "form-key": keyOf(await get(own), `${own}/withdraw`) }))
      .status;
    assert.equal(status, 403);
  }
  assert.equal((await web.ask(`/staff/shelter/${randomUUID()}`, "clerk")).status, 404);
});

test("PostgreSQL lets a door of a shelter go where the rules let it go, and nowhere else", async () => {
  const { rows } = await sql<{ from_state: string; to_state: string }>`
    select from_state, to_state from door.transition where of = 'shelter'`.execute(town.city.db);
  const allowed = shelterDoorStates.flatMap((from) => shelterTransitions[from].map((to) => `${from} ${to}`));
  assert.deepEqual(rows.map(({ from_state, to_state }) => `${from_state} ${to_state}`).sort(), allowed.sort());
});
