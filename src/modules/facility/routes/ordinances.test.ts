import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { keyOn, startWeb } from "../../payment/web.fixture.ts";
import { bringOrdinance, scheduleOrdinance, withdrawOrdinance } from "../commands/ordinance.ts";
import { facilityModule } from "../module.ts";
import { readFacilityText } from "../omitama.fixture.ts";
import { listFacilitiesOn } from "../store/facility.ts";
import { type FacilityTown, facilityTown, friday, type Resident, type Staff } from "../town.fixture.ts";

let town: FacilityTown;
let web: ReturnType<typeof startWeb>;
let manager: Staff;
let approver: Staff;
let haru: Resident;

before(async () => {
  town = await facilityTown();
  haru = await town.addResident("山口 はる");
  manager = await town.addStaff("facility-manager", "管理 はじめ");
  approver = await town.addStaff("approver", "承認 あやこ");
  web = startWeb(town.city, facilityModule());
});
after(() => town.close());

const list = "/staff/ordinances";

/** 練習室1の午前が、800円になる。 */
function dearer(from: string, change: (text: string) => string = (text) => text): string {
  const text = readFacilityText("minole")
    .replace('effectiveFrom: "2026-04-01"', `effectiveFrom: "${from}"`)
    .replace("amounts: { am: 700, pm: 800", "amounts: { am: 800, pm: 800")
    .replace("expect: { kind: fee, fee: 1500 }", "expect: { kind: fee, fee: 1600 }");
  return change(text);
}

async function bring(text: string, by: Staff = manager) {
  const desk = web.browser(by);
  const page = await desk.get(`${list}/new`);
  const body = new FormData();
  body.set("form-key", keyOn(page.text, `${list}/new`));
  body.set("file", new File([text], "minole.yaml", { type: "application/yaml" }));
  body.set("text", "");
  return desk.ask(`${list}/new`, { method: "POST", headers: { "sec-fetch-site": "same-origin" }, body });
}

const plain = (text: string) => text.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

async function feeOn(day: string): Promise<number | undefined> {
  const facility = (await listFacilitiesOn(town.city, day)).find(({ id }) => id === "minole");
  return facility?.fees.table.find(({ spaces }) => spaces.includes("minole-practice-1"))?.amounts.am;
}

describe("a changed ordinance", () => {
  it("is loaded by one, shown with its difference, put into force by another, and rules uses from its day on", async () => {
    const sent = await bring(dearer("2027-04-01"));
    assert.equal(sent.status, 303, plain(sent.text));
    const path = sent.location ?? "";
    const own = await web.browser(manager).get(path);
    const text = plain(own.text);
    assert.match(text, /書き方に誤りはなく、例もすべて合いました/);
    assert.match(text, /練習室1 区分? ?午前|練習室1/);
    assert.match(text, /700円/);
    assert.match(text, /\+100円/);
    assert.match(text, /別の承認者が決めます/);
    assert.ok(!own.text.includes(`action="${path}/schedule"`));
    assert.equal(await feeOn("2027-05-10"), 700, "nothing is in force yet");

    const other = web.browser(approver);
    const page = await other.get(path);
    assert.match(page.text, /name="from"[^>]*value="2027-04-01"/);
    const early = await other.send(page.text, `${path}/schedule`, { from: "2026-11-01" });
    assert.equal(early.status, 422);
    const done = await other.send(page.text, `${path}/schedule`, { from: "2027-04-01" });
    assert.equal(done.location, path);
    assert.equal(await feeOn("2027-03-31"), 700);
    assert.equal(await feeOn("2027-04-01"), 800);
    assert.match(plain((await other.get(list)).text), /施行日が決まった/);
    const again = await bring(dearer("2027-04-01"));
    const second = await other.get(again.location ?? "");
    const taken = await other.send(second.text, `${again.location}/schedule`, { from: "2027-04-01" });
    assert.equal(taken.status, 422);
    assert.match(plain(taken.text), /この日からの版が、もうあります/);
  });

  it("can be tried before: what a use costs by the old version and by the new one", async () => {
    const { location } = await bring(
      dearer("2028-04-01", (text) =>
        text.replace("am: 800, pm: 800", "am: 900, pm: 800").replace("fee: 1600", "fee: 1700"),
      ),
    );
    const query = "space=minole-practice-1&on=2028-04-07&slots=am&category=resident-person&purpose=music&people=5";
    const { text } = await web.browser(approver).get(`${location}?${query}`);
    assert.match(plain(text), /前の版[\s\S]*合計800円[\s\S]*この版[\s\S]*合計900円/);
  });

  it("is withdrawn before its day while nobody has booked by it, and not after", async () => {
    const { id } = await town.perform(bringOrdinance, { text: dearer("2027-06-01") }, { actor: manager });
    await town.perform(scheduleOrdinance, { ordinanceId: id, from: "2027-06-01" }, { actor: approver });
    assert.equal(
      (await listFacilitiesOn(town.city, "2027-06-02")).find((one) => one.id === "minole")?.effectiveFrom,
      "2027-06-01",
    );
    const page = await web.browser(manager).get(`${list}/${id}`);
    const done = await web.browser(manager).get(`${list}/${id}`);
    assert.equal(page.status + done.status, 400);
    await town.perform(withdrawOrdinance, { ordinanceId: id, reason: "議会で変わったため" }, { actor: manager });
    assert.equal(
      (await listFacilitiesOn(town.city, "2027-06-02")).find((one) => one.id === "minole")?.effectiveFrom,
      "2027-04-01",
    );

    const used = await town.perform(bringOrdinance, { text: dearer("2026-12-01") }, { actor: manager });
    await town.perform(scheduleOrdinance, { ordinanceId: used.id, from: "2026-12-01" }, { actor: approver });
    const held = await town.hold(haru, friday);
    assert.equal(held.effectiveFrom, "2026-12-01");
    assert.equal(held.amount, 800);
    await assert.rejects(
      town.perform(withdrawOrdinance, { ordinanceId: used.id, reason: "やめる" }, { actor: manager }),
      /ordinance-used/,
    );
  });
});

describe("a wrong file", () => {
  it("is kept with its problems, each with line, column and the line's text, and cannot be put into force", async () => {
    const sent = await bring(dearer("2029-04-01", (text) => text.replace("capacity: 75", "capasity: 75")));
    const page = await web.browser(approver).get(sent.location ?? "");
    const text = plain(page.text);
    assert.match(text, /行5文字目 「capasity」という項目はありません/);
    assert.match(page.text, /<code[^>]*>capasity: 75<\/code>/);
    assert.ok(!page.text.includes('/schedule"'));
  });

  it("whose example fails shows how it came about, and is refused even by the command and by the database", async () => {
    const sent = await bring(dearer("2029-05-01", (text) => text.replace("fee: 1570, full", "fee: 1580, full")));
    const path = sent.location ?? "";
    const id = path.split("/").at(-1) ?? "";
    const { text } = await web.browser(manager).get(path);
    assert.match(plain(text), /計算した答え：料金1,570円/);
    assert.match(plain(text), /端数処理/);
    await assert.rejects(
      town.perform(scheduleOrdinance, { ordinanceId: id, from: "2029-05-01" }, { actor: approver }),
      /ordinance-wrong/,
    );
    await assert.rejects(
      sql`update facility.ordinance set state = 'scheduled', scheduled_by = ${approver.personId}, scheduled_at = now() where id = ${id}`.execute(
        town.city.db,
      ),
      /ordinance_in_force_is_right/,
    );
  });

  it("is no YAML at all, or empty: said, not thrown", async () => {
    const odd = await bring("ここは { ファイル: ではない");
    assert.equal(odd.status, 303);
    assert.match(plain((await web.browser(manager).get(odd.location ?? "")).text), /「effectiveFrom」がありません/);
    assert.equal((await bring("")).status, 422);
  });
});

describe("four eyes", () => {
  it("whoever brought a file does not put it into force, with whatever roles; the database says so as well", async () => {
    const both: Staff = { ...manager, roles: ["facility-manager", "approver"] };
    const { id } = await town.perform(bringOrdinance, { text: dearer("2029-06-01") }, { actor: both });
    await assert.rejects(
      town.perform(scheduleOrdinance, { ordinanceId: id, from: "2029-06-01" }, { actor: both }),
      /ordinance-own/,
    );
    await assert.rejects(
      sql`update facility.ordinance set state = 'scheduled', scheduled_by = brought_by, scheduled_at = now() where id = ${id}`.execute(
        town.city.db,
      ),
      /ordinance_not_own/,
    );
    await assert.rejects(
      sql`update facility.ordinance set text = 'x' where id = ${id}`.execute(town.city.db),
      /stays as it was brought/,
    );
  });

  it("a clerk may look, and neither bring nor schedule", async () => {
    const clerk = web.browser(await town.addStaff("clerk", "窓口 ひろし"));
    assert.equal((await clerk.get(list)).status, 200);
    assert.equal((await clerk.get(`${list}/new`)).status, 403);
    assert.equal((await web.browser(haru).get(list)).status, 403);
  });
});

describe("料金表と決まり", () => {
  it("shows anybody the fees, the closing days and the windows with their articles, and what is to come", async () => {
    const { text, status } = await web.browser().get("/facilities/minole/rules");
    assert.equal(status, 200);
    const words = plain(text);
    assert.match(words, /料金表と決まり/);
    assert.match(words, /1,870円/);
    assert.match(words, /毎週月曜日（祝日のときは開いて、次の平日が休みです）/);
    assert.match(words, /365日前から/);
    assert.match(words, /公共ホール条例 別表第1/);
    assert.match(words, /決まりが変わります/);
    const english = plain((await web.browser(undefined, "en").get("/facilities/minole/rules")).text);
    assert.match(english, /every Monday \(on a public holiday open, and closed on the next weekday\)/);
    assert.equal((await web.browser().get("/facilities/nowhere/rules")).status, 404);
    assert.match((await web.browser().get("/spaces/minole-kaze")).text, /href="\/facilities\/minole\/rules"/);
  });
});
