import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Act } from "../../../kernel/act.ts";
import { listAuditAbout } from "../../../kernel/audit/audit.ts";
import type { Performer } from "../../../kernel/perform.ts";
import { findPerson, registerCallerByStaff, searchPeople } from "../index.ts";
import { addressOf } from "../rules/mail.ts";
import { upsertCategory } from "../store/category.ts";
import { findGroupRow } from "../store/group.ts";
import { identify } from "../store/identify.ts";
import { listRoles, upsertSection } from "../store/staff.ts";
import { aBrowser, as, type IdentityTown, identityTown } from "../town.fixture.ts";
import { foundGroup } from "./group.ts";
import { openSession } from "./open-session.ts";
import { endSessionsOfStaff, grantRole, registerStaff, revokeRole } from "./roles.ts";
import { giveCategory, takeCategory } from "./staff-groups.ts";
import { openPerson } from "./staff-people.ts";

let town: IdentityTown;
let administrator: Performer & { actor: { personId: string } };
let clerk: Performer & { actor: { personId: string } };
before(async () => {
  town = await identityTown();
  administrator = { ...aBrowser(), actor: await town.addStaff("administrator") };
  clerk = { ...aBrowser(), actor: await town.addStaff("clerk") };
});
after(() => town.close());

const grant = (personId: string, changes: object = {}) => ({
  personId,
  role: "clerk" as const,
  sectionId: "bunka",
  until: undefined,
  reason: "見本",
  ...changes,
});
const signedIn = (personId: string) =>
  town.perform(
    (act: Act) => openSession(act, { personId, kind: "staff", method: "passkey", isTwoFactor: true }),
    undefined,
    aBrowser(),
  );
const rolesOf = async (personId: string) =>
  (await listRoles(town.city.db, personId, town.clock.now())).map(({ role }) => role);

test("a person is found by name, reading, old form of a letter, telephone and mail", async () => {
  const id = await town.addPerson({ name: "髙﨑 𠮷子", mail: "yoshiko.t@example.jp", telephone: "0299001234" });
  const find = async (text: string) => (await town.perform(searchPeople, { text }, clerk)).map((one) => one.id);
  for (const text of [
    "高崎",
    "髙﨑",
    "髙﨑 𠮷子",
    "吉子",
    "0299-00-1234",
    "０２９９ー００ー１２３４",
    "yoshiko",
    "001234",
  ])
    assert.deepEqual(await find(text), [id], text);
  for (const text of ["", "子", "%", "__", "' or true --", "山田"]) assert.deepEqual(await find(text), [], text);
});

test("the list of found people says little: no whole number, no whole address", async () => {
  await town.addPerson({ name: "検索 対象", mail: "kensaku@example.jp", telephone: "0299005678" });
  const [found] = await town.perform(searchPeople, { text: "検索" }, clerk);
  const text = JSON.stringify(found);
  assert.equal(/0299005678|kensaku@/.test(text), false);
  assert.equal(found?.telephoneEnd, "5678");
});

test("staff are not found among the residents", async () => {
  await town.addPerson({ name: "職員 検索", kind: "staff", mail: "shokuin@city.example.jp" });
  assert.deepEqual(await town.perform(searchPeople, { text: "職員 検索" }, clerk), []);
});

test("opening a person leaves a row that the person sees; searching leaves no name", async () => {
  const id = await town.addPerson({ name: "見られる 人" });
  await town.perform(searchPeople, { text: "見られる" }, clerk);
  await town.perform(openPerson, { personId: id }, clerk);
  const rows = await listAuditAbout(town.city.db, id);
  assert.deepEqual(
    rows.map(({ what, actor }) => ({ what, actor })),
    [{ what: "identity.person-opened", actor: clerk.actor.personId }],
  );
  const { rows: all } = await sql<{
    text: string;
  }>`select row_to_json(audit_entry)::text as text from kernel.audit_entry`.execute(town.city.db);
  assert.equal(
    all.some(({ text }) => text.includes("見られる")),
    false,
  );
});

test("a resident cannot search, open or register people", async () => {
  const id = await town.addPerson();
  const me = as(id);
  await assert.rejects(town.perform(searchPeople, { text: "見本" }, me), { status: 403 });
  await assert.rejects(town.perform(openPerson, { personId: id }, me), { status: 403 });
  await assert.rejects(town.perform(registerCallerByStaff, { name: "x", telephone: "0299001111" }, me), {
    status: 403,
  });
});

test("a member of staff is not opened as a resident, nor an id that nobody has", async () => {
  for (const personId of [administrator.actor.personId, randomUUID()])
    await assert.rejects(town.perform(openPerson, { personId }, clerk), { status: 404 });
});

test("a caller gets an account to book with; an address that has one already is refused", async () => {
  const caller = { name: "電話 太郎", telephone: "0299002222", mail: addressOf("denwa@example.jp") };
  const id = await town.perform(registerCallerByStaff, caller, clerk);
  assert.equal((await findPerson(town.city.db, id))?.telephone, "0299002222");
  await assert.rejects(town.perform(registerCallerByStaff, caller, clerk), { code: "identity.mail-taken" });
});

test("only an administrator registers staff and gives or takes roles", async () => {
  const { personId } = await town.addStaff("clerk");
  const [held] = await listRoles(town.city.db, personId, town.clock.now());
  const member = { name: "見本", kana: undefined, mail: addressOf("n@city.example.jp") };
  const manager = { ...aBrowser(), actor: await town.addStaff("facility-manager") };
  for (const performer of [clerk, manager, as(await town.addPerson()), aBrowser()]) {
    await assert.rejects(town.perform(registerStaff, member, performer), { status: 403 });
    await assert.rejects(town.perform(grantRole, grant(personId, { role: "approver" }), performer), { status: 403 });
    await assert.rejects(town.perform(revokeRole, { personId, roleId: held?.id ?? "", reason: "x" }, performer), {
      status: 403,
    });
    await assert.rejects(town.perform(endSessionsOfStaff, { personId, reason: "x" }, performer), { status: 403 });
  }
  assert.deepEqual(await rolesOf(personId), ["clerk"]);
});

test("a role that is given or taken ends the person's sessions (abuse 28)", async () => {
  const { personId } = await town.addStaff("clerk");
  const first = await signedIn(personId);
  await town.perform(grantRole, grant(personId, { role: "approver" }), administrator);
  assert.equal(await identify(town.city, first.token), undefined);
  const second = await signedIn(personId);
  const [held] = await listRoles(town.city.db, personId, town.clock.now());
  await town.perform(revokeRole, { personId, roleId: held?.id ?? "", reason: "異動" }, administrator);
  assert.equal(await identify(town.city, second.token), undefined);
  assert.deepEqual(await rolesOf(personId), ["clerk"]);
});

test("an administrator cannot change the own roles, and PostgreSQL says so too", async () => {
  const { personId } = administrator.actor;
  await assert.rejects(town.perform(grantRole, grant(personId, { role: "auditor" }), administrator), {
    code: "identity.staff.own-roles",
  });
  const own = sql`insert into identity.staff_role (id, person_id, role, section_id, valid_from, granted_by)
    values (gen_random_uuid(), ${personId}, 'auditor', 'bunka', now(), ${personId})`;
  await assert.rejects(own.execute(town.city.db), { constraint: "staff_role_not_own" });
});

test("a role is held once, in one section, by staff only, and not in the past", async () => {
  const { personId } = await town.addStaff("clerk");
  await town.perform((act: Act) => upsertSection(act.tx, { id: "zaisei", name: "見本課2", position: 2 }), undefined);
  const refused = (changes: object, code: string) =>
    assert.rejects(town.perform(grantRole, grant(personId, changes), administrator), { code });
  await refused({}, "identity.staff.role-held");
  await refused({ role: "approver", sectionId: "zaisei" }, "identity.staff.one-section");
  const fresh = grant(await town.addPerson({ kind: "staff" }), { sectionId: "nowhere" });
  await assert.rejects(town.perform(grantRole, fresh, administrator), { code: "identity.staff.section-unknown" });
  await refused({ role: "approver", until: new Date(town.clock.now()) }, "identity.staff.role-in-past");
  const resident = await town.addPerson();
  await assert.rejects(town.perform(grantRole, grant(resident), administrator), { status: 404 });
  const sneaky = sql`insert into identity.staff_role (id, person_id, role, section_id, valid_from)
    values (gen_random_uuid(), ${resident}, 'clerk', 'bunka', now())`;
  await assert.rejects(sneaky.execute(town.city.db), { constraint: "staff_role_is_for_staff" });
});

test("a role counts at its section's facilities, or at all if it was given so; and only one of counters can be", async () => {
  const personId = await town.addPerson({ kind: "staff" });
  await town.perform(grantRole, grant(personId), administrator);
  await town.perform(grantRole, grant(personId, { role: "approver", everywhere: true }), administrator);
  const [row] = await listAuditAbout(town.city.db, personId);
  assert.equal(row?.what, "identity.role-granted-approver-everywhere");
  const { token } = await signedIn(personId);
  const actor = await identify(town.city, token);
  assert.deepEqual(actor?.kind === "staff" && [actor.roles, actor.everywhere], [["approver", "clerk"], ["approver"]]);
  const wide = grant(personId, { role: "auditor", everywhere: true });
  await assert.rejects(town.perform(grantRole, wide, administrator), { code: "identity.staff.not-everywhere" });
  const sneaky = sql`insert into identity.staff_role (id, person_id, role, section_id, valid_from, everywhere)
    values (gen_random_uuid(), ${personId}, 'planner', 'bunka', now(), true)`;
  await assert.rejects(sneaky.execute(town.city.db), { constraint: "staff_role_everywhere_at_counters" });
});

test("who gives or takes a role is on record with the reason", async () => {
  const { personId } = await town.addStaff("clerk");
  await town.perform(grantRole, grant(personId, { role: "auditor", reason: "4月の異動" }), administrator);
  const [row] = await listAuditAbout(town.city.db, personId);
  assert.deepEqual(
    [row?.what, row?.reason, row?.actor],
    ["identity.role-granted-auditor", "4月の異動", administrator.actor.personId],
  );
});

test("categories are given by a facility manager only, with a reason, and only those of the city", async () => {
  const owner = as(await town.addPerson());
  const { groupId } = await town.perform(foundGroup, { name: "見本の会", kana: undefined, purpose: "見本" }, owner);
  await town.perform(
    (act: Act) => upsertCategory(act.tx, { id: "culture", name: "登録文化団体", position: 1 }),
    undefined,
  );
  const manager = { ...aBrowser(), actor: await town.addStaff("facility-manager") };
  const give = { groupId, category: "culture", reason: "会則を見た" };
  for (const performer of [clerk, owner])
    await assert.rejects(town.perform(giveCategory, give, performer), { status: 403 });
  await assert.rejects(town.perform(giveCategory, { ...give, category: "gold" }, manager), {
    code: "identity.staff.category-unknown",
  });
  await town.perform(giveCategory, give, manager);
  assert.deepEqual((await findGroupRow(town.city.db, groupId))?.categories, ["culture"]);
  await town.perform(takeCategory, { ...give, reason: "年度が替わった" }, manager);
  assert.deepEqual((await findGroupRow(town.city.db, groupId))?.categories, []);
});
