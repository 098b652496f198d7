import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Grounds, openGrounds } from "./grounds.ts";

let grounds: Grounds;
before(async () => {
  grounds = await openGrounds();
});
after(() => grounds.close());

/** One address in the ways in which it might slip past a guard that compares texts. */
const spellings = (path: string): readonly string[] => {
  const [, first = "", rest = ""] = /^\/([^/]+)(.*)$/.exec(path) ?? [];
  const letter = encodeURIComponent(first[0] ?? "").length === 1 ? `%${(first.charCodeAt(0)).toString(16)}` : "";
  return [
    `//${first}${rest}`,
    `/${first}/${rest}`,
    `${path}/`,
    `${path}//`,
    `${path}/.`,
    `/./${first}${rest}`,
    `/x/../${first}${rest}`,
    `/%2e/${first}${rest}`,
    `/x/%2e%2e/${first}${rest}`,
    `/%2f${first}${rest}`,
    `/${letter}${first.slice(1)}${rest}`,
    `/${first.toUpperCase()}${rest}`,
    `/${first}%2f${rest.slice(1)}`,
    `/${first}${rest}%00`,
    `/${first}${rest};x=1`,
    `/${first}${rest}%20`,
    `/${first}\\${rest.slice(1)}`,
    `${path}?next=/`,
    `${path}#x`,
  ];
};

test("no spelling of a staff or resident address shows its page to who may not see it", async () => {
  const guarded = grounds.routes.filter(
    ({ who, kind, path }) => who !== "anyone" && kind === "page" && !path.includes(":"),
  );
  assert.ok(guarded.length > 10);
  for (const { path, who } of guarded) {
    const browser = await grounds.browserOf(who === "resident" ? "visitor" : "owner");
    const plain = await browser.get(path);
    for (const spelling of spellings(path)) {
      for (const method of ["GET", "HEAD"]) {
        const { status, location } = await browser.ask(spelling, { method });
        const isGuarded =
          status === plain.status && (location ?? "").split("?")[0] === (plain.location ?? "").split("?")[0];
        assert.ok(isGuarded || status === 404 || status === 400, `${method} ${spelling}: ${status} ${location}`);
      }
    }
  }
});

test("methods that no form sends change nothing and show nothing", async () => {
  const before = await grounds.footprint();
  const browser = await grounds.browserOf("owner");
  for (const method of ["OPTIONS", "PUT", "PATCH", "DELETE", "PROPFIND"]) {
    for (const path of ["/my/bookings", `/bookings/${grounds.examples["booking"]}/cancel`, "/staff/doors"]) {
      const { status, text } = await browser.ask(path, { method });
      assert.equal(status, 405, `${method} ${path}`);
      assert.doesNotMatch(text, /練習室1/);
    }
  }
  assert.deepEqual(await grounds.footprint(), before);
});

test("HEAD of one's own page answers as GET does", async () => {
  const browser = await grounds.browserOf("owner");
  assert.equal((await browser.ask("/my/bookings", { method: "HEAD" })).status, 200);
});
