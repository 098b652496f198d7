import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { methodOf } from "../../src/kernel/http/route.ts";
import { addressOf, type Grounds, openGrounds } from "../permissions/grounds.ts";

/** SQL in every place that takes a text: search, days, sorting, pages, ids (Decidim CVE-2026-45376). */
let grounds: Grounds;
before(async () => {
  grounds = await openGrounds();
});
after(() => grounds.close());

const attacks = [
  "' or '1'='1",
  "'; drop table facility.booking; --",
  "1; update identity.person set name='x'",
  "\\'; select pg_sleep(5); --",
  "') union select password from pg_shadow --",
  "name desc, (select 1/0)",
  "%' or true --",
  "$1",
];
const names = [
  "q",
  "day",
  "on",
  "slots",
  "purpose",
  "people",
  "area",
  "category",
  "sort",
  "order",
  "page",
  "from",
  "until",
  "since",
  "state",
];

test("whatever page is asked, with whatever SQL, no statement of it runs", async () => {
  const clerk = await grounds.browserOf("clerk");
  const owner = await grounds.browserOf("owner");
  const before = await grounds.footprint();
  const pages = grounds.routes.filter((one) => methodOf(one) === "GET");
  for (const [nth, route] of pages.entries()) {
    const browser = route.who === "resident" ? owner : clerk;
    // Four of the eight, each name another one; the next page gets the others.
    for (const turn of [0, 2, 4, 6]) {
      const attackOf = (at: number) => attacks[(at + turn + nth) % attacks.length] ?? "";
      const query = new URLSearchParams(names.map((name, at) => [name, attackOf(at)]));
      const begun = performance.now();
      const { status } = await browser.get(`${addressOf(route, grounds.examples)}?${query}`);
      assert.ok(status < 500, `${route.path}?${query}: ${status}`);
      assert.ok(performance.now() - begun < 4_000, `${route.path} slept`);
    }
  }
  const after = await grounds.footprint();
  // Staff who look at people leave a row each time.
  for (const counts of [before, after]) delete counts["audit"];
  assert.deepEqual(after, before);
});

test("a search means letters, not patterns: % and _ and quotes find nobody", async () => {
  const clerk = await grounds.browserOf("clerk");
  const people = await clerk.get(`/staff/people?q=${encodeURIComponent("山口")}`);
  assert.match(people.text, /山口 はる/);
  for (const q of ["%", "%%", "_", "__", "' or ''='", "山%る", "\\"]) {
    const { status, text } = await clerk.get(`/staff/people?q=${encodeURIComponent(q)}`);
    assert.ok(status < 500, q);
    assert.doesNotMatch(text, /山口 はる|佐藤 みのり/, q);
  }
  assert.equal(await grounds.count(sql`select from identity.person where name = 'x'`), 0);
});
