import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { sql } from "kysely";
import { giveSpareCode, takeAlarm, viewSpareCode } from "./commands.ts";
import { clerk, type DoorTown, doorTown } from "./door-town.fixture.ts";
import { doorWeb } from "./door-web.fixture.ts";
import { listAlarms } from "./index.ts";

let town: DoorTown;
afterEach(() => town.close());

/** A facility manager, known to identity, with an address. */
async function hire(role: "facility-manager" | "auditor"): Promise<string> {
  const id = crypto.randomUUID();
  await sql`insert into identity.section (id, name, position) values ('minole', 'みの〜れ', 1) on conflict do nothing`.execute(
    town.city.db,
  );
  await sql`insert into identity.person (id, kind, name, kana, mail, mail_key, locale, search, founded_at)
    values (${id}, 'staff', '施設 長', 'しせつ ちょう', ${`${role}@omitama.example`}, ${`${role}@omitama.example`}, 'ja', '', now())`.execute(
    town.city.db,
  );
  await sql`insert into identity.staff_role (id, person_id, section_id, role, valid_from)
    values (gen_random_uuid(), ${id}, 'minole', ${role}, '2026-01-01')`.execute(town.city.db);
  return id;
}

const minutes = (n: number) => n * 60_000;
async function watchAfter(ms: number): Promise<number> {
  town.clock.advance(ms);
  await town.runJob("door.watch");
  await town.drain();
  return town.mails().length;
}

test("what nobody takes goes to the facility managers after ten minutes and then every hour; taken, it is quiet", async () => {
  town = await doorTown();
  await hire("facility-manager");
  await town.listen();
  await town.runJob("door.watch");
  town.stage.setOffline(true);
  await town.until(async () => (await listAlarms(town.city.db, town.clock.now())).length === 1);
  assert.equal(await watchAfter(minutes(9)), 0);
  assert.equal(await watchAfter(minutes(1)), 1);
  assert.equal(await watchAfter(minutes(59)), 1);
  assert.equal(await watchAfter(minutes(1)), 2);
  assert.equal(town.mails()[0], "扉について、手をうつことがあります");
  const [alarm] = await listAlarms(town.city.db, town.clock.now());
  await town.perform(takeAlarm, { doorId: "stage", alarmId: alarm?.id ?? "" }, { actor: clerk });
  assert.equal(await watchAfter(minutes(120)), 2);
});

test("each Monday managers and auditors hear how often staff looked at codes; who and why stands on the page only", async () => {
  town = await doorTown();
  const looker = await hire("facility-manager");
  await hire("auditor");
  const actor = { ...clerk, personId: looker };
  const { spareId } = await town.perform(giveSpareCode, { doorId: "stage", reason: "番号が使えない" }, { actor });
  await town.perform(viewSpareCode, { doorId: "stage", spareId }, { actor });
  await town.at("2026-12-07T08:00:00+09:00");
  await town.runJob("door.report-views");
  await town.drain();
  assert.deepEqual(town.mails(), Array(2).fill("職員が暗証番号を見た記録（先週）"));
  const { rows } = await sql<{ text: string }>`select m::text as text from notice.message m`.execute(town.city.db);
  assert.ok(rows.every(({ text }) => !text.includes("番号が使えない") && !text.includes("施設")));
  await town.runJob("door.report-views");
  await town.drain();
  assert.equal(town.mails().length, 2, "a week is reported once");

  const { ask } = doorWeb(town.city, town.booking);
  const page = await ask("/staff/doors/views?week=2026-12-02", "auditor");
  assert.match(page.body, /1回、1人/);
  assert.match(page.body, /番号が使えない/);
  assert.match(page.body, /施設 長/);
  // The head names assets by digests, which have six digits in a row now and then.
  const [main = ""] = /<main[\s\S]*<\/main>/.exec(page.body) ?? [];
  assert.doesNotMatch(main, /(?<!\d)\d{6}(?!\d)/);
  assert.match((await ask("/staff/doors/views", "auditor")).body, /この週は、だれも見ていません/);
  assert.equal((await ask("/staff/doors/views", "clerk")).status, 403);
  assert.equal((await ask("/staff/doors/views?week=nonsense", "auditor")).status, 200);
});

test("codes that nobody knows lie in the lock; one is handed out while the lock is offline, opens once, and is made up for", async () => {
  town = await doorTown({ spareCodes: 2 });
  await town.listen();
  await town.runJob("door.watch");
  await town.drain();
  assert.deepEqual(
    town.office.look().places.map(({ status }) => status),
    ["enabled", "enabled"],
  );
  town.office.setOffline(true);
  const { spareId } = await town.perform(giveSpareCode, { doorId: "office", reason: "電波がない" }, { actor: clerk });
  const { code = "" } = await town.perform(viewSpareCode, { doorId: "office", spareId }, { actor: clerk });
  assert.equal(town.office.type(code), "opened");
  town.office.setOffline(false);
  town.office.type("999999");
  const other = await town.perform(giveSpareCode, { doorId: "office", reason: "もう一人" }, { actor: clerk });
  assert.notEqual(other.spareId, spareId);
  town.clock.advance(minutes(31));
  await town.runJob("door.watch");
  await town.drain();
  await town.runJob("door.watch");
  await town.drain();
  assert.equal(town.office.type(code), "refused");
  assert.deepEqual(
    town.office.look().places.map(({ status }) => status),
    ["enabled", "enabled"],
    "two again, and they are others",
  );
});
