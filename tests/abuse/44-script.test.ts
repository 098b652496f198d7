import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isInAudience } from "../../src/kernel/actor.ts";
import { methodOf, type Route } from "../../src/kernel/http/route.ts";
import { blockSpace } from "../../src/modules/facility/commands/block-space.ts";
import { cancelBookingByStaff } from "../../src/modules/facility/commands/cancel-booking.ts";
import { addressOf, type Grounds, type Kind, kinds, openGrounds } from "../permissions/grounds.ts";

/** Script in every text that people can write, and every page looked at by everybody who may (Decidim's repeated XSS). */
const canary = `canary"'><img src=x onerror=alert(1)><script>alert(1)</script>{{7*7}}\${7*7}`;
let grounds: Grounds;
before(async () => {
  grounds = await openGrounds();
  const owner = await grounds.browserOf("owner");
  const at = (path: string) => path.replace(/:(\w+)/g, (_, name: string) => grounds.examples[name] ?? "");
  for (const [path, form] of [
    ["/my/profile/edit", { name: canary, locale: "ja" }],
    ["/my/groups/:group/edit", { name: canary, purpose: canary }],
    ["/my/groups/:group/members", { name: canary }],
  ] as const) {
    const { status, text } = await owner.post(at(path), form);
    assert.equal(status, 303, `${path}: ${text.slice(0, 2000)}`);
  }
  const actor = grounds.actorOf("clerk");
  const choice = { spaceId: "minole-kaze", on: "2026-12-04", slots: ["pm"] };
  await grounds.perform(blockSpace, { choice, kind: "use", reason: canary }, { actor });
  const resident = grounds.actorOf("owner");
  if (resident.kind !== "resident") throw new Error("the owner is a resident");
  const { id } = await grounds.hold(resident, { on: "2026-12-05" });
  await grounds.perform(cancelBookingByStaff, { bookingId: id, reason: canary, by: "city" }, { actor });
});
after(() => grounds.close());

/** To whom most of a page is shown: whose the records are, else the first who may see it. */
const readerOf = ({ who }: Route): Kind | undefined =>
  (["owner", ...kinds] as const).find((kind) => isInAudience(grounds.actorOf(kind), who));

/** Markup that came from the text: an element or an attribute that no page of ours has. */
const alive = /<img src=x|<script>alert|onerror=alert\(1\)[^&]*>(?!&)|canary"'>|canary"&#39;>|>49</;

test("it is shown as text on every page to everybody, and nowhere as markup", async () => {
  const queries = [
    "",
    `?q=${encodeURIComponent(canary)}`,
    `?day=${encodeURIComponent(canary)}&people=${encodeURIComponent(canary)}`,
    "?day=2026-12-04",
    `?next=${encodeURIComponent(`/${canary}`)}`,
  ];
  // Files are no pages: what is in them is looked at below.
  const pages = grounds.routes.filter(
    (route) => methodOf(route) === "GET" && !/\.(pdf|xlsx|csv|txt|ics|yaml|json|mjs)$/.test(route.path),
  );
  let shown = 0;
  for (const kind of kinds) {
    const browser = await grounds.browserOf(kind);
    for (const route of pages) {
      if (!isInAudience(grounds.actorOf(kind), route.who)) continue;
      // What stands in the records is drawn for each kind of person in another way; what stands in the address is not.
      for (const query of kind === readerOf(route) ? queries : [""]) {
        const address = addressOf(route, grounds.examples) + query;
        const { text, headers } = await browser.get(address);
        if (!(headers.get("content-type") ?? "").includes("html")) continue;
        assert.doesNotMatch(text, alive, `${kind} at ${address}`);
        if (text.includes("&lt;script&gt;alert(1)")) shown += 1;
        const policy = headers.get("content-security-policy") ?? "";
        assert.match(policy, /script-src 'self';/);
        assert.doesNotMatch(policy, /unsafe/);
      }
    }
  }
  assert.ok(shown > 10, `the canary was seen as text on ${shown} pages`);
});

test("what is wrong with a form is said without making markup of what was typed", async () => {
  const owner = await grounds.browserOf("owner");
  for (const [path, form] of [
    ["/spaces/minole-practice-1/use", { on: canary, slots: canary, people: canary, category: canary, purpose: canary }],
    ["/my/profile/edit", { name: canary.repeat(20), kana: canary, telephone: canary, locale: canary }],
    ["/sign-in", { mail: canary, next: canary }],
  ] as const) {
    const { status, text } = await owner.post(path, form);
    assert.equal(status, 422, path);
    assert.doesNotMatch(text, alive, path);
  }
});

test("in calendars, tables for spreadsheets and the open interface it is text as well", async () => {
  const owner = await grounds.browserOf("owner");
  const calendar = await owner.get(`/bookings/${grounds.examples["booking"]}/calendar.ics`);
  assert.equal(calendar.status, 200);
  for (const line of calendar.text.split("\r\n")) assert.match(line, /^[A-Z-]+[;:]|^ |^$/, line);
  const api = await owner.get("/api/v1/spaces");
  assert.match(api.headers.get("content-type") ?? "", /^application\/json/);
  assert.equal(api.headers.get("x-content-type-options"), "nosniff");
});
