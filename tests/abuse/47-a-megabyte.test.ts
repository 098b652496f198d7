import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { assertPlain, changesNothing, openSite, useForm, usePath } from "./abuse.fixture.ts";

/** A megabyte in a field, a hundred thousand fields, ten megabytes in a file. */
let site: Awaited<ReturnType<typeof openSite>>;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const urlencoded = { "content-type": "application/x-www-form-urlencoded" };
const sendTo = (path: string, rest: string) => () =>
  site.haru.browser.ask(path, {
    method: "POST",
    body: `form-key=${site.haru.browser.keyFor(path)}&${rest}`,
    headers: urlencoded,
  });

for (const [name, status, path, rest] of [
  ["a megabyte in a field of 100 letters", 413, "/my/profile/edit", `locale=ja&name=${"x".repeat(1_000_000)}`],
  ["200 kB in a field of 100 letters", 422, "/my/profile/edit", `locale=ja&name=${"x".repeat(200_000)}`],
  ["200 kB of joined emoji", 422, "/my/profile/edit", `locale=ja&name=${"👩‍👩‍👧‍👦".repeat(8_000)}`],
  ["100,000 fields", 413, usePath, "a=1&".repeat(50_000)],
  [
    "30,000 slots",
    422,
    usePath,
    `${new URLSearchParams({ ...useForm, slots: Array.from({ length: 30_000 }, (_, n) => `x${n}`).join() })}`,
  ],
  ["a number of 10,000 digits", 422, usePath, `${new URLSearchParams({ ...useForm, people: "9".repeat(10_000) })}`],
] as const) {
  test(`${name} is refused with ${status} in less than a second, and nothing is written`, async () => {
    const begun = performance.now();
    const answer = await changesNothing(site, sendTo(path, rest));
    assert.equal(answer.status, status);
    assert.ok(performance.now() - begun < 1_000, `${Math.round(performance.now() - begun)} ms`);
    assert.ok(answer.text.length < 400_000);
    assertPlain(answer);
  });
}

test("ten megabytes as a group's paper are given up at the limit, and no file is kept", async () => {
  const groupId = await site.addGroup([{ who: site.haru, role: "owner" }]);
  const path = `/my/groups/${groupId}/documents/new`;
  const body = new FormData();
  body.set("form-key", site.haru.browser.keyFor(path));
  body.set("kind", "rules");
  body.set("file", new File([new Uint8Array(10_000_000)], "rules.pdf", { type: "application/pdf" }));
  const send = () => site.haru.browser.ask(path, { method: "POST", body });
  assert.equal((await changesNothing(site, send)).status, 413);
  assert.equal(await site.count(sql`select from kernel.file`), 0);
});

test("the database has the same limits: what would get past the form stays out", async () => {
  const long = "x".repeat(1_000_000);
  await assert.rejects(
    sql`update identity.person set name = ${long} where id = ${site.haru.personId}`.execute(site.city.db),
    { code: "23514" },
  );
});
