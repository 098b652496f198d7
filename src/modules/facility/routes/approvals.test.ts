import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { sql } from "kysely";
import { listAudit } from "../../../kernel/audit/audit.ts";
import { startWeb } from "../../payment/web.fixture.ts";
import { bookAtCounter } from "../commands/book-at-counter.ts";
import { facilityModule } from "../module.ts";
import { listMonthUses } from "../store/month.ts";
import { type FacilityTown, facilityTown, friday, type Resident, rehearsal, type Staff } from "../town.fixture.ts";

/** Requests that somebody decides, rooms that the city keeps each week, and boards on paper, over one town. */
let town: FacilityTown;
let web: ReturnType<typeof startWeb>;
let haru: Resident;
let clerk: Staff;
let manager: Staff;
const hall = { spaceId: "minole-kaze-office", slots: ["am"] };

before(async () => {
  town = await facilityTown();
  haru = await town.addResident("山口 はる");
  clerk = await town.addStaff("clerk");
  manager = await town.addStaff("facility-manager", "井坂 健");
  web = startWeb(town.city, facilityModule());
});
after(() => town.close());

/** Fills in the form with this address on a page and sends it; a field may have several values. */
async function post(
  browser: ReturnType<typeof web.browser>,
  from: string,
  action: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
) {
  const { text } = await browser.get(from);
  const forms = [...text.matchAll(new RegExp(`action="${action}"([\\s\\S]*?)</form>`, "g"))].map(([form]) => form);
  const [, key = ""] = /name="form-key" value="([^"]+)"/.exec(forms.join("")) ?? [];
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return browser.ask(action, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin" },
    body: new URLSearchParams([["form-key", key], ...pairs]).toString(),
  });
}

const withoutTags = (text: string) => text.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

it("a resident reads before and after that it is decided, and staff approve it with conditions on a page", async () => {
  const home = web.browser(haru);
  const form = await home.get(`/spaces/${hall.spaceId}/use?on=2026-12-04&slots=am`);
  assert.match(
    withoutTags(form.text),
    /物を売るときと営業のときは、みの〜れの館長が決めます（見本）。 ?5日以内に決めます/,
  );
  const { id } = await town.hold(haru, hall, { purposeId: "sale", people: 20 });
  const check = withoutTags((await home.get(`/bookings/${id}/check`)).text);
  assert.match(check, /11月30日（月）までに決めて、メールで知らせます/);
  assert.match(check, /申請する/);
  const sent = await post(home, `/bookings/${id}/check`, `/bookings/${id}/check`, { way: "counter", agree: "yes" });
  assert.equal(sent.location, `/bookings/${id}/done`);
  assert.match(
    withoutTags((await home.get(`/bookings/${id}/done`)).text),
    /申請しました.*11月30日（月）までに、職員が決めます/,
  );
  assert.match(withoutTags((await home.get(`/bookings/${id}`)).text), /申請中.*職員が決めるわけ/);

  const desk = web.browser(manager);
  const list = (await desk.get("/staff/approvals")).text;
  const [, path = ""] = /href="(\/staff\/approvals\/[0-9a-f-]+)"/.exec(list) ?? [];
  assert.doesNotMatch(list, /山口/, "no names in the list");
  const one = (await desk.get(path)).text;
  assert.match(one, /value="fire"[^>]*checked/);
  assert.match(withoutTags(one), /山口 はる/);
  assert.ok((await listAudit(town.city.db, {})).some(({ what }) => what === "booking.request-seen"));
  assert.match(withoutTags((await web.browser(clerk).get(path)).text), /決めるのは、施設の責任者か決裁者です/);

  const empty = await post(desk, path, `${path}/decide`, { deed: "refuse", words: "" });
  assert.equal(empty.status, 422);
  assert.match(empty.text, /id="words-error"|許可できない理由を書いてください/);
  const done = await post(desk, path, `${path}/decide`, {
    deed: "approve",
    conditions: ["fire"],
    more: "音は20時まで",
  });
  assert.equal(done.location, path);
  const page = withoutTags((await home.get(`/bookings/${id}`)).text);
  assert.match(page, /許可の条件.*火を使わない（見本）.*音は20時まで/);
  assert.match(withoutTags((await desk.get("/staff/approvals?list=decided")).text), /許可した/);
});

it("a late request stands in red on the list and on the board", async () => {
  const { id } = await town.hold(haru, { ...hall, slots: ["pm"] }, { purposeId: "sale", people: 20 });
  await post(web.browser(haru), `/bookings/${id}/check`, `/bookings/${id}/check`, { way: "counter", agree: "yes" });
  town.clock.set("2026-12-01T09:00:00+09:00");
  const desk = web.browser(manager);
  assert.match((await desk.get("/staff/approvals")).text, /status--bad[^>]*>[\s\S]{0,400}期限をすぎています/);
  assert.match(withoutTags((await desk.get("/staff")).text), /使用の申請が1件、決める期限をすぎています/);
});

it("the city keeps a room each week: all dates and what is in the way first, then all or the free ones, later given back", async () => {
  const booked = await town.perform(
    bookAtCounter,
    { choice: { ...friday, on: "2026-12-08" }, use: rehearsal, bookerId: haru.personId },
    { actor: clerk },
  );
  const desk = web.browser(clerk);
  const asked = { space: friday.spaceId, on: "2026-12-03", slots: "am", weekdays: ["2", "4"], last: "2026-12-24" };
  const query = new URLSearchParams([
    ...Object.entries(asked).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
    ["leave", "2026-12-17"],
    ["holidays", "skip"],
  ]);
  assert.equal((await desk.get(`/staff/blocks/weekly?space=${asked.space}&on=2026-12-03`)).status, 200);
  const shown = (await desk.get(`/staff/blocks/weekly?${query}`)).text;
  assert.match(shown, new RegExp(`/staff/bookings/${booked.booking.id}"[^>]*>${booked.booking.number}`));
  assert.match(withoutTags(shown), /5日を止めます/);
  const form = { ...asked, leave: "2026-12-17", holidays: "skip", reason: "健康課　体操教室", days: "5" };
  const refused = await post(desk, `/staff/blocks/weekly?${query}`, "/staff/blocks/weekly", form);
  assert.equal(refused.status, 409);
  assert.match(withoutTags(refused.text), /止められない日があります/);
  const made = await post(desk, `/staff/blocks/weekly?${query}`, "/staff/blocks/weekly", { ...form, only: "free" });
  assert.match(made.location ?? "", /^\/staff\/block-series\//);
  const blocks = await town.count(
    sql`select from facility.booking where block_series_id is not null and state = 'blocked' and block_kind = 'use'`,
  );
  assert.equal(blocks, 5);
  const minutes = (await listMonthUses(town.city.db)).find(({ facilityId }) => facilityId === "minole")?.ownMinutes;
  assert.equal(minutes, 5 * 180, "counted as the city's own use");
  const page = made.location ?? "";
  assert.match(withoutTags((await desk.get(page)).text), /健康課 体操教室/);
  await post(desk, page, `${page}/end`, { from: "2026-12-15", reason: "教室が終わったため" });
  assert.equal(
    await town.count(sql`select from facility.booking where block_series_id is not null and state = 'blocked'`),
    2,
  );
  const again = await post(desk, page, `${page}/end`, { from: "2026-12-15", reason: "もう一度" });
  assert.equal(again.status, 422);
  const past = await desk.get(
    `/staff/blocks/weekly?${new URLSearchParams([...query].map(([name, value]) => [name, name === "on" ? "2026-11-26" : value]))}`,
  );
  assert.equal(past.status, 422);
});

it("a board for the wall names nobody and says nothing of money; with names it leaves a row in the log", async () => {
  const desk = web.browser(clerk);
  const looks = () => town.count(sql`select from kernel.audit_entry where what = 'facility.board-seen'`);
  for (const path of [
    "/staff?day=2026-12-08",
    "/staff/board/week?facility=minole&day=2026-12-08",
    "/staff/board/month?facility=minole&day=2026-12-08",
  ]) {
    const before = await looks();
    const wall = (await desk.get(`${path}&print=public`)).text;
    assert.match(wall, /class="board-page"/);
    assert.doesNotMatch(wall, /山口|体操教室|未払い/, path);
    assert.match(wall, /予約あり/);
    assert.equal(await looks(), before, path);
    assert.match((await desk.get(`${path}&print=names`)).text, /山口 はる/, path);
    assert.equal(await looks(), before + 1, path);
  }
});
