import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { readPeople } from "./people-file.ts";
import { seedIdentity } from "./seeds.ts";
import { findPersonByMail, findPersonBySubject } from "./store/person.ts";
import { listStaff } from "./store/staff.ts";
import { type IdentityTown, identityTown } from "./town.fixture.ts";

const folder = new URL("../../../cities/omitama/", import.meta.url);

let town: IdentityTown;
before(async () => {
  town = await identityTown({ sampleSubject: (key, kind) => ({ provider: kind, subject: `subject-of-${key}` }) });
});
after(() => town.close());

test("the sample city has residents, groups, and staff of every role, each with a section", async () => {
  await seedIdentity(town.city, folder, town.options);
  const staff = await listStaff(town.city.db, town.clock.now());
  const roles = new Set(staff.flatMap((member) => member.roles));
  assert.deepEqual([...roles].sort(), [
    "administrator",
    "approver",
    "auditor",
    "clerk",
    "facility-manager",
    "finance",
    "planner",
  ]);
  assert.ok(staff.every(({ sectionName }) => sectionName !== undefined));
  const { residents, groups } = await readPeople(folder);
  assert.ok(residents.length >= 6 && groups.length >= 4);
  assert.equal((await findPersonBySubject(town.city.db, "resident", "subject-of-yamaguchi"))?.name, "山口 はる");
});

test("planting a second time changes nothing", async () => {
  const count = async () =>
    (await sql<{ n: number }>`select count(*) as n from identity.person`.execute(town.city.db)).rows[0]?.n;
  const earlier = await count();
  await seedIdentity(town.city, folder, town.options);
  assert.equal(await count(), earlier);
});

test("nobody in the sample could be written to or called: reserved domains, numbers of zeros", async () => {
  const { residents, staff } = await readPeople(folder);
  for (const { mail } of [...residents, ...staff]) assert.match(mail, /\.example$/);
  for (const { telephone } of residents) assert.match(telephone ?? "029900", /^029900/);
  assert.ok(await findPersonByMail(town.city.db, residents[0]?.mail ?? ""));
});
