import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { type Site, startSite } from "../../../tests/site.fixture.ts";
import { type Resident, refusalOf, type Staff } from "../facility/town.fixture.ts";
import { askFrames } from "./commands/ask-frames.ts";
import { editSeason } from "./commands/change-season.ts";
import { giveFrame } from "./commands/fill-table.ts";
import { openSeason } from "./commands/open-season.ts";
import { findSeason, listFrames } from "./store/season.ts";

/** A season after it was opened: what may become different, and who is told. */
let town: Site;
let manager: Staff;
let leader: Resident;
let groupId: string;
let seasonId: string;

const as = { name: "春の調整", words: undefined, closesOn: "2026-12-20", meetingOn: "2027-01-20", moreSpaces: [] };
const edit = (
  different: Partial<Omit<typeof as, "words" | "moreSpaces">> & { moreSpaces?: string[]; words?: string },
) => town.perform(editSeason, { seasonId, ...as, ...different }, { actor: manager });

before(async () => {
  town = await startSite();
  manager = await town.addStaff("facility-manager", "石塚 学");
  leader = await town.addResident();
  groupId = await town.addGroup([{ who: leader, role: "owner" }], ["school-sports"]);
  const season = {
    facilityId: "minole",
    firstOn: "2027-04-01",
    lastOn: "2027-04-30",
    opensOn: "2026-12-01",
    mostWishes: 3,
    mostGiven: 2,
    slotsEach: 1,
    spaceIds: ["minole-practice-1"],
    weekdays: [2],
    slots: ["night"],
    categories: ["resident-group"],
  };
  seasonId = (await town.perform(openSeason, { ...as, ...season }, { actor: manager })).id;
  town.clock.set("2026-12-05T10:00:00+09:00");
});
after(() => town.close());

test("later days and more rooms are said on the public page, and mailed to who has asked already", async () => {
  const [frame] = await listFrames(town.city.db, seasonId);
  const use = {
    groupId,
    categoryId: "resident-group",
    purposeId: "music",
    people: 10,
    extras: {},
    declarations: [],
    answers: {},
  };
  const wishes = { seasonId, use, wishes: [frame?.id ?? ""], words: undefined, isNamed: false };
  await town.perform(askFrames, wishes, { actor: leader });
  const more = ["minole-kaze-office"];
  const { told } = await edit({ closesOn: "2026-12-27", meetingOn: "2027-01-27", moreSpaces: more });
  assert.equal(told, 1);
  await town.drain();
  const mail = town.post.mails.find(({ subject }) => subject === "希望を出した利用調整が変わりました");
  assert.match(mail?.text ?? "", /希望の締め切り：12月27日（日）/);
  const page = await town.browser().get(`/allocations/${seasonId}`);
  assert.match(page.text, /始めたあとに変わったこと/);
  assert.match(page.text, /12月20日.*から.*12月27日.*に延びました/);
  const frames = await listFrames(town.city.db, seasonId);
  assert.deepEqual(frames.map(({ spaceId, slots }) => [spaceId, ...slots]).sort(), [
    ["minole-kaze-office", "night"],
    ["minole-practice-1", "night"],
  ]);
  town.clock.set("2026-12-06T10:00:00+09:00");
  const single = { spaceId: "minole-kaze-office", on: "2027-04-06", slots: ["night"] };
  assert.equal(await refusalOf(town.hold(leader, single)), "facility.in-season", "the new room is kept too");
  const [application] = (
    await sql<{ n: number }>`
    select count(*) as n from allocation.application where withdrawn_at is null`.execute(town.city.db)
  ).rows;
  assert.equal(application?.n, 1, "what was asked for stays");
});

test("nothing moves to an earlier day, no room goes twice, and a change that changes nothing is not announced", async () => {
  const now = { closesOn: "2026-12-27", meetingOn: "2027-01-27" };
  assert.equal(await refusalOf(edit({ ...now, closesOn: "2026-12-26" })), "allocation.staff.closes-earlier");
  assert.equal(await refusalOf(edit({ ...now, meetingOn: "2027-01-20" })), "allocation.staff.meeting-earlier");
  const known = ["minole-practice-1"];
  assert.equal(await refusalOf(edit({ ...now, moreSpaces: known })), "allocation.staff.spaces-known");
  assert.equal(await refusalOf(edit(now)), "allocation.staff.nothing-changed");
  assert.equal(await refusalOf(edit({ ...now, moreSpaces: ["hatori-gym-floor"] })), "not-found");
  const clerk = await town.addStaff("clerk");
  const form = { seasonId, ...as, ...now, name: "夏の調整" };
  assert.equal(await refusalOf(town.perform(editSeason, form, { actor: clerk })), "forbidden");
  const earlier = sql`update allocation.season set meeting_on = '2027-01-01' where id = ${seasonId}`;
  await assert.rejects(earlier.execute(town.city.db), /season_only_prolonged/);
  const rewriting = sql`delete from allocation.season_change`.execute(town.city.db);
  await assert.rejects(rewriting, /permission denied/);
});

test("over HTTP: the page shows what it is, errors stand at their fields, and the season's page says what changed", async () => {
  const staff = await town.signIn({ ...manager, sessionId: crypto.randomUUID() });
  const path = `/staff/allocations/${seasonId}/edit`;
  assert.match((await staff.get(path)).text, /希望を出した1団体に/);
  const form = { name: "春の調整（延長）", words: "", closes: "2026-12-27", meeting: "2027-01-27" };
  const wrong = await staff.post(path, { ...form, closes: "2026-12-01" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /今の日より早くできません/);
  const done = await staff.post(path, form);
  assert.deepEqual([done.status, done.location], [303, `/staff/allocations/${seasonId}`]);
  assert.match((await staff.get(`/staff/allocations/${seasonId}`)).text, /「春の調整」から「春の調整（延長）」に/);
});

test("once something is given out the deadline stays, the meeting may still be later", async () => {
  town.clock.set("2027-01-27T10:00:00+09:00");
  const [application] = (await sql<{ id: string }>`select id from allocation.application`.execute(town.city.db)).rows;
  const frame = (await listFrames(town.city.db, seasonId)).find(({ spaceId }) => spaceId === "minole-practice-1");
  const share = { pattern: "every" as const, from: "2027-04-01", until: "2027-04-30", without: [] };
  const given = { frameId: frame?.id ?? "", applicationId: application?.id ?? "", share };
  await town.perform(giveFrame, given, { actor: manager });
  const now = { name: "春の調整（延長）", closesOn: "2026-12-27", meetingOn: "2027-02-03" };
  assert.equal(await refusalOf(edit({ ...now, closesOn: "2027-01-30" })), "allocation.staff.closes-given");
  await edit(now);
  assert.equal((await findSeason(town.city.db, seasonId))?.meetingOn, "2027-02-03");
});
