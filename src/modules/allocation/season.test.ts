import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { type Site, startSite } from "../../../tests/site.fixture.ts";
import type { Work } from "../../kernel/jobs/types.ts";
import { blockSpace, holdSpace } from "../facility/index.ts";
import { type Resident, refusalOf, type Staff } from "../facility/town.fixture.ts";
import { askFrames, enterPaper } from "./commands/ask-frames.ts";
import { bookGiven } from "./commands/carry-out.ts";
import { closeTable, confirmTable, dropSeason, reopenTable } from "./commands/close-season.ts";
import { giveFrame, giveUnopposed, takeBack } from "./commands/fill-table.ts";
import { openSeason, type SeasonAsked } from "./commands/open-season.ts";
import { transitions } from "./rules/states.ts";
import { listGiven, listWaiting } from "./store/given.ts";
import { findSeason, listFrames } from "./store/season.ts";
import type { Frame, Pattern } from "./types.ts";

let town: Site;
let manager: Staff;
let other: Staff;
let owners: Resident[];
let groups: string[];
let seasonId: string;
let frames: Frame[];

const spring: SeasonAsked = {
  facilityId: "hatori-gym",
  name: "春の調整",
  words: undefined,
  firstOn: "2027-04-01",
  lastOn: "2027-06-30",
  opensOn: "2026-12-01",
  closesOn: "2026-12-20",
  meetingOn: "2027-01-20",
  mostWishes: 3,
  mostGiven: 2,
  slotsEach: 1,
  spaceIds: ["hatori-gym-floor"],
  weekdays: [2, 4],
  slots: ["night"],
  categories: ["registered"],
};
const use = {
  groupId: undefined,
  categoryId: "registered",
  purposeId: "ball-games",
  people: 14,
  extras: {},
  declarations: ["adult"],
  answers: {},
};
const owner = (n: number): Resident => owners[n] as Resident;
const [asking, meeting] = ["2026-12-05T10:00:00+09:00", "2027-01-20T10:00:00+09:00"];
const ask = (n: number, wishes: readonly string[], actor = owner(n), people = 14) =>
  town.perform(
    askFrames,
    { seasonId, use: { ...use, groupId: groups[n], people }, wishes, words: undefined, isNamed: n === 0 },
    { actor },
  );
const share = (pattern: Pattern) => ({ pattern, from: spring.firstOn, until: spring.lastOn, without: [] });
const tuesday = () => frames.find(({ weekday }) => weekday === 2)?.id ?? "";
const thursday = () => frames.find(({ weekday }) => weekday === 4)?.id ?? "";
const applications: string[] = [];

before(async () => {
  town = await startSite({ connections: 12 });
  manager = await town.addStaff("facility-manager", "石塚 学");
  other = await town.addStaff("approver", "長須 幸子");
  owners = [await town.addResident("一 太郎"), await town.addResident("二 花子"), await town.addResident("三 次郎")];
  groups = [];
  for (const who of owners) groups.push(await town.addGroup([{ who, role: "owner" }], ["school-sports"]));
  seasonId = (await town.perform(openSeason, spring, { actor: manager })).id;
  frames = await listFrames(town.city.db, seasonId);
});
after(() => town.close());

test("transitions of the code and of the database are the same", async () => {
  const { rows } = await sql<{ from: string; to: string }>`
    select from_state as "from", to_state as "to" from allocation.transition`.execute(town.city.db);
  const key = ({ from, to }: { from: string; to: string }) => `${from} ${to}`;
  assert.deepEqual(rows.map(key).sort(), transitions.map(key).sort());
});

test("what a season gives out is not first come, and no other season may keep it; the city may block it", async () => {
  assert.equal(frames.length, 2);
  town.clock.set("2027-03-10T10:00:00+09:00");
  const choice = { spaceId: "hatori-gym-floor", on: "2027-04-06", slots: ["night"] };
  const single = { choice, use: { ...use, groupId: groups[0] } };
  assert.equal(await refusalOf(town.perform(holdSpace, single, { actor: owner(0) })), "facility.in-season");
  const raw = sql`insert into facility.kept_unit select gen_random_uuid(), unit_id, kept_during from facility.kept_unit limit 1`;
  await assert.rejects(raw.execute(town.city.db), /kept_once/);
  const clerk = await town.addStaff("clerk");
  await town.perform(
    blockSpace,
    { choice: { ...choice, on: "2027-05-25" }, kind: "use", reason: "選挙" },
    { actor: clerk },
  );
});

test("groups ask in the window, change and are told at the field what is wrong", async () => {
  town.clock.set("2026-11-30T10:00:00+09:00");
  assert.equal(await refusalOf(ask(0, [tuesday()])), "allocation.not-open");
  town.clock.set(asking);
  assert.equal(await refusalOf(ask(0, [])), "allocation.wish-required");
  assert.equal(await refusalOf(ask(0, [tuesday(), tuesday()])), "allocation.wish-twice");
  assert.equal(await refusalOf(ask(0, [groups[0] ?? ""])), "allocation.wish-unknown");
  assert.equal(await refusalOf(ask(0, [tuesday()], owner(1))), "allocation.group-required", "somebody else's group");
  assert.equal(await refusalOf(ask(0, [tuesday()], owner(0), 9)), "facility.too-few-people", "the ordinance holds");
  const first = await ask(0, [thursday()]);
  applications.push((await ask(0, [tuesday(), thursday()])).id);
  assert.equal(await town.count(sql`select from allocation.application where withdrawn_at is null`), 1);
  assert.notEqual(first.id, applications[0]);
  applications.push((await ask(1, [tuesday()])).id);
  const early = { frameId: tuesday(), applicationId: applications[0] ?? "", share: share("every") };
  assert.equal(await refusalOf(town.perform(giveFrame, early, { actor: manager })), "allocation.staff.still-asking");
  town.clock.set(meeting);
  assert.equal(await refusalOf(ask(2, [tuesday()])), "allocation.window-closed");
  const paper = {
    seasonId,
    use: { ...use, groupId: groups[2] },
    wishes: [tuesday()],
    words: undefined,
    isNamed: false,
  };
  applications.push((await town.perform(enterPaper, paper, { actor: manager })).id);
});

test("a frame is given once in a week: alternate weeks fit beside each other, a third share is refused", async () => {
  const give = (n: number, pattern: Pattern, frameId = tuesday()) =>
    town.perform(
      giveFrame,
      { frameId, applicationId: applications[n] ?? "", share: share(pattern) },
      { actor: manager },
    );
  await town.perform(giveUnopposed, { seasonId }, { actor: manager });
  assert.equal((await listGiven(town.city.db, seasonId)).length, 1, "only Thursday has one wish");
  await give(0, "odd");
  await give(1, "even");
  assert.equal(await refusalOf(give(2, "odd")), "allocation.staff.given-already");
  const race = await Promise.allSettled([give(2, "every", thursday()), give(1, "every", thursday())]);
  assert.ok(race.every(({ status }) => status === "rejected"));
  const [one] = (await listGiven(town.city.db, seasonId)).filter(({ frameId }) => frameId === thursday());
  await town.perform(takeBack, { givenId: one?.id ?? "" }, { actor: manager });
  await give(2, "every", thursday());
});

test("who closes the table does not confirm it: the command says so, and the database", async () => {
  await town.perform(closeTable, { seasonId }, { actor: manager });
  const late = { frameId: thursday(), applicationId: applications[0] ?? "", share: share("odd") };
  assert.equal(await refusalOf(town.perform(giveFrame, late, { actor: manager })), "allocation.table-closed");
  assert.equal(
    await refusalOf(town.perform(confirmTable, { seasonId }, { actor: manager })),
    "allocation.staff.own-table",
  );
  const raw = sql`update allocation.season set confirmed_by = closed_by, confirmed_at = closed_at where id = ${seasonId}`;
  await assert.rejects(raw.execute(town.city.db), /season_confirmed_by_another/);
  const deleting = sql`delete from allocation.given where season_id = ${seasonId}`.execute(town.city.db);
  await assert.rejects(deleting, /given_while_open/);
  await town.perform(reopenTable, { seasonId }, { actor: other });
  await town.perform(closeTable, { seasonId }, { actor: manager });
});

test("confirmed twice at once it is confirmed once; a worker that dies in the middle is followed by one that goes on", async () => {
  const twice = await Promise.allSettled([1, 2].map(() => town.perform(confirmTable, { seasonId }, { actor: other })));
  assert.equal(twice.filter(({ status }) => status === "fulfilled").length, 1);
  const [first = ""] = await listWaiting(town.city.db, seasonId);
  // Dies with a series half made: nothing of it stays.
  const dying: Work["perform"] = (command, input) => town.perform(command, input);
  const crash = dying(async (act) => {
    await bookGiven(act, { givenId: first });
    throw new Error("the worker dies");
  }, undefined);
  await assert.rejects(crash, /dies/);
  assert.equal(await town.count(sql`select from facility.booking where series_id is not null`), 0);
  await town.perform(bookGiven, { givenId: first });
  assert.equal((await findSeason(town.city.db, seasonId))?.state, "confirming");
  await Promise.all([town.runJob("allocation.carry-out"), town.runJob("allocation.carry-out")]);
  await town.drain();
  assert.equal((await findSeason(town.city.db, seasonId))?.state, "done");
  assert.equal(await town.count(sql`select from facility.series where kind = 'season'`), 3);
});

test("every day of the season is a booking of one group, or listed as left out; what is left over is first come", async () => {
  const given = await listGiven(town.city.db, seasonId);
  assert.ok(given.every(({ state }) => state === "booked"));
  const left = given.flatMap(({ leftOut }) => leftOut);
  assert.deepEqual(left, [{ on: "2027-05-25", code: "facility.not-free" }], "the block of the city");
  // 26 weeks of Tuesdays and Thursdays from April to June, without the blocked one.
  assert.equal(await town.count(sql`select from facility.booking where series_id is not null`), 25);
  assert.equal(await town.count(sql`select distinct used_on from facility.booking where series_id is not null`), 25);
  assert.equal(await town.count(sql`select from facility.kept_unit where keeps`), 0);
  for (const n of [0, 1, 2]) assert.ok(town.mailsTo(owner(n)).includes("団体の割り当てが決まりました"), `${n}`);
});

test("the result is public with the names that were allowed, and the group sees its series", async () => {
  const page = await town.browser().get(`/allocations/${seasonId}`);
  assert.equal(page.status, 200);
  assert.match(page.text, /みのり合唱団/);
  assert.match(page.text, /団体利用/);
  const mine = await (await town.signIn(owner(0))).get(`/my/allocations/${applications[0]}`);
  assert.match(mine.text, /\/my\/series\//);
  const strange = await (await town.signIn(owner(1))).get(`/my/allocations/${applications[0]}`);
  assert.equal(strange.status, 404);
});

test("over HTTP from opening to a dropped season: each page answers, errors stand at their fields", async () => {
  const staff = await town.signIn({ ...manager, sessionId: crypto.randomUUID() });
  const form: [string, string][] = [
    ["facility", "hatori-gym"],
    ["name", "秋の調整"],
    ["first", "2027-10-01"],
    ["last", "2027-12-20"],
    ["opens", "2027-01-10"],
    ["closes", "2027-02-10"],
    ["meeting", "2027-03-01"],
    ["wishes", "2"],
    ["most", "1"],
    ["each", "1"],
    ["spaces", "hatori-gym-floor"],
    ["weekdays", "2"],
    ["weekdays", "6"],
    ["slots", "night"],
    ["slots", "am"],
    ["categories", "registered"],
    ["words", ""],
  ];
  assert.equal((await staff.get("/staff/allocations/new?facility=hatori-gym")).status, 200);
  const wrong = await staff.post(
    "/staff/allocations/new",
    form.map(([k, v]) => [k, k === "meeting" ? "2027-02-01" : v]),
  );
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /希望の締め切りより後の日/);
  const opened = await staff.post("/staff/allocations/new", form);
  assert.equal(opened.status, 303);
  const id = opened.location?.split("/").at(-1) ?? "";
  const [frame] = await listFrames(town.city.db, id);
  const group = await town.signIn({ ...owner(0), sessionId: crypto.randomUUID() });
  assert.equal((await group.get(`/allocations/${id}/ask`)).status, 200);
  const answers = {
    group: groups[0] ?? "",
    category: "registered",
    purpose: "ball-games",
    people: "12",
    declarations: "adult",
  };
  const none = await group.post(`/allocations/${id}/ask`, { ...answers, "wish-1": "" });
  assert.equal(none.status, 422);
  const asked = await group.post(`/allocations/${id}/ask`, { ...answers, "wish-1": frame?.id ?? "" });
  assert.equal(asked.status, 303);
  for (const path of [
    "/staff/allocations",
    `/staff/allocations/${id}`,
    `/staff/allocations/frames/${frame?.id}`,
    `/staff/allocations/${id}/paper?q=みのり`,
  ])
    assert.equal((await staff.get(encodeURI(path))).status, 200, path);
  for (const path of ["/my/allocations", asked.location ?? "", `/allocations/${id}`])
    assert.equal((await group.get(path)).status, 200, path);
  await town.perform(dropSeason, { seasonId: id, reason: "改修のため" }, { actor: manager });
  assert.equal(await town.count(sql`select from facility.kept_unit where keeps`), 0);
});
