import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { type IdDemo, startIdDemo } from "../../src/adapters/id-demo/id-demo.ts";
import { makeDemoKeys } from "../../src/adapters/id-demo/keys.ts";
import { demoClients, demoSubject } from "../../src/adapters/id-demo/subject.ts";
import { walkDemo } from "../../src/adapters/id-demo/walk.fixture.ts";
import { oidcProvider } from "../../src/adapters/id-oidc/id-oidc.ts";
import { oidcSettings } from "../../src/adapters/id-oidc/settings.ts";
import { type IdentityWeb, identityWeb, type WebBrowser } from "../../src/modules/identity/web.fixture.ts";

/** Signing in by the デジタル認証アプリ profile against a real provider, as a browser without scripts does it. */
const back = "http://localhost:3000/sign-in/back";
const people = [
  { key: "hana", serves: "resident", name: "髙﨑 花子", words: "見本", pin: "1234" },
  { key: "aoyagi", serves: "staff", name: "見本 職員", words: "見本", pin: "1234" },
  { key: "weak", serves: "staff", name: "見本 弱い", words: "見本", pin: "1234", strength: "one-factor" },
] as const;

let demo: IdDemo;
let town: IdentityWeb;

before(async () => {
  const keys = makeDemoKeys();
  demo = await startIdDemo({
    port: 0,
    keys,
    people,
    redirectUris: { resident: [back], staff: [back] },
    production: false,
  });
  const provider = (serves: "resident" | "staff") =>
    oidcProvider(
      oidcSettings.parse({
        id: serves === "staff" ? "staff-party" : "card",
        serves,
        name: { ja: serves === "staff" ? "職員の認証" : "マイナンバーカード" },
        issuer: demo.issuer,
        clientId: demoClients[serves],
        privateKeyPem: keys[serves],
        acrValues: "aal3 crl",
        acceptedAcr: serves === "staff" ? [] : ["aal3"],
        allowHttp: true,
      }),
    );
  town = await identityWeb({ providers: [await provider("resident"), await provider("staff")] });
});
after(async () => {
  await town.close();
  await demo.close();
});

/** From the button on our page, over the party's pages, back to ours; gives where our page leads. */
async function visit(browser: WebBrowser, start: string, provider: string, choice: Parameters<typeof walkDemo>[1]) {
  const sent = await browser.send(await browser.get(start), `/sign-in/with/${provider}`);
  const returned = await walkDemo(sent.location, choice);
  assert.equal(returned.origin + returned.pathname, back);
  return { returned, page: await browser.get(returned.pathname + returned.search) };
}

/** The waiting page, until the worker has redeemed what came back. */
async function settled(browser: WebBrowser, path: string) {
  const waiting = await browser.get(path);
  assert.equal(waiting.headers.get("refresh"), "1", "the page looks again by itself");
  await town.drain();
  return browser.get(path);
}

const rows = async (table: "session" | "person") =>
  (await sql<{ n: number }>`select count(*) as n from identity.${sql.id(table)}`.execute(town.city.db)).rows[0]?.n;

test("a new resident comes by card, confirms the name, and comes again to the same account", async () => {
  const browser = town.browser();
  const { page } = await visit(browser, "/sign-in?next=%2Fmy%2Fgroups", "card", { person: "hana", pin: "1234" });
  assert.equal(page.status, 303);
  assert.doesNotMatch(page.location, /code=|state=/, "what the party sent leaves the address bar");
  const confirm = await settled(browser, page.location);
  assert.match(confirm.text, /value="髙﨑 花子"/);
  assert.equal(await rows("session"), 0, "nobody is signed in before the press");
  const done = await browser.send(confirm, page.location, { name: "髙﨑 花子", kana: "" });
  assert.equal(done.status, 303);
  assert.match((await browser.get("/my")).text, /髙﨑 花子 さんのページ/);

  const again = town.browser();
  const second = await visit(again, "/sign-in", "card", { person: "hana", pin: "1234" });
  const known = await settled(again, second.page.location);
  assert.match(known.text, /髙﨑 花子 さんとして入ります/);
  await again.send(known, second.page.location);
  assert.equal((await again.get("/my")).status, 200);
  assert.equal(await rows("person"), 1);
});

test("who stops, or whose PIN is wrong three times, is told that nothing has changed", async () => {
  const browser = town.browser();
  const { page } = await visit(browser, "/sign-in", "card", "stop");
  const stopped = await settled(browser, page.location);
  assert.match(stopped.text, /途中でやめました[\s\S]*何も変わっていません/);
});

test("the way back, opened in another browser, signs nobody in and tells nothing", async () => {
  const browser = town.browser();
  const { returned } = await visit(browser, "/sign-in", "card", { person: "hana", pin: "1234" });
  const earlier = await rows("session");
  const stolen = await town.browser().get(returned.pathname + returned.search);
  assert.equal(stolen.status, 200);
  assert.match(stolen.text, /始めたログインが、見つかりません/);
  assert.doesNotMatch(stolen.text, /髙﨑/);
  assert.equal(await rows("session"), earlier);
});

test("staff come by the city's sign-on with two factors; with one they do not", async () => {
  for (const key of ["aoyagi", "weak"]) {
    const { personId } = await town.addStaff("clerk");
    const subject = demoSubject(demoClients.staff, key);
    await sql`insert into identity.external_subject values ('staff-party', ${subject}, ${personId}, now())`.execute(
      town.city.db,
    );
  }
  const enter = async (person: string) => {
    const browser = town.browser();
    const { page } = await visit(browser, "/staff/sign-in", "staff-party", { person, pin: "1234" });
    const confirm = await settled(browser, page.location);
    return { browser, done: await browser.send(confirm, page.location) };
  };
  const strong = await enter("aoyagi");
  assert.equal(strong.done.status, 303);
  assert.equal((await strong.browser.get("/staff/account")).status, 200);
  const weak = await enter("weak");
  assert.equal(weak.done.status, 409);
  assert.match(weak.done.text, /二つの方法/);
  assert.equal((await weak.browser.get("/staff/account")).status, 303);
});

test("while the party is away the page says so, and the code by mail still works", async () => {
  const browser = town.browser();
  const { page } = await visit(browser, "/sign-in", "card", { person: "hana", pin: "1234" });
  await demo.close();
  for (let attempt = 0; attempt < 5; attempt++) await town.drain({ tolerateFailures: true });
  const shown = await browser.get(page.location);
  assert.equal(shown.headers.get("refresh"), "1", "tried again later, so the page still waits");
  assert.equal((await browser.get("/sign-in")).status, 200);
});
