import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { formKeyOf, type IdentityWeb, identityWeb, type WebBrowser } from "./web.fixture.ts";

/** Signing in as a browser does it: abuse cases 35 to 40, over the kernel's web and a real database. */
let town: IdentityWeb;
before(async () => {
  town = await identityWeb();
});
after(() => town.close());

let count = 0;
const newMail = () => `hana${++count}@example.jp`;

async function rowsOf(table: "sign_in_code" | "session" | "person"): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from identity.${sql.id(table)}`.execute(town.city.db);
  return rows[0]?.n ?? 0;
}

async function ask(browser: WebBrowser, mail: string, next?: string) {
  const page = await browser.get(next === undefined ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`);
  const asked = await browser.send(page, "/sign-in", { mail, ...(next === undefined ? {} : { next }) });
  return { asked, page: await browser.get(asked.location), path: asked.location.split("?")[0] ?? "" };
}

async function signIn(browser: WebBrowser, mail: string, next?: string) {
  const { page, path } = await ask(browser, mail, next);
  return browser.send(page, path, { digits: town.lastDigits(), ...(next === undefined ? {} : { next }) });
}

test("a resident asks for a code, enters it, and is where the way led", async () => {
  const mail = newMail();
  await town.addPerson({ mail, name: "見本 花子" });
  const browser = town.browser();
  const done = await signIn(browser, mail, "/my/groups");
  assert.equal(done.status, 303);
  assert.equal(done.location, "/my/groups");
  assert.match((await browser.get("/my")).text, /見本 花子/);
});

test("35: a sign-in form from elsewhere is refused: no key, another browser's key, another form's key, text/plain, multipart", async () => {
  const mail = newMail();
  const browser = town.browser();
  const page = await browser.get("/sign-in");
  const other = await town.browser().get("/sign-in");
  const earlier = await rowsOf("sign_in_code");
  const cross = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  const bodies = [
    { mail },
    { mail, "form-key": "x".repeat(60) },
    { mail, "form-key": formKeyOf(other.text, "/sign-in") },
    { mail, "form-key": formKeyOf(page.text, "/sign-in/passkey") },
  ];
  for (const body of bodies) {
    const answer = await browser.raw("/sign-in", { method: "POST", body: new URLSearchParams(body), headers: cross });
    assert.equal(answer.status, 403);
  }
  const key = formKeyOf(page.text, "/sign-in");
  const plain = await browser.raw("/sign-in", {
    method: "POST",
    body: `form-key=${key}&mail=${mail}`,
    headers: { ...cross, "content-type": "text/plain" },
  });
  const multipart = new FormData();
  multipart.set("mail", mail);
  multipart.set("form-key", key);
  const parts = await browser.raw("/sign-in", {
    method: "POST",
    body: multipart,
    headers: { ...cross, origin: "null" },
  });
  assert.deepEqual([plain.status, parts.status], [415, 415]);
  assert.equal(await rowsOf("sign_in_code"), earlier);
});

test("35: signing out is a form with a key too", async () => {
  const mail = newMail();
  await town.addPerson({ mail });
  const browser = town.browser();
  await signIn(browser, mail);
  const forged = await browser.raw("/sign-out", {
    method: "POST",
    body: new URLSearchParams({ "form-key": "x" }),
    headers: { origin: "https://evil.example" },
  });
  assert.equal(forged.status, 403);
  const page = await browser.get("/my");
  assert.equal(page.status, 200);
  assert.equal((await browser.send(page, "/sign-out")).status, 303);
  assert.equal((await browser.get("/my")).status, 303);
});

test("36: no GET signs anyone in, whatever it carries", async () => {
  const mail = newMail();
  await town.addPerson({ mail });
  const browser = town.browser();
  const { path } = await ask(browser, mail);
  const digits = town.lastDigits();
  const earlier = await rowsOf("session");
  for (const address of [
    `${path}?digits=${digits}`,
    `${path}?code=${digits}`,
    `/sign-in/back?state=x&code=${digits}`,
    `${path}/name?name=x`,
  ]) {
    const answer = await browser.get(address);
    assert.equal(
      answer.headers.getSetCookie().some((line) => line.startsWith("session=")),
      false,
      address,
    );
  }
  assert.equal(await rowsOf("session"), earlier);
});

test("36: the page of a code does not exist in another browser, and its code is not spent by looking", async () => {
  const mail = newMail();
  await town.addPerson({ mail });
  const browser = town.browser();
  const { page, path } = await ask(browser, mail);
  const scanner = town.browser();
  for (let i = 0; i < 10; i++) assert.equal((await scanner.get(path)).status, 404);
  const done = await browser.send(page, path, { digits: town.lastDigits() });
  assert.equal(done.location, "/my");
});

test("36: five wrong codes end it; the page says what to do, and a new code works", async () => {
  const mail = newMail();
  await town.addPerson({ mail });
  const browser = town.browser();
  const { page, path } = await ask(browser, mail);
  const right = town.lastDigits();
  const wrong = right === "000000" ? "111111" : "000000";
  for (let left = 4; left >= 1; left--) {
    // Each form has its own key: a page is good for one sending.
    const shown = await browser.get(path);
    await browser.send(shown, path, { digits: wrong });
    assert.match((await browser.get(path)).text, new RegExp(`あと${left}回`));
  }
  await browser.send(page, path, { digits: wrong });
  const spent = await browser.get(path);
  assert.match(spent.text, /番号が、5回ちがいました/);
  const again = await browser.send(spent, "/sign-in", { mail });
  const fresh = await browser.get(again.location);
  assert.equal((await browser.send(fresh, again.location, { digits: town.lastDigits() })).location, "/my");
});

/** What differs in every page: keys, ids, challenges, the address itself. */
const plain = (text: string, mail: string) =>
  text
    .replaceAll(mail, "MAIL")
    .replace(/value="[^"]{30,}"/g, "")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID")
    .replace(/data-options="[^"]*"/g, "");

test("37: known, unknown and staff addresses get the same status, way and page", async () => {
  const [known, staff] = [newMail(), newMail()];
  await town.addPerson({ mail: known });
  await town.addPerson({ mail: staff, kind: "staff" });
  const shown = [];
  for (const mail of [known, newMail(), staff]) {
    const { asked, page } = await ask(town.browser(), mail);
    shown.push({ status: asked.status, to: plain(asked.location, mail), page: plain(page.text, mail) });
  }
  assert.deepEqual(shown[1], shown[0]);
  assert.deepEqual(shown[2], shown[0]);
});

test("37: known and unknown addresses take the same time", async () => {
  const known = newMail();
  await town.addPerson({ mail: known });
  const time = async (mail: string) => {
    const browser = town.browser();
    const page = await browser.get("/sign-in");
    const start = performance.now();
    await browser.send(page, "/sign-in", { mail });
    return performance.now() - start;
  };
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  for (let i = 0; i < 40; i++) {
    // The count of strangers for one address is reached at 20: another person each time.
    const mail = newMail();
    await town.addPerson({ mail });
    times.known.push(await time(mail));
    times.unknown.push(await time(newMail()));
  }
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? 0;
  const [a, b] = [median(times.known), median(times.unknown)];
  assert.ok(Math.abs(a - b) < Math.max(a, b) / 2, `known ${a.toFixed(1)} ms, unknown ${b.toFixed(1)} ms`);
});

test("39: signing in gives a new session token; a planted one is worth nothing", async () => {
  const mail = newMail();
  await town.addPerson({ mail });
  const browser = town.browser();
  browser.cookies.set("session", "planted-by-an-attacker");
  await signIn(browser, mail);
  const token = browser.cookies.get("session");
  assert.ok(token && token !== "planted-by-an-attacker" && token.length >= 43);
  const attacker = town.browser();
  attacker.cookies.set("session", "planted-by-an-attacker");
  assert.equal((await attacker.get("/my")).status, 303);
});

test("39: the session's cookie is HttpOnly and SameSite=Lax, and its token is in no page", async () => {
  const mail = newMail();
  await town.addPerson({ mail });
  const browser = town.browser();
  const done = await signIn(browser, mail);
  const cookie = done.headers.getSetCookie().find((line) => line.startsWith("session="));
  assert.match(cookie ?? "", /HttpOnly/);
  assert.match(cookie ?? "", /SameSite=Lax/);
  const token = browser.cookies.get("session") ?? "x";
  for (const path of ["/my", "/my/profile", "/my/groups"])
    assert.equal((await browser.get(path)).text.includes(token), false, path);
});

test("39: a session ended on one device is dead on the other at once", async () => {
  const mail = newMail();
  await town.addPerson({ mail });
  const [phone, library] = [town.browser("iPhone Safari/604.1"), town.browser()];
  await signIn(phone, mail);
  await signIn(library, mail);
  const profile = await phone.get("/my/profile");
  assert.equal((await phone.send(profile, "/my/sessions/end-others")).status, 303);
  assert.equal((await library.get("/my")).status, 303);
  assert.equal((await phone.get("/my")).status, 200);
});

test("a sign-in that is sent twice by a double click signs in once, and both answers lead on", async () => {
  const mail = newMail();
  const personId = await town.addPerson({ mail });
  const browser = town.browser();
  const { page, path } = await ask(browser, mail);
  const digits = town.lastDigits();
  const cookie = [...browser.cookies].map((pair) => pair.join("=")).join("; ");
  const key = formKeyOf(page.text, path);
  const send = () =>
    browser.raw(path, { method: "POST", headers: { cookie }, body: new URLSearchParams({ "form-key": key, digits }) });
  const answers = await Promise.all([send(), send()]);
  assert.deepEqual(
    answers.map(({ status, location }) => [status, location]),
    [
      [303, "/my"],
      [303, "/my"],
    ],
  );
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from identity.session where person_id = ${personId}`.execute(town.city.db);
  assert.equal(rows[0]?.n, 1);
});

test("40: next leads to own paths only, in the address, in the form, and after the code", async () => {
  const evil = [
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "https:evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "/x\r\nSet-Cookie: a=b",
    "//user:pass@evil.example",
  ];
  for (const next of evil) {
    const mail = newMail();
    await town.addPerson({ mail });
    const browser = town.browser();
    const done = await signIn(browser, mail, next);
    assert.equal(done.status, 303, next);
    const to = new URL(done.location, "http://localhost:3000");
    assert.equal(to.origin, "http://localhost:3000", next);
    assert.equal(
      done.headers.getSetCookie().some((line) => line.startsWith("a=")),
      false,
    );
    // Who is signed in already is sent on by the page itself: the same rule.
    const again = await browser.get(`/sign-in?next=${encodeURIComponent(next)}`);
    assert.equal(new URL(again.location, "http://localhost:3000").origin, "http://localhost:3000", next);
  }
});

test("a page of a resident asks a visitor to sign in and comes back to it; a staff page asks for the staff's way", async () => {
  const browser = town.browser();
  assert.equal((await browser.get("/my/profile?x=1")).location, "/sign-in?next=%2Fmy%2Fprofile%3Fx%3D1");
  assert.equal((await browser.get("/staff/people?q=a")).location, "/staff/sign-in?next=%2Fstaff%2Fpeople%3Fq%3Da");
});

test("unknown fields, 1 MB in a field and a doubled field are refused, and nothing is written", async () => {
  const browser = town.browser();
  const page = await browser.get("/sign-in");
  const earlier = await rowsOf("sign_in_code");
  const unknown = await browser.send(page, "/sign-in", { mail: newMail(), role: "administrator" });
  const long = await browser.send(await browser.get("/sign-in"), "/sign-in", {
    mail: `${"a".repeat(200_000)}@example.jp`,
  });
  assert.deepEqual([unknown.status, long.status], [422, 422]);
  assert.equal(await rowsOf("sign_in_code"), earlier);
});
