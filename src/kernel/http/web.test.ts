import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { z } from "zod";
import type { Actor } from "../actor.ts";
import { audit, listAuditOf } from "../audit/audit.ts";
import { html } from "../html.ts";
import { Refusal } from "../refusal.ts";
import { type TestCity, testCity } from "../test/city.ts";
import { errand, page, type Route } from "./route.ts";
import { makeWeb, type Web } from "./web.ts";

const resident: Actor = {
  kind: "resident",
  personId: "11111111-1111-4111-8111-111111111111",
  name: "山口 はる",
  sessionId: "s",
};

const auditor: Actor = { ...resident, kind: "staff", sectionId: "kansa", sectionName: "監査", roles: ["auditor"] };

const everybody = { who: "anyone", limit: "page", params: z.object({}), query: z.object({}) } as const;
const routes: readonly Route[] = [
  page({ ...everybody, path: "/wishes/new", show: async (view) => html`<form>${view.formKey("/wishes")}</form>` }),
  page({ ...everybody, path: "/broken", show: async () => Promise.reject(new Error("boom <script>")) }),
  page({ ...everybody, path: "/mine", who: "resident", show: async (view) => html`${view.actor.kind}` }),
  page({ ...everybody, path: "/menu", show: async (view) => html`${view.menu.map(({ href }) => href)}` }),
  page({ ...everybody, path: "/staff/only", who: ["auditor"], show: async () => html`secret` }),
  errand({
    path: "/wishes",
    who: "anyone",
    limit: "form",
    params: z.object({}),
    form: z.strictObject({ wish: z.string().min(1, "field.required").max(20) }),
    run: async (act, { form }) => {
      if (form.wish === "refuse") throw new Refusal("forbidden-wish", { field: "wish" });
      await audit(act, { what: "wish.made", subject: `wish/${form.wish}` });
      return form.wish;
    },
    then: (wish) => ({ to: `/wishes/new?made=${encodeURIComponent(wish)}`, flash: "ui.done" }),
    again: async (_, { values, problems }) =>
      html`<p>${String(values["wish"] ?? "")}</p>${problems.map(({ key }) => key)}`,
  }),
];

let town: TestCity;
let web: Web;
before(async () => {
  town = await testCity([]);
  web = makeWeb({
    cityOf: (host) => (host === "localhost" ? town.city : undefined),
    routes,
    menu: [
      { side: "public", href: "/mine", label: "ui.menu", order: 1 },
      { side: "staff", group: "records", href: "/staff/only", label: "ui.menu", order: 1 },
    ],
    identify: async (_, token) => ({ right: resident, auditor })[token],
    errorPage: (_, error) => html`error ${error.status}`,
    staticFiles: () => [{ path: "/assets/a.css", type: "text/css", body: "p{}" }],
    formTargets: ["https://pay.example"],
    trustedHops: 0,
    signInPath: { resident: "/sign-in", staff: "/staff/sign-in" },
  });
});
after(() => town.close());

const ask = (path: string, init: RequestInit = {}) =>
  web.fetch(new Request(`http://localhost${path}`, init), { address: "127.0.0.1" });

async function openForm(): Promise<{ cookie: string; key: string }> {
  const response = await ask("/wishes/new");
  const cookie = (response.headers.getSetCookie()[0] ?? "").split(";")[0] ?? "";
  return { cookie, key: /value="([^"]+)"/.exec(await response.text())?.[1] ?? "" };
}

function send(
  form: { cookie: string; key: string },
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const body = new URLSearchParams({ "form-key": form.key, ...fields });
  return ask("/wishes", { method: "POST", body, headers: { cookie: form.cookie, ...headers } });
}

const madeWishes = async (wish: string) => (await listAuditOf(town.city.db, `wish/${wish}`)).length;

test("a form sent twice is done once, and shows the same outcome twice", async () => {
  const form = await openForm();
  const answers = await Promise.all([send(form, { wish: "twice" }), send(form, { wish: "twice" })]);
  for (const answer of answers) {
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get("location"), "/wishes/new?made=twice");
  }
  assert.equal(await madeWishes("twice"), 1);
});

test("the same form with another answer is refused", async () => {
  const form = await openForm();
  await send(form, { wish: "one" });
  assert.equal((await send(form, { wish: "other" })).status, 409);
  assert.equal(await madeWishes("other"), 0);
});

test("a form without our key, with another browser's key, or for another address changes nothing", async () => {
  const mine = await openForm();
  const theirs = await openForm();
  assert.equal((await send({ ...mine, key: "" }, { wish: "csrf" })).status, 403);
  assert.equal((await send({ ...mine, key: theirs.key }, { wish: "csrf" })).status, 403);
  assert.equal((await send({ cookie: "", key: mine.key }, { wish: "csrf" })).status, 403);
  assert.equal(await madeWishes("csrf"), 0);
});

test("what is wrong is said at the field, what was typed is kept, and the key can be used again", async () => {
  const form = await openForm();
  const refused = await send(form, { wish: "refuse" });
  assert.equal(refused.status, 409);
  assert.match(await refused.text(), /<p>refuse<\/p>refusal\.forbidden-wish/);
  const long = await send(form, { wish: "あ".repeat(21) });
  assert.equal(long.status, 422);
  assert.equal((await send(form, { wish: "now" })).status, 303);
});

test("fields that no form of ours has are refused: edited forms, __proto__, lists for a single value", async () => {
  const form = await openForm();
  assert.equal((await send(form, { wish: "x", price: "1" })).status, 422);
  assert.equal((await send(form, { wish: "x", ["__proto__"]: "1" })).status, 400);
  const body = new URLSearchParams([
    ["form-key", form.key],
    ["wish", "a"],
    ["wish", "b"],
  ]);
  assert.equal((await ask("/wishes", { method: "POST", body, headers: { cookie: form.cookie } })).status, 422);
});

test("a megabyte, another type of body, NUL and broken UTF-8 are refused before anything is done", async () => {
  const form = await openForm();
  assert.equal((await send(form, { wish: "x".repeat(1_000_000) })).status, 413);
  assert.equal((await send(form, { wish: "a\0b" })).status, 400);
  const json = { method: "POST", body: "{}", headers: { cookie: form.cookie, "content-type": "application/json" } };
  assert.equal((await ask("/wishes", json)).status, 415);
  const broken = {
    method: "POST",
    body: Buffer.from([0x61, 0x3d, 0xff, 0xfe]),
    headers: { cookie: form.cookie, "content-type": "application/x-www-form-urlencoded" },
  };
  // URLSearchParams is lenient with percent signs; raw bytes are not.
  assert.equal((await ask("/wishes", broken)).status, 400);
});

test("every answer carries the same protecting headers, errors and files too", async () => {
  for (const path of ["/wishes/new", "/nowhere", "/broken", "/assets/a.css", "/mine"]) {
    const { headers } = await ask(path);
    assert.match(headers.get("content-security-policy") ?? "", /script-src 'self'.*frame-ancestors 'none'/, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
  }
});

test("a mistake of ours is answered without its words", async () => {
  const response = await ask("/broken");
  assert.equal(response.status, 500);
  assert.doesNotMatch(await response.text(), /boom/);
});

test("who is not signed in is asked to, and comes back; who is but may not gets 403", async () => {
  const visitor = await ask("/mine?a=1");
  assert.equal(visitor.headers.get("location"), "/sign-in?next=%2Fmine%3Fa%3D1");
  const signedIn = await ask("/mine", { headers: { cookie: "session=right" } });
  assert.equal(await signedIn.text(), "resident");
  assert.equal(signedIn.headers.get("cache-control"), "no-store");
  assert.equal((await ask("/staff/only", { headers: { cookie: "session=right" } })).status, 403);
  assert.equal((await ask("/staff/only")).headers.get("location"), "/staff/sign-in?next=%2Fstaff%2Fonly");
});

test("nobody is offered a page in the menu that the route table would refuse", async () => {
  assert.equal(await (await ask("/menu", { headers: { cookie: "session=right" } })).text(), "/mine");
  assert.equal(await (await ask("/menu", { headers: { cookie: "session=auditor" } })).text(), "/staff/only");
});

test("odd spellings of a guarded path find no way around the guard", async () => {
  for (const path of [
    "//staff/only",
    "/staff//only",
    "/staff/only/",
    "/STAFF/only",
    "/staff/%2e%2e/staff/only",
    "/staff%2fonly",
    "/staff/only%00",
  ]) {
    const response = await ask(path);
    assert.ok([303, 400, 404].includes(response.status), `${path}: ${response.status}`);
    assert.doesNotMatch(await response.text(), /secret/, path);
  }
  assert.equal((await ask("/staff/only", { method: "HEAD" })).status, 303);
  assert.equal((await ask("/staff/only", { method: "DELETE" })).status, 405);
});

test("a cookie that is there twice counts for nothing", async () => {
  const response = await ask("/mine", { headers: { cookie: "session=right; session=right" } });
  assert.equal(response.status, 303);
});

test("an unknown host gets nothing", async () => {
  const response = await web.fetch(new Request("http://evil.example/wishes/new"), { address: "127.0.0.1" });
  assert.equal(response.status, 400);
});

test("the language is remembered, and the address cleaned", async () => {
  const response = await ask("/wishes/new?lang=en&x=1");
  assert.equal(response.headers.get("location"), "/wishes/new?x=1");
  assert.match(response.headers.getSetCookie().join(), /language=en/);
});

test("page views are counted without a person, and programs are not counted", async () => {
  const browser = { headers: { "user-agent": "Mozilla/5.0 (X11; Linux x64) Firefox/150.0" } };
  await sql`delete from kernel.page_view`.execute(town.city.db);
  await ask("/wishes/new", browser);
  await ask("/wishes/new", { headers: { "user-agent": "Googlebot/2.1" } });
  await web.flush();
  const { rows } = await sql<{ route: string; views: number }>`select route, views from kernel.page_view`.execute(
    town.city.db,
  );
  assert.deepEqual(rows, [{ route: "/wishes/new", views: 1 }]);
});
