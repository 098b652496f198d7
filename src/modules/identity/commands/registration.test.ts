import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Actor } from "../../../kernel/actor.ts";
import type { Performer } from "../../../kernel/perform.ts";
import { findGroup } from "../index.ts";
import { addGroup, addKinds, deemed, type SampleGroup, school } from "../registration.fixture.ts";
import { registrationMoves, registrationStates } from "../rules/registration-states.ts";
import { listRegistrations, listRegistrationsOf } from "../store/registration.ts";
import { as, type IdentityTown, identityTown } from "../town.fixture.ts";
import { closeGroup } from "./group.ts";
import { applyForRegistration, sendChangeNotice, withdrawRegistration } from "./registration.ts";
import { watchTerms } from "./registration-terms.ts";
import { addToRoster } from "./roster.ts";
import {
  answerChangeNotice,
  deemRegistered,
  moveRegistration,
  openRegistration,
  registerGroup,
} from "./staff-registrations.ts";

let town: IdentityTown;
let staff: Performer;
before(async () => {
  town = await identityTown();
  await addKinds(town);
  staff = { actor: await town.addStaff("facility-manager") };
});
after(() => town.close());

const standing = async ({ groupId }: SampleGroup) => (await findGroup(town.city.db, groupId))?.registration;
const newest = async ({ groupId }: SampleGroup) => {
  const [first] = await listRegistrationsOf(town.city.db, groupId);
  assert.ok(first);
  return first;
};
const lastMail = () => town.mails.at(-1);

async function apply({ groupId, owner }: SampleGroup): Promise<string> {
  const asked = { groupId, kindId: school.id, district: undefined };
  return (await town.perform(applyForRegistration, asked, owner)).registrationId;
}
const register = (registrationId: string, who = staff) =>
  town.perform(registerGroup(town.options), { registrationId }, who);
const move = (registrationId: string, deed: "return" | "refuse" | "suspend" | "resume" | "end", who = staff) =>
  town.perform(
    moveRegistration(town.options),
    { registrationId, deed, words: "理由", marked: deed === "return" ? ["roster"] : [] },
    who,
  );
async function registered(others = 9, local = 9): Promise<SampleGroup & { id: string }> {
  const group = await addGroup(town, others, local);
  const id = await apply(group);
  await register(id);
  return { ...group, id };
}

test("a group that never applied has no standing, but its roster is counted", async () => {
  const group = await addGroup(town, 3, 2);
  const found = await standing(group);
  assert.equal(found?.state, "none");
  assert.deepEqual([found?.members, found?.localMembers, found?.hasResponsibleAdult], [4, 3, true]);
});

test("what the kind asks for must be there before a group can apply: nine people, or no rules, are refused", async () => {
  const refused = { code: "identity.registration-needs" };
  await assert.rejects(apply(await addGroup(town, 8, 8)), refused);
  await assert.rejects(apply(await addGroup(town, 9, 9, false)), refused);
  await assert.rejects(apply(await addGroup(town, 10, 4)), refused, "5 of 11 are not half");
  await apply(await addGroup(town, 9, 4));
});

test("registered until the end of the fiscal year, with the categories that the kind gives by share", async () => {
  const most = await registered(9, 9);
  assert.deepEqual((await findGroup(town.city.db, most.groupId))?.categories, ["resident-group", "school-sports"]);
  const found = await standing(most);
  assert.equal(found?.state, "registered");
  assert.deepEqual(found?.kinds, ["school-sports"]);
  assert.match(found?.validUntil ?? "", /-03-31$/);
  assert.equal(lastMail()?.kind, "identity.registration-registered");
  const half = await registered(9, 4);
  assert.deepEqual((await findGroup(town.city.db, half.groupId))?.categories, ["school-sports"]);
});

test("the state machine in the code and in the database are one table", async () => {
  const { rows } = await sql<{ from_state: string; to_state: string }>`
    select from_state, to_state from identity.registration_transition`.execute(town.city.db);
  const listed = registrationStates.flatMap((from) => registrationMoves[from].map((to) => `${from} ${to}`));
  assert.deepEqual(rows.map(({ from_state, to_state }) => `${from_state} ${to_state}`).sort(), listed.sort());
});

test("a move that the table does not name is refused by the database itself", async () => {
  const group = await addGroup(town, 9, 9);
  const id = await apply(group);
  await assert.rejects(
    sql`update identity.registration set state = 'expired', valid_from = '2026-01-01', valid_until = '2026-01-02'
      where id = ${id}`.execute(town.city.db),
    { constraint: "registration_move_known" },
  );
});

test("sent back with marks and words, corrected, handed in again: one registration with its history", async () => {
  const group = await addGroup(town, 9, 9);
  const id = await apply(group);
  await assert.rejects(
    town.perform(moveRegistration(town.options), { registrationId: id, deed: "return", words: "x", marked: [] }, staff),
    { field: "marked" },
  );
  await move(id, "return");
  assert.deepEqual([(await newest(group)).state, (await newest(group)).marked], ["returned", ["roster"]]);
  assert.equal((await standing(group))?.state, "applied");
  assert.equal(await apply(group), id);
  await assert.rejects(apply(group), { code: "identity.registration-waiting" });
  await register(id);
  assert.equal((await newest(group)).words, "");
});

test("refused, suspended, resumed and ended: each with words, a mail and a standing", async () => {
  const refused = await addGroup(town, 9, 9);
  await move(await apply(refused), "refuse");
  assert.equal((await standing(refused))?.state, "refused");
  const group = await registered();
  await move(group.id, "suspend");
  assert.equal((await standing(group))?.state, "suspended");
  assert.deepEqual((await findGroup(town.city.db, group.groupId))?.categories, [], "what it gives rests meanwhile");
  await move(group.id, "resume");
  assert.equal((await standing(group))?.state, "registered");
  await move(group.id, "end");
  assert.equal((await standing(group))?.state, "expired");
  assert.deepEqual([lastMail()?.kind, lastMail()?.params?.["words"]], ["identity.registration-ended", "理由"]);
  await assert.rejects(move(group.id, "resume"), { code: "identity.staff.registration-moved" });
});

test("only a facility manager decides, and every look at a roster is in the audit log", async () => {
  const group = await addGroup(town, 9, 9);
  const id = await apply(group);
  for (const role of ["clerk", "administrator", "auditor"] as const)
    await assert.rejects(register(id, { actor: await town.addStaff(role) }), { status: 403 });
  await assert.rejects(town.perform(openRegistration, { registrationId: id }, group.owner), { status: 403 });
  await town.perform(openRegistration, { registrationId: id }, staff);
  const { rows } = await sql`select from kernel.audit_entry where what = 'identity.registration-opened'
    and subject = ${`registration/${id}`}`.execute(town.city.db);
  assert.equal(rows.length, 1);
});

test("nobody decides about a group with their own name on the roster, nor about one in which they are", async () => {
  const group = await addGroup(town, 8, 8);
  const own = (await town.addStaff("facility-manager", "長須　幸子")) as Actor & { kind: "staff" };
  const there = { groupId: group.groupId, name: "長須幸子", residence: "lives", ageGroup: "adult" } as const;
  await town.perform(addToRoster, there, group.owner);
  const id = await apply(group);
  await assert.rejects(register(id, { actor: own }), { code: "identity.staff.registration-own-name" });
  await sql`update identity.group_member set person_id = ${own.personId}, name = 'x'
    where group_id = ${group.groupId} and name = '長須幸子'`.execute(town.city.db);
  await assert.rejects(
    sql`update identity.registration set decided_by = ${own.personId} where id = ${id}`.execute(town.city.db),
    { constraint: "registration_not_own_group" },
  );
  await register(id);
});

test("a stranger can neither apply for a group, nor withdraw, nor tell its changes", async () => {
  const group = await registered();
  const stranger = as(await town.addPerson());
  const { groupId, id } = group;
  for (const attempt of [
    () => town.perform(applyForRegistration, { groupId, kindId: school.id, district: undefined }, stranger),
    () => town.perform(withdrawRegistration, { groupId, registrationId: id }, stranger),
    () => town.perform(sendChangeNotice, { groupId, registrationId: id, words: undefined }, stranger),
  ])
    await assert.rejects(attempt(), { status: 404 });
  const mine = await registered();
  const theirs = { groupId: mine.groupId, registrationId: id };
  await assert.rejects(town.perform(withdrawRegistration, theirs, mine.owner), { status: 404 });
});

test("a change is told and taken: until then the roster that was handed in counts", async () => {
  const group = await registered(9, 9);
  const { groupId, owner, id } = group;
  const notice = { groupId, registrationId: id, words: undefined };
  await assert.rejects(town.perform(sendChangeNotice, notice, owner), { code: "identity.notice-nothing" });
  for (let n = 0; n < 10; n++)
    await town.perform(addToRoster, { groupId, name: `新しい人 ${n}`, residence: "outside", ageGroup: "adult" }, owner);
  await town.perform(sendChangeNotice, notice, owner);
  assert.equal((await standing(group))?.members, 10);
  await assert.rejects(town.perform(sendChangeNotice, notice, owner), { code: "identity.notice-waiting" });
  assert.ok((await listRegistrations(town.city.db, "waiting", 500)).some((one) => one.id === id && one.hasNotice));
  const answer = { registrationId: id, answer: "taken", words: undefined } as const;
  await town.perform(answerChangeNotice(town.options), answer, staff);
  const found = await standing(group);
  assert.deepEqual([found?.members, found?.localMembers], [20, 10]);
  const categories = (await findGroup(town.city.db, groupId))?.categories;
  assert.deepEqual(categories, ["school-sports"], "10 of 20 are less than 60 %: the category by share is gone");
});

test("a deemed registration needs no roster and no application, but a reason and the right kind", async () => {
  const group = await addGroup(town, 0, 0, false);
  const ask = { groupId: group.groupId, kindId: deemed.id, until: undefined, reason: "行政区の一覧で確かめた" };
  await assert.rejects(town.perform(deemRegistered, { ...ask, kindId: school.id }, staff), { field: "kind" });
  await town.perform(deemRegistered, ask, staff);
  const found = await standing(group);
  assert.deepEqual([found?.state, found?.isDeemed, found?.members], ["registered", true, 0]);
  await assert.rejects(town.perform(deemRegistered, ask, staff), { code: "identity.registration-once" });
  const mine = { groupId: group.groupId, kindId: deemed.id, district: undefined };
  await assert.rejects(town.perform(applyForRegistration, mine, group.owner), { status: 404 });
});

test("before the end: one reminder for each day that was set, a renewal that takes the roster over, then no gap", async () => {
  const group = await registered();
  const validUntil = (await newest(group)).validUntil ?? "";
  await assert.rejects(apply(group), { code: "identity.registration-valid" });
  const mailsOf = (kind: string) =>
    town.mails.filter((mail) => mail.kind === kind && mail.link?.includes(group.groupId)).length;
  const watch = () => town.perform((act) => watchTerms(act, town.options), undefined);
  const moveTo = (day: string) => town.clock.advance(Date.parse(`${day}T03:00:00Z`) - town.clock.now().getTime());
  await watch();
  assert.equal(mailsOf("identity.registration-ending"), 0);
  const year = validUntil.slice(0, 4);
  moveTo(`${year}-02-01`);
  await watch();
  await watch();
  assert.equal(mailsOf("identity.registration-ending"), 1);
  moveTo(`${year}-03-20`);
  await watch();
  assert.equal(mailsOf("identity.registration-ending"), 2);
  const id = await apply(group);
  await register(id);
  const renewed = await newest(group);
  assert.deepEqual([renewed.validFrom, renewed.validUntil], [`${year}-04-01`, `${Number(year) + 1}-03-31`]);
  assert.equal((await standing(group))?.validUntil, `${Number(year) + 1}-03-31`, "a booking in May may count on it");
  moveTo(`${year}-04-02`);
  await watch();
  assert.equal(mailsOf("identity.registration-expired"), 0, "what is renewed does not end for the group");
  assert.equal((await standing(group))?.state, "registered");
  moveTo(`${Number(year) + 1}-04-01`);
  await watch();
  assert.equal((await standing(group))?.state, "expired");
  assert.equal(mailsOf("identity.registration-expired"), 1);
});

test("a group that closes ends its registration", async () => {
  const group = await registered();
  await town.perform(closeGroup, { groupId: group.groupId }, group.owner);
  assert.equal((await newest(group)).state, "ended");
});
