import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { recordLockEvent } from "./commands/record-lock-event.ts";
import { giveSpareCode, staffLock, staffUnlock, takeAlarm, viewSpareCode } from "./commands.ts";
import { clerk, type DoorTown, doorTown, hana } from "./door-town.fixture.ts";
import {
  findAccess,
  findShownCode,
  hideCode,
  listAlarms,
  listEntries,
  openDoor,
  requestCode,
  revokeCode,
  viewCode,
} from "./index.ts";
import { doorMetrics } from "./metrics.ts";
import { doorPerson } from "./person.ts";

const window = { from: new Date("2026-12-04T17:45:00+09:00"), until: new Date("2026-12-04T22:15:00+09:00") };

let town: DoorTown;
beforeEach(async () => {
  town = await doorTown();
  await town.listen();
  await town.perform(requestCode, { subject: town.booking, personId: hana.personId, doors: ["office"], ...window });
  await town.at("2026-12-04T17:44:00+09:00");
});
afterEach(() => town.close());

const open = (doorId = "office") => town.perform(openDoor, { subject: town.booking, doorId }, { actor: hana });
const view = async (subject: { kind: string; id: string } = town.booking) => {
  const { code = "", shownUntil } = await town.perform(viewCode, { subject }, { actor: hana });
  return { code, shownUntil };
};
const lastOpening = async () => {
  const [door] = (await findAccess(town.city.db, town.booking))?.doors ?? [];
  return [door?.lastOpeningState, door?.lastOpeningFailure];
};
const entries = async () => (await listEntries(town.city.db)).map(({ kind, subject }) => [kind, subject?.id]);

test("a resident opens the door from the page inside the window only, and the entry log shows it once", async () => {
  await assert.rejects(open(), { code: "door.too-early" });
  await town.at("2026-12-04T17:45:00+09:00");
  await open();
  assert.deepEqual(await lastOpening(), ["asked", undefined]);
  await town.drain();
  assert.equal(town.office.look().isLocked, false);
  assert.deepEqual(await lastOpening(), ["confirmed", undefined]);
  await town.until(async () => (await entries()).length > 0);
  assert.deepEqual(await entries(), [["app", town.booking.id]]);
  town.clock.set("2026-12-04T22:15:00+09:00");
  await assert.rejects(open(), { code: "door.window-over" });
});

test("another door, a revoked code and a visitor open nothing", async () => {
  await town.at("2026-12-04T17:45:00+09:00");
  await assert.rejects(open("stage"), { status: 404 });
  await assert.rejects(
    town.perform(openDoor, { subject: town.booking, doorId: "office" }, { actor: { kind: "visitor" } }),
    {
      status: 403,
    },
  );
  await town.perform(revokeCode, { subject: town.booking });
  await assert.rejects(open(), { status: 404 });
});

test("pressing twice asks once", async () => {
  await town.at("2026-12-04T18:00:00+09:00");
  const [first, second] = [await open(), await open()];
  assert.equal(first.commandId, second.commandId);
});

test("an opening that is delivered too late, or after the code was revoked, does not open", async () => {
  await town.at("2026-12-04T18:00:00+09:00");
  await open();
  await town.at("2026-12-04T18:00:21+09:00");
  assert.equal(town.office.look().isLocked, true);
  assert.deepEqual(await lastOpening(), ["failed", "too-late"]);

  await open();
  await town.perform(revokeCode, { subject: town.booking });
  await town.drain();
  assert.equal(town.office.look().isLocked, true);
});

test("a lock that is offline or deaf gives a failed opening, and the code works all the same", async () => {
  await town.at("2026-12-04T18:00:00+09:00");
  town.office.setOffline(true);
  await town.until(async () => (await findAccess(town.city.db, town.booking))?.doors[0]?.reachable === false);
  await open();
  await town.drain();
  assert.deepEqual(await lastOpening(), ["failed", "unreachable"]);
  assert.equal(town.office.type((await view()).code), "opened");

  town.office.setOffline(false);
  await town.until(async () => (await findAccess(town.city.db, town.booking))?.doors[0]?.reachable === true);
  town.office.setDeaf(true);
  town.clock.advance(60_000);
  await open();
  await town.drain();
  assert.deepEqual(await lastOpening(), ["failed", "no-answer"]);
});

test("an opening whose worker was killed is not repeated, and counts as failed", async () => {
  await town.at("2026-12-04T18:00:00+09:00");
  const { commandId } = await open();
  await sql`update door.command set state = 'sent', sent_at = asked_at where id = ${commandId}`.execute(town.city.db);
  await town.drain();
  assert.equal(town.office.look().isLocked, true);
  town.clock.advance(41_000);
  await town.runJob("door.watch");
  assert.deepEqual(await lastOpening(), ["failed", "no-answer"]);
});

test("the entry log says who came in by code, who was refused, who left, and what nothing explains", async () => {
  await town.at("2026-12-04T18:00:00+09:00");
  const { code } = await view();
  town.office.type(code);
  town.office.type("999999");
  town.office.turnFromInside();
  await town.bench.connectLocks({ clock: town.clock }).unlock("office");
  await town.until(async () => (await entries()).length === 4);
  assert.deepEqual(
    new Set(await entries()),
    new Set([
      ["code", town.booking.id],
      ["refused", undefined],
      ["inside", undefined],
      ["other", undefined],
    ]),
  );
  await assert.rejects(sql`delete from door.entry`.execute(town.city.db), /permission denied|append-only/);
});

test("an event that the broker hands over again is one entry", async () => {
  const event = {
    kind: "operated",
    address: "office",
    at: town.clock.now(),
    eventId: "office 1 unlock 1",
    operation: "unlocked",
    by: "keypad",
    user: 1,
  } as const;
  for (let n = 0; n < 100; n++) await town.perform(recordLockEvent, { adapter: "zigbee2mqtt", event });
  assert.deepEqual(await entries(), [["code", town.booking.id]]);
  await town.perform(recordLockEvent, {
    adapter: "zigbee2mqtt",
    event: { ...event, address: "unknown", eventId: "e" },
  });
  assert.equal((await entries()).length, 1);
});

test("a code is shown inside the window, each look is written down, and only to who asked for it", async () => {
  await assert.rejects(view(), { code: "door.too-early" });
  await town.at("2026-12-04T17:45:00+09:00");
  const shown = (personId: string) =>
    findShownCode(town.city, { subject: town.booking, personId, now: town.clock.now() });
  assert.equal(await shown(hana.personId), undefined);
  const { code } = await view();
  assert.equal((await shown(hana.personId))?.code, code);
  assert.equal(await shown(clerk.personId), undefined);
  const { rows } =
    await sql`select what, subject, about, actor from kernel.audit_entry where what = 'door.code-viewed'`.execute(
      town.city.db,
    );
  assert.deepEqual(rows, [
    { what: "door.code-viewed", subject: `booking/${town.booking.id}`, about: hana.personId, actor: hana.personId },
  ]);

  await town.perform(hideCode, { subject: town.booking }, { actor: hana });
  assert.equal(await shown(hana.personId), undefined);
  await view();
  town.clock.advance(2 * 60_000);
  assert.equal(await shown(hana.personId), undefined);
  await view();
  await town.perform(revokeCode, { subject: town.booking });
  assert.equal(await shown(hana.personId), undefined);
  await assert.rejects(view(), { status: 404 });
});

test("staff see a code with a reason only, and the person can see that they did", async () => {
  const subject = town.booking;
  await assert.rejects(town.perform(viewCode, { subject }, { actor: clerk }), { status: 403 });
  await assert.rejects(town.perform(viewCode, { subject, reason: " a " }, { actor: clerk }), { status: 403 });
  const auditor = { ...clerk, roles: ["auditor"] } as const;
  await assert.rejects(town.perform(viewCode, { subject, reason: "電話で頼まれた" }, { actor: auditor }), {
    status: 403,
  });
  assert.match(
    (await town.perform(viewCode, { subject, reason: "電話で頼まれた" }, { actor: clerk })).code ?? "",
    /^\d{6}$/,
  );
  const { rows } =
    await sql`select actor, about, reason from kernel.audit_entry where what = 'door.code-viewed'`.execute(
      town.city.db,
    );
  assert.deepEqual(rows, [{ actor: clerk.personId, about: hana.personId, reason: "電話で頼まれた" }]);
});

test("staff open and close with a reason of four characters, and only with the role", async () => {
  const input = { doorId: "stage", reason: "忘れ物の立ち会い" };
  await assert.rejects(town.perform(staffUnlock, { ...input, reason: "  急 " }, { actor: clerk }), {
    code: "door.staff.reason-missing",
  });
  await assert.rejects(town.perform(staffUnlock, input, { actor: hana }), { status: 403 });
  await assert.rejects(town.perform(staffUnlock, input, { actor: { ...clerk, roles: ["auditor"] } }), { status: 403 });
  await town.perform(staffUnlock, input, { actor: clerk });
  await town.drain();
  assert.equal(town.stage.look().isLocked, false);
  await town.perform(staffLock, input, { actor: clerk });
  await town.drain();
  assert.equal(town.stage.look().isLocked, true);
  assert.deepEqual(await entries(), [["staff", undefined]]);
  const { rows } =
    await sql`select what, reason from kernel.audit_entry where subject = 'door/stage' order by id`.execute(
      town.city.db,
    );
  assert.deepEqual(rows, [
    { what: "door.unlock-asked", reason: "忘れ物の立ち会い" },
    { what: "door.lock-asked", reason: "忘れ物の立ち会い" },
  ]);
});

test("a spare code opens once, within 30 minutes", async () => {
  const give = () => town.perform(giveSpareCode, { doorId: "stage", reason: "番号が使えない" }, { actor: clerk });
  const look = async (id: string) =>
    (await town.perform(viewCode, { subject: { kind: "spare", id }, reason: "番号が使えない" }, { actor: clerk }))
      .code ?? "";
  const { spareId } = await give();
  await assert.rejects(town.perform(viewSpareCode, { doorId: "office", spareId }, { actor: clerk }), { status: 404 });
  assert.match(
    (await town.perform(viewSpareCode, { doorId: "stage", spareId }, { actor: clerk })).code ?? "",
    /^\d{6}$/,
  );
  await town.drain();
  const code = await look(spareId);
  assert.equal(town.stage.type(code), "opened");
  await town.until(async () => (await entries()).length === 1);
  await town.drain();
  assert.equal(town.stage.type(code), "refused");

  const second = await give();
  await town.drain();
  const other = await look(second.spareId);
  town.clock.advance(30 * 60_000);
  await town.drain();
  assert.equal(town.stage.type(other), "refused");
});

test("five wrong codes and a low battery alarm staff; one of them says that they see to it", async () => {
  const alarms = () => listAlarms(town.city.db, town.clock.now());
  for (let n = 0; n < 5; n++) {
    town.clock.advance(1_000);
    town.office.type(`10000${n}`);
  }
  town.stage.setBattery(12);
  await town.until(async () => (await alarms()).length === 2);
  const [wrong, battery] = await alarms();
  assert.deepEqual(
    [wrong?.kind, wrong?.doorId, battery?.kind, battery?.batteryPercent],
    ["wrong-codes", "office", "battery-low", 12],
  );

  const take = () => town.perform(takeAlarm, { doorId: "office", alarmId: wrong?.id ?? "" }, { actor: clerk });
  await take();
  await assert.rejects(take(), { code: "door.alarm.gone" });
  assert.equal((await alarms())[0]?.takenBy, clerk.personId);
  town.clock.advance(11 * 60_000);
  await town.runJob("door.watch");
  assert.deepEqual(
    (await alarms()).map(({ kind }) => kind),
    ["battery-low"],
  );
});

test("a door that nobody has heard for an hour is asked, and an alarm follows if it is silent", async () => {
  town.stage.setDeaf(true);
  town.clock.advance(61 * 60_000);
  await town.runJob("door.watch");
  assert.deepEqual(
    (await listAlarms(town.city.db, town.clock.now())).map(({ doorId, kind }) => [doorId, kind]),
    [["stage", "unreachable"]],
  );
});

test("the metric counts openings by code and by the page, in the city's days", async () => {
  const [metric] = doorMetrics;
  await town.at("2026-12-04T18:00:00+09:00");
  town.office.type((await view()).code);
  town.office.turnFromInside();
  await town.until(async () => (await entries()).length === 2);
  assert.deepEqual(await metric?.count(town.city, { from: "2026-12-04", until: "2026-12-05" }), { value: 1 });
  assert.deepEqual(await metric?.count(town.city, { from: "2026-12-05", until: "2026-12-06" }), { value: 0 });
});

test("a person sees how often a door opened for them, and after their account is deleted no row names them", async () => {
  await town.at("2026-12-04T18:00:00+09:00");
  town.office.type((await view()).code);
  await town.until(async () => (await entries()).length === 1);
  await open();
  assert.deepEqual(await doorPerson.describe(town.city.db, hana.personId), [{ title: "door.my-entries", count: 1 }]);
  await town.perform(doorPerson.forget, hana.personId);
  assert.deepEqual(await doorPerson.describe(town.city.db, hana.personId), []);
  for (const table of ["access", "command", "viewing", "entry", "incident"]) {
    const { rows } = await sql<{ text: string }>`select t::text as text from door.${sql.raw(table)} as t`.execute(
      town.city.db,
    );
    assert.ok(
      rows.every(({ text }) => !text.includes(hana.personId)),
      table,
    );
  }
});
