import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sql } from "kysely";
import { makeKey, showKeyOnce } from "../../src/modules/plan/commands/figure/keys.ts";
import { seedFigure } from "../../src/modules/plan/seeds/figure.ts";
import { seedRevisions } from "../../src/modules/plan/seeds/revision.ts";
import { type Site, startSite } from "../site.fixture.ts";

const omitama = new URL("../../cities/omitama/", import.meta.url);
const values = "/api/v1/plans/comprehensive/values";
const root = "/staff/plan/comprehensive";

describe("figures over HTTP", () => {
  let site: Site;
  before(async () => {
    site = await startSite();
    await seedRevisions(site.city, omitama);
    await seedFigure(site.city, omitama);
  });
  after(() => site.close());

  const post = (headers: Record<string, string>, body: string) =>
    site.browser().ask(values, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
  const message = JSON.stringify({
    values: [{ indicator: "website-views", year: 2025, value: "4,512,000", source: "月報" }],
  });

  test("a program brings a value with its key, and without one or with a wrong one nothing", async () => {
    const planner = await site.addStaff("planner");
    const { sealed } = await site.perform(makeKey, { planId: "comprehensive", name: "月報" }, { actor: planner });
    const secret = await site.perform(showKeyOnce, sealed, { actor: planner });
    assert.equal((await post({}, message)).status, 401);
    assert.equal((await post({ authorization: "Bearer machimigaki_not_the_key_at_all" }, message)).status, 401);
    const given = await post({ authorization: `Bearer ${secret}` }, message);
    assert.equal(given.status, 202);
    const again = await post({ authorization: `Bearer ${secret}` }, message);
    assert.equal(again.status, 200);
    const { rows } = await sql<{ n: number }>`select count(*) as n from plan.figure where origin = 'api'`.execute(
      site.city.db,
    );
    assert.equal(Number(rows[0]?.n), 1);
  });

  test("the pages of figures are the staff's, those of keys and publication's errands the planners'", async () => {
    for (const path of [`${root}/values`, `${root}/approvals`, `${root}/publish`, `${root}/keys`]) {
      assert.notEqual((await site.browser().get(path)).status, 200, path);
    }
    const clerk = await site.signIn(await site.addStaff("clerk"));
    assert.equal((await clerk.get(`${root}/values?year=2025`)).status, 200);
    assert.equal((await clerk.get(`${root}/keys`)).status, 403);
    assert.equal((await clerk.get(`${root}/history/nothing`)).status, 404);
    assert.equal((await clerk.get("/staff/plan/nothing/values")).status, 404);
  });

  test("a grid with a mistake is drawn again with all that was typed, and nothing is written", async () => {
    const planner = await site.signIn(await site.addStaff("planner"));
    const count = async () =>
      Number((await sql<{ n: number }>`select count(*) as n from plan.figure`.execute(site.city.db)).rows[0]?.n);
    const before = await count();
    await planner.get(`${root}/values?year=2025`);
    const given = await planner.post(`${root}/values`, {
      year: "2025",
      way: "cells",
      page: "1",
      "v.net-monitors": "3,52",
      "s.net-monitors": "<名簿>",
      "v.staff-count": "506",
      "s.staff-count": "調査",
    });
    assert.equal(given.status, 422);
    assert.match(given.text, /value="3,52"/);
    assert.match(given.text, /&lt;名簿&gt;/);
    assert.match(given.text, /コンマの場所/);
    assert.equal(await count(), before);
  });

  test("the template holds the columns that the import reads, for the indicators of this person", async () => {
    const planner = await site.signIn(await site.addStaff("planner"));
    const given = await planner.get(`${root}/values.csv?year=2025`);
    assert.match(given.text, /"ID","指標","年度","値","確かさ","出典"/);
    assert.match(given.text, /"net-migration-rate"/);
    assert.equal(given.text.trim().split("\n").length, 22);
    const clerk = await site.signIn(await site.addStaff("clerk"));
    assert.equal((await clerk.get(`${root}/values.csv?year=2025`)).text.trim().split("\n").length, 1);
  });
});
