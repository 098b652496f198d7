import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Act } from "../../../kernel/act.ts";
import type { PersonKeeper } from "../../../kernel/module.ts";
import { findPerson, listPersons } from "../index.ts";
import { identify } from "../store/identify.ts";
import { aBrowser, as, type IdentityTown, identityTown } from "../town.fixture.ts";
import { deleteAccount } from "./delete-account.ts";
import { closeGroup, foundGroup } from "./group.ts";
import { openSession } from "./open-session.ts";
import { changePerson, unlinkSubject } from "./profile.ts";

const kept = new Set<string>();
const forgotten: string[] = [];
const keeper: PersonKeeper = {
  reasonsToKeep: async (_db, personId) => (kept.has(personId) ? ["identity.keep.only-owner"] : []),
  describe: async () => [],
  forget: async (_act, personId) => void forgotten.push(personId),
};

let town: IdentityTown;
before(async () => {
  town = await identityTown({ keepers: () => [keeper] });
});
after(() => town.close());

const signIn = (personId: string) =>
  town.perform(
    (act: Act) => openSession(act, { personId, kind: "resident", method: "passkey", isTwoFactor: true }),
    undefined,
    aBrowser(),
  );
const remove = (personId: string) => town.perform(deleteAccount(town.options), undefined, as(personId));

test("names keep every character as entered", async () => {
  const personId = await town.addPerson();
  for (const name of [
    "髙﨑 𠮷子",
    "葛\u{e0100}城",
    "O’Connor",
    "Null",
    "な",
    "Maria Aparecida dos Santos Oliveira de Souza",
  ]) {
    await town.perform(changePerson, { name, kana: undefined, telephone: undefined, locale: "en" }, as(personId));
    assert.equal((await findPerson(town.city.db, personId))?.name, name);
  }
});

test("an account is not deleted while a module keeps something of it, or while it is a group's only owner", async () => {
  const personId = await town.addPerson();
  kept.add(personId);
  await assert.rejects(remove(personId), { code: "identity.account-in-use" });
  kept.delete(personId);
  const me = as(personId);
  const { groupId } = await town.perform(foundGroup, { name: "見本の会", kana: undefined, purpose: "見本" }, me);
  await assert.rejects(remove(personId), { code: "identity.account-in-use" });
  assert.ok(await findPerson(town.city.db, personId));
  await town.perform(closeGroup, { groupId }, me);
  await remove(personId);
  assert.equal(await findPerson(town.city.db, personId), undefined);
});

test("a deleted account is forgotten by every module, its sessions are dead, and no column of this module names it", async () => {
  const personId = await town.addPerson({ name: "忘れられる 人", mail: "wasure@example.jp" });
  const { token } = await signIn(personId);
  await remove(personId);
  assert.ok(forgotten.includes(personId));
  assert.equal(await identify(town.city, token), undefined);
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'identity'`.execute(town.city.db);
  for (const { name } of rows) {
    const found =
      await sql`select from identity.${sql.id(name)} as row where row::text like ${`%${personId}%`} or row::text like '%忘れられる%'`.execute(
        town.city.db,
      );
    assert.equal(found.rows.length, 0, name);
  }
});

test("only a resident deletes, and only the own account", async () => {
  const clerk = { ...aBrowser(), actor: await town.addStaff("clerk") };
  for (const performer of [clerk, aBrowser()])
    await assert.rejects(town.perform(deleteAccount(town.options), undefined, performer), { status: 403 });
});

test("a way in is removed only while another one is left", async () => {
  const personId = await town.addPerson();
  await sql`insert into identity.external_subject values ('card', 'subject-x', ${personId}, now())`.execute(
    town.city.db,
  );
  await assert.rejects(town.perform(unlinkSubject, { provider: "card" }, as(personId)), {
    code: "identity.last-way-in",
  });
});

test("listPersons leaves out ids that nobody has", async () => {
  const personId = await town.addPerson();
  const found = await listPersons(town.city.db, [personId, "00000000-0000-4000-8000-000000000000"]);
  assert.deepEqual(
    found.map(({ id }) => id),
    [personId],
  );
});
