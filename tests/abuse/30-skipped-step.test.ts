import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { sql } from "kysely";
import { changesNothing, openSite, useForm, usePath } from "./abuse.fixture.ts";

/** Later steps before earlier ones, old steps again. */
let site: Awaited<ReturnType<typeof openSite>>;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const days = ["2026-12-04", "2026-12-05", "2026-12-06", "2026-12-08"];
let path = "";
let id = "";
beforeEach(async () => {
  const { location } = await site.haru.browser.post(usePath, { ...useForm, on: days.shift() ?? "" });
  path = (location ?? "").replace(/\/check$/, "");
  id = path.split("/")[2] ?? "";
});

const post = (step: string, form: Record<string, string> = {}) => site.haru.browser.post(`${path}/${step}`, form);
const check = { way: "counter", agree: "yes" };

test("doors and codes of a room that is only held are refused", async () => {
  for (const step of ["doors/minole-practice-1/open", "code"]) {
    assert.equal((await changesNothing(site, () => post(step))).status, 409, step);
  }
  for (const paper of ["permit.pdf", "receipt.pdf"]) {
    assert.ok((await site.haru.browser.get(`${path}/${paper}`)).status >= 400, paper);
  }
});

test("without the tick under the rules nothing is settled", async () => {
  assert.equal((await changesNothing(site, () => post("check", { way: "counter" }))).status, 422);
});

test("the same form again shows the same outcome; the same step by a new form changes nothing more", async () => {
  const key = site.haru.browser.keyFor(`${path}/check`);
  const first = await site.haru.browser.post(`${path}/check`, check, key);
  assert.equal(first.status, 303);
  const replayed = await changesNothing(site, () => site.haru.browser.post(`${path}/check`, check, key));
  assert.deepEqual([replayed.status, replayed.location], [303, first.location]);
  const changed = { ...check, way: "online" };
  const other = await changesNothing(site, () => site.haru.browser.post(`${path}/check`, changed, key));
  assert.equal(other.status, 409, "another answer under the same key");
  for (const step of ["extend", "drop"]) {
    const { status } = await changesNothing(site, () => post(step));
    assert.ok(status === 409 || status === 303, `${step}: ${status}`);
    assert.equal((await site.see(id)).state, "reserved", step);
  }
});

test("what is over stays over, whichever step is sent", async () => {
  assert.equal((await post("cancel", { expected: "0", sure: "yes" })).status, 303);
  for (const [step, form] of [
    ["check", check],
    ["extend", {}],
    ["cancel", { expected: "0", sure: "yes" }],
    ["code", {}],
    ["doors/minole-practice-1/open", {}],
  ] as const) {
    assert.equal((await changesNothing(site, () => post(step, form))).status, 409, step);
  }
  assert.equal((await site.see(id)).state, "cancelled");
});

test("what may follow what is a table that the product itself cannot widen, in every module", async () => {
  const { rows } = await sql<{ name: string; isFixed: boolean }>`
    select format('%s', oid::regclass) as name,
      not has_table_privilege('machimigaki_app', oid, 'insert, update, delete, truncate') as "isFixed"
    from pg_class where relkind = 'r' and relname ~ '(transition|_move)$' order by 1
  `.execute(site.city.db);
  assert.ok(rows.length >= 12, "the tables are found by their names");
  assert.deepEqual(
    rows.filter(({ isFixed }) => !isFixed).map(({ name }) => name),
    [],
  );
});
