import assert from "node:assert/strict";
import { test } from "node:test";
import { sql } from "kysely";
import { seedIdentity } from "../../src/modules/identity/seeds.ts";
import { seedPlan } from "../../src/modules/plan/seeds.ts";
import { startSite } from "../site.fixture.ts";

const omitama = new URL("../../cities/omitama/", import.meta.url);

test("a sheet shows settled amounts up to the year that it evaluates, and of the year after only what was planned", async () => {
  const site = await startSite({ now: "2026-11-23T09:00:00+09:00" });
  try {
    const city = { ...site.city, demo: true };
    await seedIdentity(city, omitama, { sendMail: () => assert.fail("no mail"), providers: [], keepers: () => [] });
    await seedPlan(city, omitama);
    const { rows } = await sql<{ later: number; stage: string; amounts: number }>`
      select (cost ->> 'year')::int - round.year as later, cost ->> 'stage' as stage, count(*) as amounts
      from plan.sheet join plan.round on round.id = sheet.round_id, jsonb_array_elements(frozen -> 'cost') as cost
      where frozen is not null group by 1, 2`.execute(city.db);
    const known = rows.filter(({ amounts }) => amounts > 0).map(({ later, stage }) => `${later} ${stage}`);
    assert.ok(known.includes("0 settled"), "the sample sheets have settled amounts of their year");
    assert.ok(known.includes("1 initial"), "and planned ones of the year after");
    assert.ok(!known.includes("1 settled"));
  } finally {
    await site.close();
  }
});
