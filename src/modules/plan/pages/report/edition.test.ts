import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { Refusal } from "../../../../kernel/refusal.ts";
import { plan, type ReportTown, reportTown } from "../../documents/report.fixture.ts";
import { reportOf } from "./edition.ts";

let town: ReportTown;
before(async () => {
  town = await reportTown();
});
after(() => town.close());

const asked = { plan, year: 2025, locale: "ja", kind: "pdf" } as const;

test("a report is made once for all who ask, and anew when something was published", async () => {
  let made = 0;
  const make = async () => new Uint8Array([++made]);
  const ask = (more: object = {}) => reportOf(town.city, { ...asked, ...more }, make);
  const first = await Promise.all([ask(), ask(), ask({ locale: "ja-easy" })]);
  assert.deepEqual(first, [new Uint8Array([1]), new Uint8Array([1]), new Uint8Array([1])]);
  assert.deepEqual(await ask({ locale: "en" }), new Uint8Array([2]), "English is another paper");
  await town.run(sql`insert into plan.sheet (id, round_id, kind, subject, title, state, is_sample, frozen, published_at)
    select gen_random_uuid(), round_id, 'measure', '1304', title, 'published', true, '{}', '2026-11-21T01:00:00Z'
    from plan.sheet where id = ${town.draft}`);
  assert.deepEqual(await ask(), new Uint8Array([3]));
  assert.deepEqual(await ask(), new Uint8Array([3]));
});

test("a report that could not be made is tried again by the next who asks", async () => {
  const english = { ...asked, year: 2024, locale: "en" } as const;
  await assert.rejects(
    reportOf(town.city, english, () => Promise.reject(new Error("no paper"))),
    /no paper/,
  );
  assert.deepEqual(await reportOf(town.city, english, async () => new Uint8Array([7])), new Uint8Array([7]));
});

test("a year of which nothing was published, and a plan that does not exist, have no report", async () => {
  const isMissing = (error: unknown) => error instanceof Refusal && error.status === 404;
  const make = async () => new Uint8Array();
  await assert.rejects(reportOf(town.city, { ...asked, year: 1999 }, make), isMissing);
  await assert.rejects(reportOf(town.city, { ...asked, plan: "none" }, make), isMissing);
});
