import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { beginStep } from "./commands/carry-out-step.ts";
import { type DoorTown, doorTown, hana } from "./door-town.fixture.ts";
import { findAccess, listAlarms, requestCode, revokeCode, viewCode } from "./index.ts";

const from = new Date("2026-12-04T17:45:00+09:00");
const until = new Date("2026-12-04T22:15:00+09:00");
const window = { from, until };

let town: DoorTown;
beforeEach(async () => {
  town = await doorTown();
});
afterEach(() => town.close());

const ask = (doors: readonly string[] = ["office"], changes: object = {}) =>
  town.perform(requestCode, { subject: town.booking, personId: hana.personId, doors, ...window, ...changes });
const states = async () =>
  (await findAccess(town.city.db, town.booking))?.doors.map(({ id, state }) => `${id} ${state}`);
const alarms = async () =>
  (await listAlarms(town.city.db, town.clock.now())).map(({ kind, doorId }) => `${doorId} ${kind}`);
/** As the booker sees it; the test stands in for their eyes. */
async function readCode(): Promise<string> {
  return (await town.perform(viewCode, { subject: town.booking }, { actor: hana })).code ?? "";
}

test("a code is written disabled a day ahead, enabled when its window opens, and gone when it ends", async () => {
  await ask(["office", "stage"]);
  await town.at("2026-12-03T17:44:00+09:00");
  assert.deepEqual(await states(), ["office requested", "stage requested"]);
  assert.deepEqual(town.office.look().places, []);

  await town.at("2026-12-03T17:45:00+09:00");
  assert.deepEqual(await states(), ["office installed", "stage installed"]);
  assert.deepEqual(town.office.look().places, [{ place: 1, status: "disabled" }]);

  await town.at("2026-12-04T17:45:00+09:00");
  const code = await readCode();
  assert.equal(town.office.type(code), "opened");
  assert.equal(town.stage.type(code), "opened");
  assert.deepEqual(await states(), ["office enabled", "stage enabled"]);

  await town.at("2026-12-04T22:15:00+09:00");
  assert.equal(town.office.type(code), "refused");
  assert.deepEqual(await states(), ["office removed", "stage removed"]);
  assert.deepEqual(town.office.look().places, []);
  const { rows } = await sql<{ code_sealed: string | null }>`select code_sealed from door.access`.execute(town.city.db);
  assert.deepEqual(rows, [{ code_sealed: null }]);
});

test("the code is refused before its window, at the neighbouring door, and after the booking is cancelled", async () => {
  await ask(["office"]);
  await town.at("2026-12-04T17:45:00+09:00");
  const code = await readCode();
  assert.equal(town.stage.type(code), "refused");
  assert.equal(town.office.type(code), "opened");

  await town.perform(revokeCode, { subject: town.booking });
  await town.drain();
  assert.equal(town.office.type(code), "refused");
  assert.deepEqual(await states(), ["office removed"]);
  await assert.rejects(readCode(), { status: 404 });
});

test("a code that is installed but not yet in its window opens nothing", async () => {
  const opened = {
    ...window,
    from: new Date("2026-12-01T10:30:00+09:00"),
    until: new Date("2026-12-01T11:00:00+09:00"),
  };
  await ask(["office"], opened);
  await town.drain();
  assert.deepEqual(await states(), ["office installed"]);
  // Read straight from the row: nobody may see it yet.
  await assert.rejects(readCode(), { code: "door.too-early" });
  const { rows } = await sql<{ sealed: string }>`select code_sealed as sealed from door.access`.execute(town.city.db);
  const code = town.city.secrets.open("door-code", rows[0]?.sealed ?? "") ?? "";
  assert.match(code, /^[1-9]\d{5}$/);
  assert.equal(town.office.type(code), "refused");
});

test("a booking of this very minute has its code on the lock at once, enabled", async () => {
  await ask(["office"], { from: new Date("2026-12-01T09:50:00+09:00") });
  await town.drain();
  assert.deepEqual(await states(), ["office enabled"]);
  assert.equal(town.office.type(await readCode()), "opened");
});

test("a code that is given back before it was sent never reaches a lock", async () => {
  await ask();
  await town.perform(revokeCode, { subject: town.booking });
  await town.drain();
  assert.deepEqual(await states(), ["office removed"]);
  await town.at("2026-12-04T18:00:00+09:00");
  assert.deepEqual(town.office.look().places, []);
});

test("asking again for the same changes nothing; for something else it is refused; after revoking it is a new code", async () => {
  const first = await ask();
  assert.equal(await ask(), first);
  await assert.rejects(ask(["office", "stage"]), { code: "door.code-exists" });
  await assert.rejects(ask(["office"], { until: new Date(+until + 1) }), { code: "door.code-exists" });
  await assert.rejects(
    town.perform(requestCode, { subject: { kind: "booking", id: "x" }, doors: ["nowhere"], ...window }),
    {
      status: 404,
    },
  );
  await town.perform(revokeCode, { subject: town.booking });
  await town.perform(revokeCode, { subject: town.booking });
  assert.notEqual(await ask(), first);
  assert.equal((await findAccess(town.city.db, town.booking))?.state, "preparing");
});

test("two requests for one booking at the same time leave one code", async () => {
  const results = await Promise.allSettled([ask(), ask(), ask(), ask()]);
  assert.ok(results.some((result) => result.status === "fulfilled"));
  for (const result of results) if (result.status === "rejected") assert.equal(result.reason.code, "door.code-exists");
  const { rows } = await sql<{ count: number }>`select count(*) from door.access`.execute(town.city.db);
  assert.equal(rows[0]?.count, 1);
});

test("a lock that is offline when the code should be written alarms staff, and is repaired when it is back", async () => {
  await town.listen();
  town.office.setOffline(true);
  await ask();
  await town.at("2026-12-03T17:45:00+09:00");
  assert.deepEqual(await states(), ["office installing"]);
  await town.at("2026-12-04T17:15:00+09:00");
  await town.runJob("door.watch");
  assert.deepEqual(await alarms(), ["office code-not-installed", "office unreachable"]);

  town.office.setOffline(false);
  await town.until(async () => !(await alarms()).includes("office unreachable"));
  await town.drain();
  assert.deepEqual(await states(), ["office installed"]);
  assert.deepEqual(await alarms(), []);
  await town.at("2026-12-04T17:45:00+09:00");
  assert.equal(town.office.type(await readCode()), "opened");
});

test("a lock that is offline when the window ends keeps no code longer than its own absence, and staff know", async () => {
  await town.listen();
  await ask();
  await town.at("2026-12-03T18:00:00+09:00");
  await town.at("2026-12-04T18:00:00+09:00");
  assert.deepEqual(await states(), ["office enabled"]);
  town.office.setOffline(true);
  await town.until(async () => (await alarms()).includes("office unreachable"));
  await town.at("2026-12-04T22:15:00+09:00");
  await town.at("2026-12-04T22:16:00+09:00");
  await town.runJob("door.watch");
  assert.deepEqual(await alarms(), ["office code-not-removed", "office unreachable"]);
  town.office.setOffline(false);
  await town.until(async () => !(await alarms()).includes("office unreachable"));
  await town.drain();
  assert.deepEqual(town.office.look().places, []);
  assert.deepEqual(await alarms(), []);
});

test("a deaf lock is not believed to have the code, and is tried again until it answers", async () => {
  town.office.setDeaf(true);
  await ask();
  await town.at("2026-12-03T17:45:00+09:00");
  assert.deepEqual(await states(), ["office installing"]);
  assert.deepEqual(await alarms(), ["office unreachable"]);
  town.office.setDeaf(false);
  await town.at("2026-12-03T17:45:10+09:00");
  assert.deepEqual(await states(), ["office installed"]);
  assert.deepEqual(await alarms(), []);
});

test("a cancellation reaches a deaf lock at the next try, or staff are alarmed after a minute", async () => {
  await ask();
  await town.at("2026-12-04T18:00:00+09:00");
  town.office.setDeaf(true);
  await town.perform(revokeCode, { subject: town.booking });
  await town.drain();
  assert.deepEqual(await states(), ["office removing"]);
  await town.at("2026-12-04T18:01:00+09:00");
  await town.runJob("door.watch");
  assert.deepEqual(await alarms(), ["office code-not-removed", "office unreachable"]);
});

test("a lock that lost its codes gets them again 40 minutes before they are needed", async () => {
  await ask();
  await town.at("2026-12-03T17:45:00+09:00");
  const stranger = town.bench.connectLocks({ clock: town.clock });
  await stranger.clearCode({ address: "office", user: 1, holder: "" });
  await town.at("2026-12-04T17:05:00+09:00");
  assert.deepEqual(town.office.look().places, [{ place: 1, status: "disabled" }]);
  assert.deepEqual(await states(), ["office installed"]);
});

test("a lock with all places taken alarms staff, and the code follows when a place is free", async () => {
  await town.close();
  town = await doorTown({ codeSlots: 1 });
  const other = { kind: "booking", id: "other" };
  await town.perform(requestCode, { subject: other, doors: ["office"], ...window });
  await town.at("2026-12-03T17:45:00+09:00");
  await ask();
  await town.drain();
  assert.deepEqual(await states(), ["office requested"]);
  assert.deepEqual(await alarms(), ["office no-free-slot"]);
  await town.perform(revokeCode, { subject: other });
  await town.at("2026-12-03T17:46:00+09:00");
  assert.deepEqual(await states(), ["office installed"]);
  assert.deepEqual(await alarms(), []);
});

test("a door does not get a code again within 30 days, and PostgreSQL says so itself", async () => {
  await ask();
  await town.at("2026-12-04T22:15:00+09:00");
  const copy = (mark: string, after: string) =>
    sql`
    insert into door.access_door (access_id, door_id, state, code_mark, reserved_during)
    select gen_random_uuid(), door_id, 'requested', ${sql.raw(mark)}, tstzrange(${after}::timestamptz, null)
    from door.access_door`.execute(town.city.db);
  const reused = { constraint: "door_code_not_reused" };
  await assert.rejects(copy("code_mark", "2027-01-03T22:14:00+09:00"), reused);
  // 30 days after it left the door the constraint lets it pass; only the made-up access is then missing.
  await assert.rejects(copy("code_mark", "2027-01-03T22:15:00+09:00"), { constraint: "access_door_access_id_fkey" });
});

test("codes of one door differ while they may meet", async () => {
  const marks = new Set<string>();
  for (let n = 0; n < 40; n++) {
    await town.perform(requestCode, { subject: { kind: "booking", id: `b${n}` }, doors: ["office"], ...window });
  }
  const { rows } = await sql<{ sealed: string }>`select code_sealed as sealed from door.access`.execute(town.city.db);
  for (const { sealed } of rows) marks.add(town.city.secrets.open("door-code", sealed) ?? "");
  assert.equal(marks.size, 40);
});

test("a worker that was killed while it wrote a code is followed by another after a minute, at the same place", async () => {
  const accessId = await ask();
  town.clock.set("2026-12-03T17:45:00+09:00");
  const task = await town.perform(beginStep, { accessId, doorId: "office" });
  assert.equal(task?.step, "install");
  assert.equal(await town.perform(beginStep, { accessId, doorId: "office" }), undefined);
  await town.drain();
  assert.deepEqual(await states(), ["office installing"]);
  town.clock.advance(60_000);
  await town.runJob("door.watch");
  assert.deepEqual(await states(), ["office installed"]);
  assert.deepEqual(town.office.look().places, [{ place: task?.user, status: "disabled" }]);
});

test("two workers at once write a code once", async () => {
  await ask(["office", "stage"]);
  town.clock.set("2026-12-03T17:45:00+09:00");
  const at = town.clock.now().toISOString();
  await Promise.all(Array.from({ length: 4 }, () => town.runJob("door.settle-codes", { at })));
  assert.deepEqual(await states(), ["office installed", "stage installed"]);
  assert.deepEqual(town.office.look().places, [{ place: 1, status: "disabled" }]);
});
