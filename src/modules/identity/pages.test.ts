import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { messages } from "../../kernel/i18n/messages.ts";
import { translator } from "../../kernel/i18n/translate.ts";
import { listDocuments } from "./store/document.ts";
import { listGroupRowsOf } from "./store/group.ts";
import { type IdentityWeb, identityWeb, type WebAnswer, type WebBrowser } from "./web.fixture.ts";

let town: IdentityWeb;
before(async () => {
  town = await identityWeb();
});
after(() => town.close());

let count = 0;

async function resident(name = "見本 花子"): Promise<{ browser: WebBrowser; personId: string }> {
  const mail = `page${++count}@example.jp`;
  const personId = await town.addPerson({ mail, name });
  const browser = town.browser();
  const asked = await browser.send(await browser.get("/sign-in"), "/sign-in", { mail });
  await browser.send(await browser.get(asked.location), asked.location, { digits: town.lastDigits() });
  return { browser, personId };
}

async function groupOf({ browser, personId }: { browser: WebBrowser; personId: string }): Promise<string> {
  const page = await browser.get("/my/groups/new");
  await browser.send(page, "/my/groups/new", { name: "見本の会", kana: "", purpose: "見本" });
  const [group] = await listGroupRowsOf(town.city.db, personId);
  return group?.id ?? "";
}

async function handIn(browser: WebBrowser, groupId: string): Promise<WebAnswer> {
  const action = `/my/groups/${groupId}/documents/new`;
  const page = await browser.get(action);
  const form = new FormData();
  form.set(
    "form-key",
    /name="form-key" value="([^"]+)"/.exec(page.text.split(`action="${action}"`)[1] ?? "")?.[1] ?? "",
  );
  form.set("kind", "rules");
  form.set("file", new File(["%PDF-1.7\n%%EOF"], "会則.pdf", { type: "application/pdf" }));
  return browser.raw(action, { method: "POST", body: form });
}

test("27: pages of others' groups answer as pages of groups that do not exist", async () => {
  const owner = await resident();
  const groupId = await groupOf(owner);
  const { browser } = await resident();
  for (const rest of [
    "",
    "/edit",
    "/members",
    `/members/${randomUUID()}`,
    "/close",
    "/documents/new",
    `/documents/${randomUUID()}`,
  ]) {
    const theirs = await browser.get(`/my/groups/${groupId}${rest}`);
    const nothing = await browser.get(`/my/groups/${randomUUID()}${rest}`);
    assert.deepEqual([theirs.status, theirs.text], [404, nothing.text], rest);
    assert.equal(nothing.status, 404);
  }
});

test("33: a group's paper is a download, asked anew each time: not for others, not after sign-out", async () => {
  const owner = await resident();
  const groupId = await groupOf(owner);
  assert.equal((await handIn(owner.browser, groupId)).status, 303);
  const [paper] = await listDocuments(town.city.db, groupId);
  const path = `/my/groups/${groupId}/documents/${paper?.id}`;
  const given = await owner.browser.get(path);
  assert.equal(given.headers.get("content-type"), "application/pdf");
  assert.match(given.headers.get("content-disposition") ?? "", /^attachment; .*%E4%BC%9A%E5%89%87\.pdf/);
  assert.equal(given.headers.get("x-content-type-options"), "nosniff");
  assert.equal(given.headers.get("cache-control"), "no-store");
  assert.equal((await (await resident()).browser.get(path)).status, 404);
  await owner.browser.send(await owner.browser.get("/my"), "/sign-out");
  const after = await owner.browser.get(path);
  assert.equal(after.status, 303);
  assert.match(after.location, /^\/sign-in\?next=/);
});

test("31: staff pages refuse residents and send visitors to the staff's sign-in, in every spelling", async () => {
  const { browser } = await resident();
  for (const path of [
    "/staff/people",
    "/staff/people/new",
    "/staff/roles",
    "/staff/roles/new",
    `/staff/people/${randomUUID()}`,
  ]) {
    assert.equal((await browser.get(path)).status, 403, path);
    assert.match((await town.browser().get(path)).location, /^\/staff\/sign-in/);
  }
  for (const spelling of [
    "/Staff/people",
    "/staff/people/",
    "//staff/people",
    "/staff/%2e%2e/staff/people",
    "/staff%2fpeople",
    "/./staff//people",
  ]) {
    const { status, text } = await browser.get(spelling);
    assert.ok([400, 403, 404].includes(status), `${spelling}: ${status}`);
    assert.doesNotMatch(text, /人をさがす/);
  }
});

test("44: script in a name, a group and a purpose is text on every page that shows it", async () => {
  const attack = `<script>canary()</script>"'><img src=x onerror=canary()>`;
  const owner = await resident(attack);
  const page = await owner.browser.get("/my/groups/new");
  await owner.browser.send(page, "/my/groups/new", { name: attack, kana: "", purpose: attack });
  const [group] = await listGroupRowsOf(town.city.db, owner.personId);
  const id = group?.id;
  for (const path of [
    "/my",
    "/my/profile",
    "/my/profile/edit",
    "/my/groups",
    `/my/groups/${id}`,
    `/my/groups/${id}/edit`,
    `/my/groups/${id}/members`,
  ]) {
    const { status, text } = await owner.browser.get(path);
    assert.equal(status, 200, path);
    assert.equal(/<script>canary|<img src=x|onerror=canary\(\)>/.test(text), false, path);
  }
});

test("personal pages are kept by no cache and no search engine", async () => {
  const { browser } = await resident();
  for (const path of ["/my", "/my/profile", "/my/groups"]) {
    const { headers } = await browser.get(path);
    assert.equal(headers.get("cache-control"), "no-store", path);
    assert.equal(headers.get("x-robots-tag"), "noindex", path);
  }
});

test("a form with what is wrong keeps what was typed, and says it at the field", async () => {
  const { browser } = await resident();
  const page = await browser.get("/my/profile/edit");
  const typed = { name: "髙﨑 𠮷子", kana: "takasaki", telephone: "12", locale: "ja" };
  const again = await browser.send(page, "/my/profile/edit", typed);
  assert.equal(again.status, 422);
  for (const value of ["髙﨑 𠮷子", "takasaki", "12"]) assert.ok(again.text.includes(`value="${value}"`), value);
  assert.match(again.text, /id="kana-error"[\s\S]*id="telephone-error"/);
});

test("every audit of this module that a person may see has words", () => {
  const t = translator("ja");
  const own = Object.keys(messages.ja).filter((key) => key.startsWith("identity.audit."));
  assert.ok(own.length > 30);
  for (const key of own) assert.notEqual(t.dynamicText(key), t.text("kernel.refusal"), key);
});
