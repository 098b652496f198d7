import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import type { Route } from "../../src/kernel/http/route.ts";
import type { Given } from "../site.fixture.ts";
import { addressOf, call, type Grounds, nameOf, openGrounds } from "./grounds.ts";

let grounds: Grounds;
before(async () => {
  grounds = await openGrounds();
});
after(() => grounds.close());

/** Parameters that name somebody's row. */
const rows = [
  "booking",
  "payment",
  "group",
  "member",
  "invitation",
  "document",
  "session",
  "code",
  "visit",
  "enrolment",
  "entry",
];

/** What a form needs to be understood, so that the command is reached and not only the parser. */
const forms: Readonly<Record<string, Record<string, string>>> = {
  "POST /bookings/:booking/check": { way: "online", agree: "yes" },
  "POST /bookings/:booking/cancel": { expected: "0", sure: "yes" },
  "POST /my/groups/invitations/:invitation": { answer: "accept" },
  "POST /my/groups/:group/edit": { name: "うばった団体", purpose: "ためし" },
  "POST /my/groups/:group/close": { sure: "yes" },
  "POST /my/groups/:group/members": { name: "まぎれこんだ人" },
  "POST /my/groups/:group/members/:member": { role: "owner" },
  "POST /my/groups/:group/invitations": { mail: "evil@omitama.example", role: "owner" },
  "POST /my/groups/:group/documents/new": { kind: "rules" },
  "POST /sign-in/codes/:code": { digits: "00000000" },
  "POST /sign-in/codes/:code/name": { name: "だれか" },
};

/** Below a plan, `code` is a part of the plan, which everybody may read. */
const isOfSomebody = ({ who, path }: Route) =>
  (who === "resident" || who === "anyone") &&
  !path.startsWith("/plans/") &&
  rows.some((name) => path.includes(`:${name}`));

/** What is different on every page by itself. */
const plain = ({ status, location, text }: Given, address: string): string =>
  [status, location, text]
    .join("\n")
    .replaceAll(address, "ADDRESS")
    .replaceAll(/[\w-]{24}\.[\w-]{43}/g, "KEY")
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID");

test("a row of somebody else is answered exactly as one that does not exist, by every route, and nothing changes", async () => {
  const missing = Object.fromEntries(rows.map((name) => [name, randomUUID()]));
  const concerned = grounds.routes.filter(isOfSomebody);
  assert.ok(concerned.length > 25, `${concerned.length} routes name somebody's rows`);
  const before = await grounds.footprint();
  const wrong: string[] = [];
  for (const route of concerned) {
    const browser = await grounds.browserOf(route.who === "anyone" ? "visitor" : "other");
    const answers: string[] = [];
    for (const examples of [grounds.examples, { ...grounds.examples, ...missing }]) {
      const address = addressOf(route, examples);
      answers.push(plain(await call(browser, route, address, forms[nameOf(route)]), address));
    }
    if (answers[0] !== answers[1])
      wrong.push(`${nameOf(route)}: ${answers.map((text) => text.slice(0, 60)).join(" / ")}`);
    // Whose code or visit it is, the browser proves: others are led back to the beginning of signing in.
    if (route.who === "resident" && !answers[0]?.startsWith("404"))
      wrong.push(`${nameOf(route)}: ${answers[0]?.slice(0, 90)}`);
  }
  assert.deepEqual(wrong, []);
  assert.deepEqual(await grounds.footprint(), before);
});

test("the owner of the same rows is let in: the test above meets rows that exist", async () => {
  const browser = await grounds.browserOf("owner");
  for (const path of [
    "/bookings/:booking",
    "/payments/:payment",
    "/my/groups/:group",
    "/my/groups/:group/members/:member",
  ]) {
    const route = grounds.routes.find((one) => one.path === path && one.kind === "page");
    assert.ok(route, path);
    assert.equal((await call(browser, route, addressOf(route, grounds.examples))).status, 200, path);
  }
});

test("an id that is no id is 'not found' like any other, for every row and method", async () => {
  const browser = await grounds.browserOf("other");
  for (const id of ["1", "0", "-1", "null", "..%2f", "%00", "00000000-0000-0000-0000-000000000000", "’ or 1=1--"]) {
    const examples = { ...grounds.examples, ...Object.fromEntries(rows.map((name) => [name, encodeURI(id)])) };
    for (const route of grounds.routes.filter(({ who }) => who === "resident")) {
      if (!isOfSomebody(route)) continue;
      const { status } = await call(browser, route, addressOf(route, examples), forms[nameOf(route)]);
      assert.ok(status === 404 || status === 400 || status === 405, `${nameOf(route)} with ${id}: ${status}`);
    }
  }
});
