import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { handKeyOut, setBoxNumber, takeKeyBack } from "./commands.ts";
import { clerk, type DoorTown, doorTown, hana } from "./door-town.fixture.ts";
import { doorWeb, keyOf } from "./door-web.fixture.ts";
import { findAccess, listAlarms, requestCode, revokeCode, viewCode, wasEntered } from "./index.ts";
import { keyTransitions } from "./rules.ts";
import { listOpenKeyUses } from "./store/keys.ts";
import { listStaffViewings } from "./store/viewings.ts";
import { keyStates } from "./types.ts";

const window = { from: new Date("2026-12-04T17:45:00+09:00"), until: new Date("2026-12-04T22:15:00+09:00") };
let town: DoorTown;
let ask: ReturnType<typeof doorWeb>["ask"];
beforeEach(async () => {
  town = await doorTown({ hasKey: true });
  ask = doorWeb(town.city, town.booking).ask;
  await town.perform(requestCode, { subject: town.booking, personId: hana.personId, doors: ["hut"], ...window });
});
afterEach(() => town.close());

const use = async (index = 0) => (await listOpenKeyUses(town.city.db, "hut"))[index]?.id ?? "";
const kinds = async () => (await listAlarms(town.city.db, town.clock.now())).map(({ kind }) => kind);
const asClerk = { actor: clerk };

test("a key is fetched, brought back, and missed in between when its time is over", async () => {
  await town.at("2026-12-04T17:30:00+09:00");
  const keyUseId = await use();
  await town.perform(handKeyOut, { keyUseId }, asClerk);
  await assert.rejects(town.perform(handKeyOut, { keyUseId }, asClerk), { code: "door.desk.key-changed" });
  assert.deepEqual(await wasEntered(town.city.db, [town.booking]), [true]);
  await town.at("2026-12-04T22:29:00+09:00");
  await town.runJob("door.watch");
  assert.ok(!(await kinds()).includes("key-overdue"));
  await town.at("2026-12-04T22:30:00+09:00");
  await town.runJob("door.watch");
  assert.ok((await kinds()).includes("key-overdue"));
  await town.perform(takeKeyBack, { keyUseId }, asClerk);
  assert.ok(!(await kinds()).includes("key-overdue"));
  assert.equal((await findAccess(town.city.db, town.booking))?.keys[0]?.uses[0]?.state, "back");
});

test("one key has one holder, and whoever cancelled needs none", async () => {
  const next = { kind: "booking", id: "next" };
  const later = { from: new Date("2026-12-05T09:00:00+09:00"), until: new Date("2026-12-05T12:00:00+09:00") };
  await town.perform(requestCode, { subject: next, doors: ["hut"], ...later });
  await town.perform(handKeyOut, { keyUseId: await use(0) }, asClerk);
  await assert.rejects(town.perform(handKeyOut, { keyUseId: await use(1) }, asClerk), {
    code: "door.desk.key-still-out",
  });
  await town.perform(revokeCode, { subject: next });
  assert.equal((await listOpenKeyUses(town.city.db, "hut")).length, 1);
  await assert.rejects(town.perform(handKeyOut, { keyUseId: await use() }, { actor: hana }), { status: 403 });
});

test("the number of a box is seen in the booker's time only, stands nowhere in clear, and must be changed after the use", async () => {
  await assert.rejects(town.perform(viewCode, { subject: town.booking }, { actor: hana }), { code: "door.too-early" });
  await town.perform(setBoxNumber, { doorId: "hut", number: "0482" }, asClerk);
  await town.at("2026-12-04T17:45:00+09:00");
  assert.deepEqual((await town.perform(viewCode, { subject: town.booking }, { actor: hana })).boxes, [
    { doorId: "hut", number: "0482" },
  ]);
  const { rows } = await sql<{ text: string }>`select b::text as text from door.key_box b`.execute(town.city.db);
  assert.doesNotMatch(rows[0]?.text ?? "", /0482/);
  await town.perform(viewCode, { subject: town.booking, reason: "箱が開かないと電話" }, asClerk);
  const looks = await listStaffViewings(town.city.db, window.from, window.until);
  assert.deepEqual(
    looks.map(({ reason, doors }) => [reason, doors.map(({ name }) => name.ja)]),
    [["箱が開かないと電話", ["hut"]]],
    "the weekly report knows of boxes, too",
  );
  await town.at("2026-12-04T22:15:00+09:00");
  await town.runJob("door.watch");
  assert.deepEqual(await kinds(), ["box-number"]);
  await assert.rejects(town.perform(setBoxNumber, { doorId: "hut", number: "0482" }, asClerk), {
    code: "door.desk.same-number",
  });
  await town.perform(setBoxNumber, { doorId: "hut", number: "7315" }, asClerk);
  assert.deepEqual(await kinds(), []);
  await assert.rejects(town.perform(viewCode, { subject: town.booking }, { actor: hana }), { status: 404 });
});

test("the booker's card says where the key is fetched and brought back, before the time, too", async () => {
  assert.match((await ask("/booking", "hana")).body, /hutの鍵は、窓口のキーボックスに入っています/);
  await town.perform(setBoxNumber, { doorId: "hut", number: "0482" }, asClerk);
  await town.at("2026-12-04T18:00:00+09:00");
  const { body } = await ask("/booking", "hana");
  assert.match(body, /鍵を返却口に返してください/);
  assert.ok(!body.includes("0482") && !body.includes("扉をあける<"));
  await ask("/booking/code", "hana", { "form-key": keyOf(body, "/booking/code") });
  assert.match((await ask("/booking", "hana")).body, /0482/);
});

test("the counter's page hands out and takes back; a bad number is said at the field and not repeated", async () => {
  await town.at("2026-12-04T17:30:00+09:00");
  const send = async (page: string, path: string, form: Record<string, string> = {}) =>
    ask(path, "clerk", { "form-key": keyOf((await ask(page, "clerk")).body, path), ...form });
  const hand = `/staff/keys/${await use()}/hand`;
  assert.equal((await send("/staff/keys", hand)).to, "/staff/keys");
  assert.match((await ask("/staff/keys", "clerk")).body, /17時30分に渡した/);
  assert.equal((await send("/staff/keys", hand.replace("hand", "take"))).to, "/staff/keys");
  const bad = await send("/staff/doors/hut", "/staff/doors/hut/box", { number: "12ab" });
  assert.equal(bad.status, 422);
  assert.match(bad.body, /番号を、4けたから8けたの数字で/);
  assert.ok(!bad.body.includes("12ab"));
  assert.equal((await send("/staff/doors/hut", "/staff/doors/hut/box", { number: "4821" })).status, 303);
  assert.ok(!(await ask("/staff/doors/hut", "clerk")).body.includes("4821"));
});

test("a box that was never given a number is an alarm a day ahead; the counter sees it, and the booker is told to call", async () => {
  const both = { kind: "booking", id: "both" };
  const later = { from: new Date("2026-12-05T09:00:00+09:00"), until: new Date("2026-12-05T12:00:00+09:00") };
  await town.perform(requestCode, { subject: both, personId: hana.personId, doors: ["office", "hut"], ...later });
  await town.perform(revokeCode, { subject: town.booking });
  await town.at("2026-12-04T08:59:00+09:00");
  await town.runJob("door.watch");
  assert.deepEqual(await kinds(), []);
  await town.at("2026-12-04T09:00:00+09:00");
  await town.runJob("door.watch");
  assert.deepEqual(await kinds(), ["box-number"]);
  assert.match((await ask("/staff/doors", "clerk")).body, /hutのキーボックスの番号を、登録してください/);
  assert.match((await ask("/staff/keys", "clerk")).body, /番号が登録されていません/);
  await town.at("2026-12-05T09:00:00+09:00");
  const shown = await town.perform(viewCode, { subject: both }, { actor: hana });
  assert.match(String(shown.code), /^\d{6}$/);
  assert.deepEqual(shown.boxes, []);
  const card = doorWeb(town.city, both).ask;
  assert.match(
    (await card("/booking", "hana")).body,
    /hutのキーボックスの番号が、まだ登録されていません。電話してください。/,
  );
  await town.perform(setBoxNumber, { doorId: "hut", number: "0482" }, asClerk);
  assert.deepEqual(await kinds(), []);
});

test("of a room with nothing but a key box nobody can say who came: that is no no-show; a lock beside it can tell", async () => {
  assert.deepEqual(await wasEntered(town.city.db, [town.booking]), [true]);
  const both = { kind: "booking", id: "both" };
  await town.perform(requestCode, { subject: both, doors: ["office", "hut"], ...window });
  assert.deepEqual(await wasEntered(town.city.db, [both]), [false]);
});

test("PostgreSQL lets a key go where the rules let it go, and nowhere else", async () => {
  const { rows } = await sql<{ from_state: string; to_state: string }>`
    select from_state, to_state from door.transition where of = 'key'`.execute(town.city.db);
  const allowed = keyStates.flatMap((from) => keyTransitions[from].map((to) => `${from} ${to}`));
  assert.deepEqual(rows.map(({ from_state, to_state }) => `${from_state} ${to_state}`).sort(), allowed.sort());
});
