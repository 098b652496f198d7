import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { sql } from "kysely";
import { isInAudience, type Role } from "../../src/kernel/actor.ts";
import type { Route } from "../../src/kernel/http/route.ts";
import type { Resident, Staff } from "../../src/modules/facility/town.fixture.ts";
import { seedIdentity } from "../../src/modules/identity/seeds.ts";
import { planModule } from "../../src/modules/plan/module.ts";
import { seedPlan } from "../../src/modules/plan/seeds.ts";
import { type Browser, type Site, startSite } from "../site.fixture.ts";

const omitama = new URL("../../cities/omitama/", import.meta.url);
const routes = planModule({ metrics: () => new Map() }).routes.filter(({ kind }) => kind === "page" || kind === "feed");

/** What the sample city has no row of: a value to send back, a draft of the plan, a file of amounts, an own request that is still written. */
const withoutSample = /:figure|:draft|:file|:request\/edit/;

/** Files to be filled in and sent, offered to who may send them. */
const templates = /\/(values|table)\.csv$/;

/** What a page leads to depends on the state of its row: of a kind, so many are opened. */
const mostOfAKind = 10;

describe("who may open a page of the plan finds a link to it", () => {
  let site: Site;
  before(async () => {
    site = await startSite({ now: "2026-11-23T09:00:00+09:00" });
    const city = { ...site.city, demo: true };
    await seedIdentity(city, omitama, { sendMail: () => assert.fail("no mail"), providers: [], keepers: () => [] });
    await seedPlan(city, omitama);
  });
  after(() => site.close());

  /** Every address that can be clicked to from here, by the route that answers it. */
  async function walk(browser: Browser, start: string, side: RegExp) {
    const seen = new Set([start]);
    const opened = new Map<Route, number>();
    const waiting = [start];
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const route = routeOf(path);
      if (route !== undefined) opened.set(route, (opened.get(route) ?? 0) + 1);
      if (route?.kind === "feed") continue;
      const { status, text, location } = await browser.get(path);
      if (status === 303 && location !== null && !location.includes("sign-in")) waiting.push(location);
      if (status === 303) continue;
      assert.equal(status, 200, `${path} is linked, and answers ${status}`);
      for (const [, href = ""] of text.matchAll(/<(?:a [^>]*?href|form [^>]*?method="get" action)="(\/[^"#]*)/g)) {
        const to = href.replaceAll("&amp;", "&");
        const next = routeOf(to);
        if (
          next === undefined ||
          seen.has(to) ||
          !side.test(to) ||
          to.includes("lang=") ||
          (opened.get(next) ?? 0) >= mostOfAKind
        )
          continue;
        seen.add(to);
        waiting.push(to);
      }
    }
    return opened;
  }

  async function personOf(name: string, who: "resident" | readonly Role[]): Promise<Resident | Staff> {
    const { rows } = await sql<{ id: string }>`select id from identity.person where name = ${name}`.execute(
      site.city.db,
    );
    const same = { personId: rows[0]?.id ?? assert.fail(name), name, sessionId: randomUUID() };
    return who === "resident"
      ? { kind: "resident", ...same }
      : { kind: "staff", ...same, roles: who, sectionId: "", sectionName: "" };
  }

  /** What this person may open of the plan and finds no way to. */
  async function missedBy(name: string, who: "resident" | readonly Role[], start: string, side: RegExp) {
    const actor = await personOf(name, who);
    const opened = await walk(await site.signIn(actor), start, side);
    return routes
      .filter(({ path, who: may }) => side.test(path) && isInAudience(actor, may) && !withoutSample.test(path))
      .filter((route) => !opened.has(route) && !(templates.test(route.path) && !who.includes("planner")))
      .map(({ path }) => path);
  }

  test("a reviewer, who is a resident", async () => {
    const asking = await site.signIn(await personOf("大和田 文子", "resident"));
    const asked = await asking.post("/plans/comprehensive/parts/1303/questions", { words: "調査は、いつですか。" });
    assert.equal(asked.status, 303);
    assert.deepEqual(await missedBy("大和田 文子", "resident", "/my", /^\/(my|plans)\b/), []);
  });

  const staff = {
    "久保田 誠": ["planner"],
    "長須 幸子": ["approver", "planner"],
    "笹目 亮": ["clerk"],
    "田山 京子": ["approver"],
    "小松崎 優": ["finance"],
    "角田 静": ["auditor"],
  } as const satisfies Record<string, readonly Role[]>;
  for (const [name, who] of Object.entries(staff)) {
    test(`${name}: ${who.join(", ")}`, async () => {
      assert.deepEqual(await missedBy(name, who, "/staff/plan", /^\/staff\//), []);
    });
  }

  test("anybody", async () => {
    const opened = await walk(site.browser(), "/", /^\/plans\b/);
    const missed = routes.filter(
      (route) => route.who === "anyone" && /^\/plans\b/.test(route.path) && !opened.has(route),
    );
    assert.deepEqual(
      missed.map(({ path }) => path),
      [],
    );
  });
});

function routeOf(href: string): Route | undefined {
  const { pathname } = new URL(href, "http://localhost");
  const parts = pathname.split("/");
  return routes.find(({ path }) => {
    const own = path.split("/");
    return own.length === parts.length && own.every((part, at) => part.startsWith(":") || part === parts[at]);
  });
}
