import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { changesNothing, openSite, useForm, usePath } from "./abuse.fixture.ts";

/** Prices, owners, states and refunds written into the form by hand (mass assignment). */
let site: Awaited<ReturnType<typeof openSite>>;
before(async () => {
  site = await openSite();
});
after(() => site.close());

test("fields that the form does not have are refused, each of them", async () => {
  for (const [name, value] of [
    ["price", "1"],
    ["amount", "0"],
    ["quote", "{}"],
    ["state", "confirmed"],
    ["bookerId", site.mika.personId],
    ["facility", "apios"],
    ["role", "clerk"],
    ["holdUntil", "2030-01-01"],
    ["extra.../x", "1"],
  ] as const) {
    const { status } = await changesNothing(site, () => site.haru.browser.post(usePath, { ...useForm, [name]: value }));
    assert.ok(status === 422 || status === 400, `${name}: ${status}`);
  }
});

test("extras that are not for this room, or not so many, and a category of groups are refused at their field", async () => {
  for (const change of [
    { "extra.roll-back-chairs": "1" },
    { "extra.heating": "999" },
    { "extra.free-of-charge": "1" },
    { category: "resident-group" },
    { purpose: "sale" },
    { people: "31" },
    { group: "00000000-0000-4000-8000-000000000000" },
  ]) {
    const { status } = await changesNothing(site, () => site.haru.browser.post(usePath, { ...useForm, ...change }));
    assert.equal(status, 422, JSON.stringify(change));
  }
});

test("the price is ours, and a refund that was edited is refused and shown anew", async () => {
  const { location } = await site.haru.browser.post(usePath, useForm);
  const path = (location ?? "").replace(/\/check$/, "");
  const id = path.split("/")[2] ?? "";
  assert.equal((await site.see(id)).amount, 700);
  await site.haru.browser.post(`${path}/check`, { way: "online", agree: "yes" });
  await site.payOnline(id);
  const edited = () => site.haru.browser.post(`${path}/cancel`, { expected: "99999", sure: "yes" });
  const { status, text } = await changesNothing(site, edited);
  assert.equal(status, 409);
  assert.match(text, /お返しする額が変わりました/);
  assert.match(text, /700円/);
  assert.equal(await site.count(sql`select from payment.refund`), 0);
});

test("a way to pay that this room does not offer is refused", async () => {
  const { location } = await site.haru.browser.post(usePath, { ...useForm, slots: "pm" });
  const check = () => site.haru.browser.post(location ?? "", { way: "free", agree: "yes" });
  assert.equal((await changesNothing(site, check)).status, 422);
});
