import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { TestCity } from "../../kernel/test/city.ts";
import { sendNotice } from "./commands/send-notice.ts";
import { addPerson, confirmed, listRows, listTries, noticeCity, noticeWeb, scriptedSender } from "./notice.fixture.ts";

const sender = scriptedSender();
let city: TestCity;
let ask: ReturnType<typeof noticeWeb>;
let personId: string;
let id: string;

before(async () => {
  city = await noticeCity(sender);
  ask = noticeWeb(city);
  personId = await addPerson(city, { name: "Canary Name", mail: "canary@example.jp" });
  sender.say({ verdict: "refused", reply: "550 5.1.1" });
  await city.perform(sendNotice, confirmed(personId));
  await city.drain();
  id = (await listRows(city))[0]?.id ?? "";
});
after(() => city.close());

const auditRows = async () =>
  (
    await sql<{ what: string; about: string | null }>`select what, about from kernel.audit_entry order by id`.execute(
      city.city.db,
    )
  ).rows;
/** The page has other forms too, each with a key of its own. */
const keyIn = (body: string) =>
  /send-again"[^>]*><input type="hidden" name="form-key" value="([^"]+)"/.exec(body)?.[1] ?? "";

test("a clerk sees all mails with their states, without names and addresses, and nothing is written down", async () => {
  const { status, body } = await ask("/staff/notices", { as: "clerk" });
  assert.equal(status, 200);
  assert.match(body, /予約できました/);
  assert.match(body, /送れませんでした/);
  assert.doesNotMatch(body, /canary/i);
  assert.deepEqual(await auditRows(), []);
});

test("the list is narrowed by state, and a state that does not exist is refused", async () => {
  assert.match((await ask("/staff/notices?state=failed", { as: "clerk" })).body, new RegExp(id));
  assert.doesNotMatch((await ask("/staff/notices?state=sent", { as: "clerk" })).body, new RegExp(id));
  assert.equal((await ask("/staff/notices?state=lost", { as: "clerk" })).status, 422);
  for (const before of ["x", "2026-13-45T99:99:99.999Z_00000000-0000-4000-8000-000000000000", "'; drop table"]) {
    assert.equal((await ask(`/staff/notices?before=${encodeURIComponent(before)}`, { as: "clerk" })).status, 422);
  }
});

test("opening a mail shows a masked address, the tries and what they mean, and the person can see that it was opened", async () => {
  const { status, body } = await ask(`/staff/notices/${id}`, { as: "clerk" });
  assert.equal(status, 200);
  assert.match(body, /c•••@example\.jp/);
  assert.doesNotMatch(body, /canary@/);
  assert.match(body, /550 5\.1\.1/);
  assert.match(body, /あて先のアドレスがありません/);
  assert.deepEqual(await auditRows(), [{ what: "notice.opened", about: personId }]);
});

test("'send again' sends again once, also if it is pressed twice", async () => {
  const { body } = await ask(`/staff/notices/${id}`, { as: "clerk" });
  const path = `/staff/notices/${id}/send-again`;
  const form = { "form-key": keyIn(body) };
  const [one, two] = await Promise.all([ask(path, { as: "clerk", form }), ask(path, { as: "clerk", form })]);
  assert.deepEqual([one.status, two.status, one.to], [303, 303, `/staff/notices/${id}`]);
  await city.drain();
  assert.deepEqual(await listTries(city), ["1.1 refused 550 5.1.1", "2.1 sent 250 2.0.0"]);
});

test("a form without our key, from another session or with more fields changes nothing", async () => {
  const path = `/staff/notices/${id}/send-again`;
  const key = keyIn((await ask(`/staff/notices/${id}`, { as: "clerk" })).body);
  const before = (await auditRows()).length;
  assert.equal((await ask(path, { as: "clerk", form: {} })).status, 403);
  assert.equal((await ask(path, { as: "clerk", form: { "form-key": key, to: "evil@example.jp" } })).status, 422);
  assert.equal((await listRows(city))[0]?.round, 2);
  assert.ok((await auditRows()).slice(before).every(({ what }) => what === "notice.opened"));
});

test("a mail that waits is not sent again by hand, and the page says why", async () => {
  await city.perform(sendNotice, confirmed(personId, { once: "waiting" }));
  const waiting = (await listRows(city)).find(({ state }) => state === "queued");
  const page = await ask(`/staff/notices/${waiting?.id}`, { as: "clerk" });
  assert.doesNotMatch(page.body, /send-again/);
  assert.match(page.body, /まだ自動で送っている途中/);
});

test("residents, visitors and roles that are not named stay out; an auditor looks and does not send", async () => {
  for (const path of ["/staff/notices", `/staff/notices/${id}`]) {
    assert.equal((await ask(path)).to, `/staff/sign-in?next=${encodeURIComponent(path)}`);
    assert.equal((await ask(path, { as: "resident" })).status, 403);
    assert.equal((await ask(path, { as: "approver" })).status, 403);
    assert.equal((await ask(path, { as: "auditor" })).status, 200);
  }
  assert.doesNotMatch((await ask(`/staff/notices/${id}`, { as: "auditor" })).body, /send-again/);
  const form = { "form-key": keyIn((await ask(`/staff/notices/${id}`, { as: "clerk" })).body) };
  assert.equal((await ask(`/staff/notices/${id}/send-again`, { as: "auditor", form })).status, 403);
});

test("a mail that is not there is a 404, and one whose content was forgotten says so", async () => {
  assert.equal((await ask(`/staff/notices/${crypto.randomUUID()}`, { as: "clerk" })).status, 404);
  assert.equal((await ask("/staff/notices/1", { as: "clerk" })).status, 404);
});

test("fifty mails to a page, the older ones behind it, none twice and none left out", async () => {
  for (let count = 0; count < 60; count++) {
    if (count % 7 === 0) city.clock.advance(1);
    await city.perform(sendNotice, confirmed(personId, { once: `page ${count}` }));
  }
  const idsIn = (body: string) => [...body.matchAll(/\/staff\/notices\/([0-9a-f-]{36})"/g)].map(([, found]) => found);
  const first = await ask("/staff/notices", { as: "clerk" });
  const older = /href="(\/staff\/notices\?before=[^"]+)"/.exec(first.body)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const second = await ask(older, { as: "clerk" });
  const seen = [...idsIn(first.body), ...idsIn(second.body)];
  assert.equal(idsIn(first.body).length, 50);
  assert.deepEqual(seen.toSorted(), (await listRows(city)).map((row) => row.id).toSorted());
  assert.doesNotMatch(second.body, /before=/);
});
