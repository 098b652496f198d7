import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { changesNothing, openSite, useForm, usePath } from "./abuse.fixture.ts";

/** Cookies with odd names, twice, far too long, or with line breaks in what we would set. */
let site: Awaited<ReturnType<typeof openSite>>;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const asking = (cookie: string, path = "/my/bookings") => site.browser().ask(path, { headers: { cookie } });

test("only one session cookie, by its exact name and of ordinary size, signs in", async () => {
  const session = site.haru.browser.cookies.get("session") ?? "";
  assert.equal((await asking(`session=${session}`)).status, 200);
  for (const cookie of [
    `\u00a0session=${session}`,
    `session\u00a0=${session}`,
    `Session=${session}`,
    `SESSION=${session}`,
    `session=${session}; session=x`,
    `session=x; session=${session}`,
    `session="${session}`,
    `session=${session}x`,
    `session=${"x".repeat(600)}`,
    `a=${"x".repeat(9_000)}; session=${session}`,
    `$Version=1; ${"a=1; ".repeat(2_000)}session=${session}`,
    "session=%00",
    "session=%ff%fe",
    "session=__proto__",
    "session",
    "=; ;;;==",
  ]) {
    const { status, location } = await asking(cookie);
    assert.deepEqual([status, location], [303, "/sign-in?next=%2Fmy%2Fbookings"], cookie.slice(0, 60));
  }
});

test("a browser cookie that is there twice lets no form through", async () => {
  const { cookies } = site.haru.browser;
  const headers = {
    cookie: `browser=planted; browser=${cookies.get("browser")}; session=${cookies.get("session")}`,
    "content-type": "application/x-www-form-urlencoded",
  };
  const body = new URLSearchParams({ "form-key": site.haru.browser.keyFor(usePath), ...useForm }).toString();
  const send = () => site.haru.browser.ask(usePath, { method: "POST", body, headers });
  assert.equal((await changesNothing(site, send)).status, 403);
});

test("what a cookie says is never shown, and language and message are taken from our lists only", async () => {
  const canary = "<b>canary</b>";
  for (const cookie of [
    `flash=${canary}`,
    `flash=${encodeURIComponent(canary)}`,
    `language=${canary}`,
    "language=__proto__",
    "flash=constructor",
  ]) {
    const { status, text } = await asking(cookie, "/");
    assert.equal(status, 200);
    assert.doesNotMatch(text, /canary|\[object|function/);
    assert.match(text, /<html lang="ja"/);
  }
});

test("no header of ours can be written from an address", async () => {
  for (const path of ["/?lang=en%0d%0aset-cookie:%20session=x", "/spaces?day=%0d%0aset-cookie:%20session=x&lang=en"]) {
    const { headers } = await site.browser().get(path);
    assert.ok(!headers.getSetCookie().some((line) => line.startsWith("session=")));
    assert.doesNotMatch(headers.get("location") ?? "", /[\r\n]/);
  }
});
