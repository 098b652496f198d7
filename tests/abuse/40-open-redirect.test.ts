import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSite } from "./abuse.fixture.ts";

/** Addresses that lead away after sign-in, or after any other redirect of ours. */
let site: Awaited<ReturnType<typeof openSite>>;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const attacks = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "https:evil.example",
  "https://evil.example",
  "https://localhost@evil.example/",
  "/%09/evil.example",
  "/\t/evil.example",
  "/\r\nset-cookie: session=x",
  "javascript:alert(1)",
  "data:text/html,x",
  "/sign-in?next=//evil.example",
  ".evil.example",
  "@evil.example",
];

const isOwn = (location: string | null) =>
  location === null || new URL(location, "http://localhost").origin === "http://localhost";

test("whoever is signed in already is led to a page of ours, whatever the address asks for", async () => {
  for (const next of attacks) {
    const { status, location, headers } = await site.haru.browser.get(`/sign-in?next=${encodeURIComponent(next)}`);
    assert.ok(status === 303 || status === 200, `${next}: ${status}`);
    assert.ok(isOwn(location), `${next} → ${location}`);
    assert.ok(!headers.getSetCookie().some((line) => line.startsWith("session=x")));
  }
});

test("a sign-in that was begun with such an address forgets it", async () => {
  for (const [index, next] of attacks.entries()) {
    const visitor = site.browser();
    const page = await visitor.get(`/sign-in?next=${encodeURIComponent(next)}`);
    for (const [, kept = ""] of page.text.matchAll(/name="next" value="([^"]*)"/g)) {
      assert.match(kept, /^(\/(?![/\\])|$)/, next);
    }
    const { location } = await visitor.post("/sign-in", { mail: `visitor${index}@omitama.example`, next });
    const to = new URL(location ?? "", "http://localhost");
    assert.match(to.pathname, /^\/sign-in\/codes\/[0-9a-f-]{36}$/, next);
    assert.match(to.searchParams.get("next") ?? "/", /^\/(?![/\\])[\x21-\x7e]*$/, next);
  }
});

test("changing the language stays on this site", async () => {
  for (const path of [
    "//evil.example/?lang=en",
    "/\\evil.example?lang=en",
    "/%2f/evil.example?lang=en",
    "/.//evil.example?lang=en",
  ]) {
    const { status, location } = await site.browser().get(path);
    assert.ok(isOwn(location), `${path} → ${status} ${location}`);
  }
});

test("an ordinary way back is kept", async () => {
  const { location } = await site.haru.browser.get(`/sign-in?next=${encodeURIComponent("/my/bookings")}`);
  assert.equal(location, "/my/bookings");
});
