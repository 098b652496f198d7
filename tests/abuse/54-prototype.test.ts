import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { changesNothing, openSite, useForm, usePath } from "./abuse.fixture.ts";

/** Field names that reach into objects, and lists where one value belongs. */
let site: Awaited<ReturnType<typeof openSite>>;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const own = Object.entries(useForm);
const odd: readonly (readonly [string, string])[][] = [
  [["__proto__", "1"]],
  [["__proto__[isAdmin]", "1"]],
  [["constructor", "1"]],
  [["constructor.prototype.isAdmin", "1"]],
  [["prototype", "1"]],
  [["toString", "1"]],
  [["hasOwnProperty", "1"]],
  [["extra.__proto__", "1"]],
  [["extra.constructor", "1"]],
  [["people[]", "1"]],
  [["people", "6"]],
  [["on", "2026-12-05"]],
  [["category", "wide"]],
  [
    ["group", ""],
    ["group", ""],
  ],
];

for (const fields of odd) {
  test(`a form with ${fields.map(([name]) => name).join(" and ")} besides is refused, and nothing is written`, async () => {
    const { status } = await changesNothing(site, () => site.haru.browser.post(usePath, [...own, ...fields]));
    assert.ok(status === 400 || status === 422, `${status}`);
    assert.equal(({} as { isAdmin?: unknown }).isAdmin, undefined);
  });
}

test("the same in an address is refused or means nothing", async () => {
  for (const query of [
    "__proto__[x]=1",
    "day=2026-12-04&day=2026-12-05",
    "constructor=1",
    "on[]=2026-12-04",
    "area=a&area=b",
  ]) {
    const { status } = await site.haru.browser.get(`/spaces?${query}`);
    assert.ok(status === 200 || status === 422, `${query}: ${status}`);
    assert.equal(({} as { x?: unknown }).x, undefined);
  }
});

test("the form itself goes through: what is refused above is refused for what was added", async () => {
  assert.equal((await site.haru.browser.post(usePath, own)).status, 303);
});
