import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { isInAudience } from "../../src/kernel/actor.ts";
import { methodOf, type Route } from "../../src/kernel/http/route.ts";
import type { Browser, Given } from "../site.fixture.ts";
import { addressOf, type Grounds, type Kind, nameOf, openGrounds } from "./grounds.ts";

const seed = randomInt(2 ** 31);
let grounds: Grounds;
before(async () => {
  grounds = await openGrounds();
});
after(() => grounds.close());

const whoFor = (route: Route): Kind =>
  (["other", "clerk", "facility-manager", "administrator", "auditor", "approver", "planner", "finance"] as const).find(
    (kind) => isInAudience(grounds.actorOf(kind), route.who),
  ) ?? "visitor";

/** The names of a form's fields, as far as its schema tells. */
function fieldsOf(schema: unknown): string[] {
  const { shape, _zod } = schema as { shape?: object; _zod?: { def?: { in?: unknown } } };
  if (shape !== undefined) return Object.keys(shape);
  return _zod?.def?.in === undefined ? [] : fieldsOf(_zod.def.in);
}

type Sent = { readonly name: string; readonly body: string | Uint8Array; readonly type?: string };
const urlencoded = "application/x-www-form-urlencoded";
const encode = (pairs: readonly (readonly [string, string])[]) =>
  new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();

/** Bodies that no form of ours can have: each must be refused, and nothing may come of it. */
function impossible(key: string, fields: readonly string[]): Sent[] {
  const first = fields[0] ?? "x";
  const keyed = (rest: string) => `form-key=${key}&${rest}`;
  return [
    { name: "NUL in a value", body: keyed(`${first}=a%00b`) },
    { name: "NUL in a name", body: keyed("a%00b=1") },
    { name: "broken UTF-8", body: Buffer.concat([Buffer.from(keyed(`${first}=`)), Buffer.from([0xff, 0xfe, 0xc3])]) },
    { name: "__proto__", body: keyed("__proto__=1&__proto__[x]=1") },
    { name: "constructor", body: keyed("constructor.prototype.admin=1&constructor=1") },
    { name: "brackets", body: keyed(`${first}[]=1&${first}[a]=2`) },
    { name: "an unknown field", body: keyed("isAdmin=true&amount=1&price=1") },
    { name: "300 kB", body: keyed(`${first}=${"あ".repeat(100_000)}`) },
    { name: "100,000 fields", body: keyed("a=1&".repeat(50_000)) },
    { name: "the key twice", body: keyed(`form-key=${key}&${first}=1`) },
    { name: "no key", body: `${first}=1` },
    { name: "JSON", body: JSON.stringify({ "form-key": key, [first]: { $gt: "" } }), type: "application/json" },
    { name: "plain text", body: keyed(`${first}=1`), type: "text/plain" },
    { name: "a broken multipart", body: "--x\r\nContent-Disposition", type: "multipart/form-data; boundary=x" },
  ];
}

const oddText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.constantFrom(
    "",
    " ",
    "' or 1=1 --",
    "\u202e\u200b\ufeff",
    "𠮷野家",
    "2026-02-30",
    "9999-12-31",
    "25:00",
    "-1",
    "1e309",
    "１２",
    "NaN",
    "{{7*7}}",
    "../../etc/passwd",
    "z̸̢̧̛".repeat(60),
  ),
);

const send = (browser: Browser, address: string, { body, type = urlencoded }: Sent): Promise<Given> =>
  browser.ask(address, {
    method: "POST",
    body: typeof body === "string" ? body : new Uint8Array(body),
    headers: { "content-type": type, "sec-fetch-site": "same-origin" },
  });

test("no errand accepts a body that no form of ours can have, none falls over, and nothing is written", async () => {
  const wrong: string[] = [];
  // A page that is drawn again may be a look at somebody, and that leaves its row.
  const footprint = async () => ({ ...(await grounds.footprint()), audit: 0 });
  let before = await footprint();
  for (const route of grounds.routes) {
    if (route.kind !== "errand") continue;
    const browser = await grounds.browserOf(whoFor(route));
    const address = addressOf(route, grounds.examples);
    for (const sent of impossible(browser.keyFor(address), fieldsOf(route.form))) {
      const { status } = await send(browser, address, sent);
      if (status < 400 || status >= 500) wrong.push(`${nameOf(route)}: ${sent.name} → ${status}`);
    }
    const after = await footprint();
    if (JSON.stringify(after) !== JSON.stringify(before)) wrong.push(`${nameOf(route)}: something was written`);
    before = after;
  }
  assert.deepEqual(wrong, []);
});

test("no errand falls over whatever text stands in its fields", async () => {
  const wrong: string[] = [];
  const forms = fc.sample(fc.array(oddText, { minLength: 12, maxLength: 12 }), { numRuns: 6, seed });
  for (const route of grounds.routes) {
    if (route.kind !== "errand" || route.path === "/sign-out") continue;
    const browser = await grounds.browserOf(whoFor(route));
    const address = addressOf(route, grounds.examples);
    const fields = fieldsOf(route.form);
    for (const values of forms) {
      const pairs = fields.map((name, index) => [name, values[index % 12] ?? ""] as const);
      const given = await send(browser, address, {
        name: "odd text",
        body: encode([["form-key", browser.keyFor(address)], ...pairs]),
      });
      if (given.status >= 500) wrong.push(`${nameOf(route)} ${JSON.stringify(pairs)} → ${given.status}`);
    }
  }
  assert.deepEqual(wrong, [], `seed ${seed}`);
});

test("no address falls over whatever stands in it or behind it", async () => {
  const wrong: string[] = [];
  const queries = [
    "?day=9999-99-99&on=x&slots=,,,&category=__proto__",
    "?on=2026-12-04&on=2026-12-05&slots=am&slots=am",
    "?__proto__[x]=1&constructor=1",
    "?people=1e9&area=%00&purpose=%F0%A0%AE%B7",
    "?from=2026-01-01&until=2999-01-01",
    "?q=%27%3B drop table&next=//evil.example&since=9e99&state=x&page=-1",
    "?%ff=%fe",
    "?lang=__proto__",
  ];
  const texts = fc.sample(oddText, { numRuns: 4, seed });
  for (const route of grounds.routes.filter((one) => methodOf(one) === "GET")) {
    const browser = await grounds.browserOf(whoFor(route));
    const address = addressOf(route, grounds.examples);
    const odd = texts.map((text) => {
      const value = encodeURIComponent(text.toWellFormed());
      return addressOf(route, Object.fromEntries(Object.keys(grounds.examples).map((name) => [name, value])));
    });
    for (const asked of [...queries.map((query) => address + query), ...odd]) {
      const { status } = await browser.get(asked);
      if (status >= 500 && !(route.path === "/healthz")) wrong.push(`${asked} → ${status}`);
    }
  }
  assert.deepEqual(wrong, [], `seed ${seed}`);
});
