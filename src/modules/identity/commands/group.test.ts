import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Performer } from "../../../kernel/perform.ts";
import { findGroup, listGroupsOf, roleInGroup } from "../index.ts";
import { countRoster, isMostlyLocal } from "../rules/group.ts";
import { addressOf } from "../rules/mail.ts";
import { listDocuments } from "../store/document.ts";
import { listInvitationsOf, listInvitationsTo } from "../store/invitation.ts";
import { listMembers } from "../store/member.ts";
import { as, type IdentityTown, identityTown } from "../town.fixture.ts";
import type { GroupRole } from "../types.ts";
import { addDocument, removeDocument } from "./document.ts";
import { closeGroup, editGroup, foundGroup, leaveGroup } from "./group.ts";
import { answerInvitation, invite, withdrawInvitation } from "./invitation.ts";
import { addToRoster, changeMember, removeMember } from "./roster.ts";

let town: IdentityTown;
before(async () => {
  town = await identityTown();
});
after(() => town.close());

let count = 0;
const texts = { name: "見本の会", kana: undefined, purpose: "見本" };

async function somebody(): Promise<{ id: string; mail: string; performer: Performer }> {
  const mail = `member${++count}@example.jp`;
  const id = await town.addPerson({ mail });
  return { id, mail, performer: as(id) };
}

async function group() {
  const owner = await somebody();
  const { groupId } = await town.perform(foundGroup, texts, owner.performer);
  return { groupId, owner };
}

async function join(groupId: string, owner: Performer, role: GroupRole) {
  const person = await somebody();
  await town.perform(invite(town.options), { groupId, mail: addressOf(person.mail), role }, owner);
  const [invitation] = await listInvitationsTo(town.city.db, person.mail, town.clock.now());
  await town.perform(answerInvitation, { invitationId: invitation?.id ?? "", accept: true }, person.performer);
  return person;
}

const membersOf = (groupId: string) => listMembers(town.city.db, groupId);
const memberId = async (groupId: string, personId: string) =>
  (await membersOf(groupId)).find((member) => member.personId === personId)?.id ?? "";

const unsaid = { residence: undefined, ageGroup: undefined, isResponsible: false } as const;

test("who founds a group owns it, and the front door says so", async () => {
  const { groupId, owner } = await group();
  assert.equal(await roleInGroup(town.city.db, groupId, owner.id), "owner");
  assert.deepEqual(await listGroupsOf(town.city.db, owner.id), [
    { id: groupId, name: "見本の会", role: "owner", categories: [] },
  ]);
});

test("a group of others does not exist for anybody else, whatever they try (abuse 27)", async () => {
  const { groupId, owner } = await group();
  const member = await memberId(groupId, owner.id);
  const stranger = (await somebody()).performer;
  const file = { name: "a.pdf", bytes: Buffer.from("%PDF-1.7\n%%EOF") };
  const tries = [
    () => town.perform(editGroup, { groupId, ...texts }, stranger),
    () => town.perform(leaveGroup, { groupId }, stranger),
    () => town.perform(closeGroup, { groupId }, stranger),
    () => town.perform(addToRoster, { groupId, name: "x", residence: "lives", ageGroup: "adult" }, stranger),
    () => town.perform(changeMember, { groupId, memberId: member, role: "member", ...unsaid }, stranger),
    () => town.perform(removeMember, { groupId, memberId: member }, stranger),
    () => town.perform(invite(town.options), { groupId, mail: addressOf("x@example.jp"), role: "member" }, stranger),
    () => town.perform(addDocument, { groupId, kind: "rules", file }, stranger),
  ];
  for (const one of tries) await assert.rejects(one(), { status: 404 });
  assert.equal((await membersOf(groupId)).length, 1);
});

test("a member of another group cannot reach a member, invitation or paper by naming it under the own group", async () => {
  const mine = await group();
  const theirs = await group();
  const member = await memberId(theirs.groupId, theirs.owner.id);
  const { performer } = mine.owner;
  await town.perform(
    invite(town.options),
    { groupId: theirs.groupId, mail: addressOf("z@example.jp"), role: "member" },
    theirs.owner.performer,
  );
  const [invitation] = await listInvitationsOf(town.city.db, theirs.groupId, town.clock.now());
  const { groupId } = mine;
  await assert.rejects(town.perform(removeMember, { groupId, memberId: member }, performer), { status: 404 });
  await assert.rejects(
    town.perform(changeMember, { groupId, memberId: member, role: "member", ...unsaid }, performer),
    { status: 404 },
  );
  await assert.rejects(town.perform(withdrawInvitation, { groupId, invitationId: invitation?.id ?? "" }, performer), {
    status: 404,
  });
});

test("an officer keeps the roster, but gives no roles, closes nothing, and takes no officer off", async () => {
  const { groupId, owner } = await group();
  const officer = await join(groupId, owner.performer, "officer");
  const member = await join(groupId, owner.performer, "member");
  await town.perform(
    addToRoster,
    { groupId, name: "名簿の人", residence: "lives", ageGroup: "adult" },
    officer.performer,
  );
  const theirs = await memberId(groupId, member.id);
  const refused = { code: "identity.group-role" };
  const promote = { groupId, memberId: theirs, role: "owner", ...unsaid } as const;
  await assert.rejects(town.perform(changeMember, promote, officer.performer), refused);
  await assert.rejects(town.perform(closeGroup, { groupId }, officer.performer), refused);
  const boss = await memberId(groupId, owner.id);
  await assert.rejects(town.perform(removeMember, { groupId, memberId: boss }, officer.performer), refused);
  await assert.rejects(
    town.perform(invite(town.options), { groupId, mail: addressOf("n@example.jp"), role: "owner" }, officer.performer),
    refused,
  );
  await town.perform(removeMember, { groupId, memberId: theirs }, officer.performer);
});

test("a member sees the group, and changes nothing in it", async () => {
  const { groupId, owner } = await group();
  const member = await join(groupId, owner.performer, "member");
  const refused = { code: "identity.group-role" };
  await assert.rejects(town.perform(editGroup, { groupId, ...texts }, member.performer), refused);
  await assert.rejects(
    town.perform(addToRoster, { groupId, name: "x", residence: "lives", ageGroup: "adult" }, member.performer),
    refused,
  );
});

test("the last owner cannot leave, be taken off, or become a member", async () => {
  const { groupId, owner } = await group();
  const officer = await join(groupId, owner.performer, "officer");
  const boss = await memberId(groupId, owner.id);
  const refused = { code: "identity.last-owner" };
  await assert.rejects(town.perform(leaveGroup, { groupId }, owner.performer), refused);
  await assert.rejects(town.perform(removeMember, { groupId, memberId: boss }, owner.performer), refused);
  const step = { groupId, memberId: boss, role: "member", ...unsaid } as const;
  await assert.rejects(town.perform(changeMember, step, owner.performer), refused);
  const promote = {
    groupId,
    memberId: await memberId(groupId, officer.id),
    role: "owner",
    ...unsaid,
  } as const;
  await town.perform(changeMember, promote, owner.performer);
  await town.perform(leaveGroup, { groupId }, owner.performer);
  assert.equal(await roleInGroup(town.city.db, groupId, owner.id), undefined);
});

test("of two owners who leave at the same moment, one stays", async () => {
  for (let round = 0; round < 10; round++) {
    const { groupId, owner } = await group();
    const second = await join(groupId, owner.performer, "owner");
    const left = await Promise.allSettled([
      town.perform(leaveGroup, { groupId }, owner.performer),
      town.perform(leaveGroup, { groupId }, second.performer),
    ]);
    assert.equal(left.filter(({ status }) => status === "fulfilled").length, 1, `round ${round}`);
    assert.equal((await membersOf(groupId)).filter(({ role }) => role === "owner").length, 1);
  }
});

test("an invitation is for its address only, once, and ends after 30 days", async () => {
  const { groupId, owner } = await group();
  const invited = await somebody();
  const other = await somebody();
  const ask = { groupId, mail: addressOf(invited.mail.toUpperCase()), role: "member" } as const;
  await town.perform(invite(town.options), ask, owner.performer);
  await assert.rejects(town.perform(invite(town.options), ask, owner.performer), { code: "identity.already-invited" });
  const [invitation] = await listInvitationsTo(town.city.db, invited.mail, town.clock.now());
  const answer = { invitationId: invitation?.id ?? "", accept: true };
  await assert.rejects(town.perform(answerInvitation, answer, other.performer), { status: 404 });
  await town.perform(answerInvitation, answer, invited.performer);
  await assert.rejects(town.perform(answerInvitation, answer, invited.performer), { status: 404 });
  assert.equal(await roleInGroup(town.city.db, groupId, invited.id), "member");

  await town.perform(invite(town.options), { ...ask, mail: addressOf(other.mail) }, owner.performer);
  town.clock.advance(30 * 86_400_000);
  assert.deepEqual(await listInvitationsTo(town.city.db, other.mail, town.clock.now()), []);
  await town.perform(invite(town.options), { ...ask, mail: addressOf(other.mail) }, owner.performer);
});

test("inviting says nothing about whether an address has an account", async () => {
  const { groupId, owner } = await group();
  const known = await somebody();
  const ask = (mail: string) =>
    town.perform(invite(town.options), { groupId, mail: addressOf(mail), role: "member" }, owner.performer);
  assert.equal(await ask(known.mail), await ask("nobody@example.jp"));
  assert.deepEqual(
    town.mails.slice(-2).map(({ kind }) => kind),
    ["identity.invited", "identity.invited"],
  );
});

test("a name on the roster has no account, so it can have no role (constraint too)", async () => {
  const { groupId, owner } = await group();
  await town.perform(
    addToRoster,
    { groupId, name: "名簿の人", residence: "outside", ageGroup: "adult" },
    owner.performer,
  );
  const entry = (await membersOf(groupId)).find(({ personId }) => personId === undefined);
  const change = { groupId, memberId: entry?.id ?? "", role: "officer", ...unsaid } as const;
  await assert.rejects(town.perform(changeMember, change, owner.performer), { code: "identity.role-needs-account" });
  await assert.rejects(
    sql`update identity.group_member set role = 'owner' where id = ${entry?.id}`.execute(town.city.db),
    {
      constraint: "group_member_role_needs_account",
    },
  );
});

test("a closed group is gone from lists and roles, and keeps its name for old bookings", async () => {
  const { groupId, owner } = await group();
  await town.perform(closeGroup, { groupId }, owner.performer);
  assert.deepEqual(await listGroupsOf(town.city.db, owner.id), []);
  assert.equal(await roleInGroup(town.city.db, groupId, owner.id), undefined);
  assert.equal((await findGroup(town.city.db, groupId))?.name, "見本の会");
  await assert.rejects(town.perform(editGroup, { groupId, ...texts }, owner.performer), { status: 404 });
});

test("the local share counts nobody by silence", () => {
  const roster = (yes: number, no: number, unsaid: number) =>
    countRoster([
      ...Array.from({ length: yes }, () => ({ isLocal: true })),
      ...Array.from({ length: no }, () => ({ isLocal: false })),
      ...Array.from({ length: unsaid }, () => ({ isLocal: undefined })),
    ]);
  assert.equal(isMostlyLocal(roster(6, 4, 0)), true);
  assert.equal(isMostlyLocal(roster(5, 5, 0)), false);
  assert.equal(isMostlyLocal(roster(5, 4, 1)), undefined);
  assert.equal(isMostlyLocal(roster(6, 0, 5)), true);
  assert.equal(isMostlyLocal(roster(1, 8, 1)), false);
  assert.equal(isMostlyLocal(roster(0, 0, 0)), undefined);
});

test("a paper is what its content says; one that lies about its type is refused and leaves nothing", async () => {
  const { groupId, owner } = await group();
  const pdf = Buffer.from("%PDF-1.7\n%%EOF");
  const lie = { groupId, kind: "rules", file: { name: "会則.png", bytes: pdf } } as const;
  await assert.rejects(town.perform(addDocument, lie, owner.performer), { code: "kernel.file-lies", field: "file" });
  assert.deepEqual(await listDocuments(town.city.db, groupId), []);
  await town.perform(addDocument, { groupId, kind: "rules", file: { name: "会則.pdf", bytes: pdf } }, owner.performer);
  const [paper] = await listDocuments(town.city.db, groupId);
  assert.equal(paper?.type, "application/pdf");
  const stranger = await group();
  const take = { groupId: stranger.groupId, documentId: paper?.id ?? "" };
  await assert.rejects(town.perform(removeDocument, take, stranger.owner.performer), { status: 404 });
  await town.perform(removeDocument, { groupId, documentId: paper?.id ?? "" }, owner.performer);
  assert.deepEqual(await listDocuments(town.city.db, groupId), []);
});
