import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Refusal } from "../../../kernel/refusal.ts";
import { readPaperCode } from "../rules/enrolment.ts";
import { addressOf } from "../rules/mail.ts";
import { listSections } from "../store/staff.ts";
import { as, type IdentityTown, identityTown } from "../town.fixture.ts";
import { appointFirstAdministrator } from "./first-administrator.ts";
import { loadTown } from "./load-town.ts";

let town: IdentityTown;
before(async () => {
  town = await identityTown();
  const sections = [{ id: "joho", name: "情報政策課" }];
  await town.perform(loadTown, { sections, categories: [{ id: "culture", name: "登録文化団体" }] });
});
after(() => town.close());

const first = { name: "織田 隆", mail: addressOf("orita@city.example.jp"), sectionId: "joho" };
const refusedAs = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test("the command line appoints a city's first administrator, and gives a code on paper", async () => {
  const code = await town.perform(appointFirstAdministrator, first);
  assert.equal(readPaperCode(code), code);
});

test("the same address again gives a new code and no second account", async () => {
  const codes = [
    await town.perform(appointFirstAdministrator, first),
    await town.perform(appointFirstAdministrator, first),
  ];
  assert.notEqual(codes[0], codes[1]);
});

test("a second administrator is not made by the command line, and nobody is by a person", async () => {
  const second = { ...first, mail: addressOf("other@city.example.jp") };
  await assert.rejects(town.perform(appointFirstAdministrator, second), refusedAs("forbidden"));
  const personId = await town.addPerson({ mail: "hanako@example.jp" });
  await assert.rejects(town.perform(appointFirstAdministrator, second, as(personId)), refusedAs("forbidden"));
});

test("a resident's address does not become an administrator's", async () => {
  const taken = { ...first, mail: addressOf("hanako@example.jp") };
  await assert.rejects(town.perform(appointFirstAdministrator, taken), refusedAs("identity.mail-taken"));
});

test("sections and categories can be loaded again, with other names", async () => {
  await town.perform(loadTown, { sections: [{ id: "joho", name: "デジタル課" }], categories: [] });
  assert.deepEqual(await listSections(town.city.db), [{ id: "joho", name: "デジタル課", position: 0 }]);
});
