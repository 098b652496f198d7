import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { jsonLog } from "../../src/kernel/log.ts";
import { changesNothing, openSite } from "./abuse.fixture.ts";

/** Letters that nobody sees, that turn the direction of writing, or that pile up. */
const lines: string[] = [];
let site: Awaited<ReturnType<typeof openSite>>;
before(async () => {
  site = await openSite({ log: jsonLog((line) => lines.push(line)) });
});
after(() => site.close());

const save = (name: string) => site.haru.browser.post("/my/profile/edit", { name, locale: "ja" });
const nameNow = async () => {
  const { rows } = await sql<{ name: string }>`
    select name from identity.person where id = ${site.haru.personId}`.execute(site.city.db);
  return rows[0]?.name;
};

test("what cannot be seen is left out, and the name is kept", async () => {
  for (const [typed, kept] of [
    ["山\u200b口\u2060 はる\ufeff", "山口 はる"],
    ["山口\u202e るは\u202c", "山口 るは"],
    ["\u2066山口\u2069 はる", "山口 はる"],
    ["山口\u0007 は\u001bる", "山口 はる"],
    ["山口　はる", "山口 はる"],
    ["山口\r\n はる", "山口 はる"],
  ] as const) {
    const { status, text } = await save(typed);
    assert.equal(status, 303, `${JSON.stringify(typed)}: ${text.slice(0, 200)}`);
    const now = (await nameNow()) ?? "";
    assert.doesNotMatch(now, /[\r\n\p{Cf}\p{Cc}]/u);
    assert.equal(now.replaceAll(/\s+/g, " "), kept, JSON.stringify(typed));
  }
});

test("a name of nothing but invisible letters is no name", async () => {
  for (const name of ["\u200b\u200c\u2060", "\u202e", " 　\t", "\ufeff"]) {
    assert.equal((await changesNothing(site, () => save(name))).status, 422, JSON.stringify(name));
  }
});

test("a hundred accents on one letter are refused or taken away, not stored", async () => {
  const before = await nameNow();
  await save(`は${"\u0335\u0341".repeat(2_000)}る`);
  const after = (await nameNow()) ?? "";
  assert.ok(after === before || after.length < 100, `${after.length} units`);
});

test("NUL, broken UTF-8 and lone surrogates are refused before anything is read", async () => {
  const key = site.haru.browser.keyFor("/my/profile/edit");
  for (const bytes of ["a%00b", "%ff%fe", "%ed%a0%80", "%c0%af", "%f8%88%80%80%80"]) {
    const send = () =>
      site.haru.browser.ask("/my/profile/edit", {
        method: "POST",
        body: Buffer.from(`form-key=${key}&locale=ja&name=`).toString() + bytes,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
    const { status } = await changesNothing(site, send);
    assert.equal(status, 400, bytes);
  }
});

test("no line of the log was broken or forged by any of it", () => {
  for (const line of lines) {
    assert.match(line, /^[^\r\n\u2028\u2029]*\n$/);
    assert.doesNotMatch(line, /山口|はる/);
  }
});
