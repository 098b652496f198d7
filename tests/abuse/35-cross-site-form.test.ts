import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { assertPlain, changesNothing, openSite, useForm, usePath } from "./abuse.fixture.ts";

/** A page of another site sends our forms with the victim's cookies (CSRF). */
let site: Awaited<ReturnType<typeof openSite>>;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const urlencoded = "application/x-www-form-urlencoded";
const targets = () =>
  [
    [usePath, useForm],
    ["/sign-out", {}],
    ["/sign-in", { mail: "evil@omitama.example" }],
    ["/my/profile/delete", { sure: "yes" }],
    ["/my/groups/new", { name: "x", purpose: "x" }],
  ] as const;

test("without a key, with a made-up one, or with one of the attacker's own browser, nothing is done", async () => {
  const sessions = sql`select from identity.session where ended_at is null`;
  const before = await site.count(sessions);
  for (const [path, form] of targets()) {
    for (const key of ["", "x", "x.y", `${"a".repeat(24)}.${"b".repeat(43)}`, site.mika.browser.keyFor(path)]) {
      const send = () =>
        site.haru.browser.ask(path, {
          method: "POST",
          body: new URLSearchParams({ "form-key": key, ...form }).toString(),
          headers: { "content-type": urlencoded, origin: "https://evil.example", "sec-fetch-site": "cross-site" },
        });
      const answer = await changesNothing(site, send, path);
      assert.equal(answer.status, 403, `${path} with "${key.slice(0, 5)}"`);
      assertPlain(answer);
    }
  }
  assert.equal(await site.count(sessions), before);
});

test("a key for one address opens no other, and none after the session has changed", async () => {
  const elsewhere = () => site.haru.browser.post(usePath, useForm, site.haru.browser.keyFor("/sign-out"));
  assert.equal((await changesNothing(site, elsewhere)).status, 403);
  const visitors = site.browser().keyFor(usePath);
  assert.equal((await changesNothing(site, () => site.haru.browser.post(usePath, useForm, visitors))).status, 403);
});

test("bodies that a plain form of another site can send are not even read", async () => {
  const key = site.haru.browser.keyFor(usePath);
  const body = new URLSearchParams({ "form-key": key, ...useForm }).toString();
  for (const headers of [
    { "content-type": "text/plain" },
    { "content-type": "multipart/form-data; boundary=x" },
    { "content-type": "application/json" },
    { "content-type": "" },
  ]) {
    const send = () =>
      site.haru.browser.ask(usePath, { method: "POST", body, headers: { ...headers, origin: "null" } });
    assert.equal((await changesNothing(site, send)).status, 415, JSON.stringify(headers));
  }
});

test("a sibling subdomain that plants a second cookie signs nobody in and gets no form through", async () => {
  const { cookies } = site.haru.browser;
  const planted = `session=${site.mika.browser.cookies.get("session")}; ${[...cookies].map((pair) => pair.join("=")).join("; ")}`;
  const send = () =>
    site.haru.browser.ask(usePath, {
      method: "POST",
      body: new URLSearchParams({ "form-key": site.haru.browser.keyFor(usePath), ...useForm }).toString(),
      headers: { "content-type": urlencoded, cookie: planted },
    });
  const { status, location } = await changesNothing(site, send);
  assert.deepEqual([status, location], [303, "/sign-in"], "two sessions are none");
});
