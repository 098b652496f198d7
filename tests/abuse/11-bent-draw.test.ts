import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { methodOf } from "../../src/kernel/http/route.ts";
import { january } from "../../src/modules/lottery/town.fixture.ts";
import { changesNothing } from "./abuse.fixture.ts";
import { entryForm, openLottery } from "./lottery.fixture.ts";

/** Somebody in the town hall books before others may, or bends the draw. */
let site: Awaited<ReturnType<typeof openLottery>>;
before(async () => {
  site = await openLottery();
});
after(() => site.close());

test("what is drawn for cannot be booked at the counter, by nobody's role", async () => {
  const form = {
    space: "kibogaoka-ground-a",
    on: "2027-01-09",
    slots: "08:00",
    person: site.haru.personId,
    category: "resident",
    purpose: "softball",
    people: "12",
  };
  const manager = await site.signIn(await site.addStaff("facility-manager", "別の 職員"));
  for (const browser of [site.clerk.browser, manager]) {
    const { status, text } = await changesNothing(site, () => browser.post("/staff/bookings/new", form));
    assert.equal(status, 409, text.slice(0, 300));
    assert.match(text, /この日は抽選で決めます/);
  }
});

test("no route draws, and none of the routes of staff touches a draw that has been held", () => {
  const forStaff = site.routes
    .filter(({ path }) => path.startsWith("/staff/lotter"))
    .map((route) => `${methodOf(route)} ${route.path}`);
  assert.deepEqual(forStaff.sort(), [
    "GET /staff/lotteries",
    "GET /staff/lotteries/:round",
    "POST /staff/lotteries/:round/call-off",
    "POST /staff/lotteries/:round/leave-out",
    "POST /staff/lotteries/:round/number",
    "POST /staff/lotteries/:round/postpone",
    "POST /staff/lottery-decisions/:decision",
    "POST /staff/lottery-entries/:entry/clear",
  ]);
});

test("before the draw staff see how many, and no names; the secret is on no page", async () => {
  await site.haru.browser.post(`${site.path}/enter`, entryForm);
  const { id, commitment, secretSealed } = await site.rounds.round();
  const secret = site.city.secrets.open("lottery-secret", secretSealed) ?? "";
  for (const [browser, path] of [
    [site.clerk.browser, `/staff/lotteries/${id}`],
    [site.clerk.browser, "/staff/lotteries"],
    [site.browser(), `/lotteries/${id}`],
    [site.browser(), `/lotteries/${id}/round.json`],
  ] as const) {
    const { text } = await browser.get(path);
    assert.ok(!text.includes(secret) && !text.includes(secretSealed), path);
    assert.ok(!text.includes("山口"), `${path} has no name`);
  }
  assert.match((await site.browser().get(`/lotteries/${id}`)).text.replaceAll("<wbr>", ""), new RegExp(commitment));
});

test("one person alone changes nothing of a round: a proposal waits, and its own maker cannot agree", async () => {
  const { id } = await site.rounds.round();
  const approver = await site.addStaff("approver", "三人目 職員");
  const browser = await site.signIn(approver);
  const proposed = await browser.post(`/staff/lotteries/${id}/postpone`, {
    day: "2026-12-03",
    time: "3:00",
    "postpone-reason": "停電の工事",
  });
  assert.equal(proposed.status, 303);
  const decision = (await sql<{ id: string }>`select id from lottery.decision`.execute(site.city.db)).rows[0]?.id ?? "";
  const { status, text } = await changesNothing(site, () =>
    browser.post(`/staff/lottery-decisions/${decision}`, { outcome: "agreed" }),
  );
  assert.equal(status, 409);
  assert.match(text, /別の職員が決めてください/);
  assert.deepEqual((await site.rounds.see(id)).drawAt, new Date(january.draw));
});

test("after closing, no entry is added, withdrawn or left out: the list is public and its hash too", async () => {
  await site.rounds.go(january.closed);
  const { id } = await site.rounds.round();
  const csv = await site.browser().get(`/lotteries/${id}/entries.csv`);
  assert.equal(csv.status, 200);
  const [entry] = await site.rounds.entriesOf(site.haru);
  const [haru, mika, clerk] = await Promise.all([site.haru, site.mika, site.clerk].map(site.signInAgain));
  for (const attack of [
    () => mika?.post(`/lotteries/${id}/enter`, entryForm),
    () => haru?.post(`/my/lotteries/${entry?.id}/withdraw`),
    () => clerk?.post(`/staff/lotteries/${id}/leave-out`, { entry: entry?.id ?? "", "leave-out-reason": "ためし" }),
  ]) {
    assert.equal((await changesNothing(site, async () => attack()))?.status, 409);
  }
  await assert.rejects(
    sql`update lottery.closing set entries_csv = entries_csv || ' '`.execute(site.city.db),
    /permission denied/,
  );
  assert.equal((await site.browser().get(`/lotteries/${id}/entries.csv`)).text, csv.text);
});

test("the published files draw the published result, and say the secret that was promised", async () => {
  await site.rounds.go(january.draw);
  const { id } = await site.rounds.round();
  assert.equal((await site.browser().get(`/lotteries/${id}/round.json`)).status, 404, "not before its time");
  await site.rounds.go(january.result);
  const [round, entries, taken, script] = await Promise.all(
    ["round.json", "entries.csv", "taken.csv"]
      .map((name) => site.browser().get(`/lotteries/${id}/${name}`))
      .concat(site.browser().get("/lotteries/recompute.mjs")),
  );
  assert.match(script?.text ?? "", /export async function recompute/);
  const path = new URL("../../src/modules/lottery/scripts/recompute.mjs", import.meta.url).href;
  const { recompute } = await import(path);
  const checks: { right: boolean }[] = await recompute(JSON.parse(round?.text ?? ""), entries?.text, taken?.text);
  assert.ok(checks.length === 4 && checks.every(({ right }) => right), JSON.stringify(checks));
});
