import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { type Site, startSite } from "../../../../tests/site.fixture.ts";
import { openRound } from "../commands/evaluation/open-round.ts";
import { due2025, omitama } from "../evaluation.fixture.ts";

import { seedEvaluation } from "../seeds/evaluation.ts";
import { seedRevisions } from "../seeds/revision.ts";
import { findSheet, listSheets } from "../store/sheet.ts";

let site: Site;
let path: string;
let sheetId: string;
before(async () => {
  site = await startSite();
  await seedRevisions(site.city, omitama);
  await seedEvaluation({ ...site.city, demo: false }, omitama);
  const opened = await site.perform(openRound, {
    planId: "comprehensive",
    year: 2025,
    due: due2025,
    staffUnitCost: 7_200_000,
    withProjects: false,
  });
  const sheet = (await listSheets(site.city.db, opened.roundId)).find(({ subject }) => subject === "1303");
  assert.ok(sheet);
  sheetId = sheet.id;
  path = `/staff/evaluation/${opened.roundId}/sheets/${sheetId}`;
});
after(() => site.close());

test("residents and visitors get no sheet; another section's clerk reads it and cannot save", async () => {
  const resident = await site.signIn(await site.addResident("山口 はる"));
  assert.equal((await resident.get(path)).status, 403);
  assert.equal((await site.browser().get(path)).status, 303);
  const other = await site.signIn(await site.addStaff("clerk", "ほかの課の人"));
  const page = await other.get(path);
  assert.equal(page.status, 200);
  assert.ok(!page.text.includes('name="version"'), "no form to write in");
  const sent = await other.post(path, { version: "1", do: "save", purpose: "ほかの課の文" });
  assert.equal(sent.status, 403);
  assert.deepEqual((await findSheet(site.city.db, sheetId))?.answers, {});
});

test("the section's clerk saves a draft; what is missing is said at the field, and what was typed is kept", async () => {
  const clerk = await site.addStaff("clerk", "笹目 亮");
  await site.perform(
    ({ tx }) => sql`update plan.sheet set section_id = ${clerk.sectionId} where id = ${sheetId}`.execute(tx),
    undefined,
  );
  const browser = await site.signIn(clerk);
  const saved = await browser.post(path, { version: "1", do: "save", purpose: "市民の声を聴く" });
  assert.deepEqual([saved.status, saved.location], [303, path]);
  const asked = await browser.post(path, { version: "2", do: "submit", purpose: "書きかけの目的" });
  assert.equal(asked.status, 422);
  assert.match(asked.text, /書きかけの目的/);
  assert.match(asked.text, /id="cause-error"/);
  const typedOver = await browser.post(path, { version: "2", do: "save", indicators: "450" });
  assert.equal(typedOver.status, 422);
  assert.deepEqual((await findSheet(site.city.db, sheetId))?.answers, { purpose: "市民の声を聴く" });
  // Another window with the first version, and another text for the same field.
  const both = await browser.post(path, { version: "1", do: "save", purpose: "もう一つの文" });
  assert.equal(both.status, 409);
  assert.match(both.text, /もう一つの文/);
  assert.match(both.text, /市民の声を聴く/);
});

test("a sheet under another round's address does not exist", async () => {
  const clerk = await site.signIn(await site.addStaff("clerk", "だれか"));
  const wrong = path.replace(/evaluation\/[^/]+/, `evaluation/${crypto.randomUUID()}`);
  assert.equal((await clerk.get(wrong)).status, 404);
});
