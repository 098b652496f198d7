import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { type DoorTown, doorTown, hana } from "./door-town.fixture.ts";
import { doorWeb, keyOf } from "./door-web.fixture.ts";
import { requestCode } from "./index.ts";

const window = { from: new Date("2026-12-04T17:45:00+09:00"), until: new Date("2026-12-04T22:15:00+09:00") };
let town: DoorTown;
let ask: ReturnType<typeof doorWeb>["ask"];
let codes: string[];

before(async () => {
  town = await doorTown();
  await town.listen();
  ask = doorWeb(town.city, town.booking).ask;
  await town.perform(requestCode, { subject: town.booking, personId: hana.personId, doors: ["office"], ...window });
  await town.at("2026-12-04T17:44:00+09:00");
  const { rows } = await sql<{ sealed: string }>`select code_sealed as sealed from door.access`.execute(town.city.db);
  codes = rows.map(({ sealed }) => town.city.secrets.open("door-code", sealed) ?? "");
});
after(() => town.close());

async function send(page: string, path: string, as: string, form: Record<string, string> = {}) {
  const { body } = await ask(page, as);
  return ask(path, as, { "form-key": keyOf(body, path), ...form });
}
const spaced = (code = "") => `${code.slice(0, 3)} ${code.slice(3)}`;
const standsIn = (body: string) => codes.some((code) => body.includes(code) || body.includes(spaced(code)));

test("before its time the card says when the door opens, and offers neither button nor code", async () => {
  const { body } = await ask("/booking", "hana");
  assert.match(body, /まだ開きません/);
  assert.match(body, /12月4日（金）17時45分から開けられます/);
  assert.doesNotMatch(body, /扉をあける<|番号を見る</);
  assert.match(body, /開かないときは/);
});

test("inside the window the page opens the door and says what came of it, looking again by itself meanwhile", async () => {
  await town.at("2026-12-04T17:45:00+09:00");
  const path = "/booking/doors/office";
  assert.match((await ask("/booking", "hana")).body, /17時45分から22時15分まで、何度でも開けられます/);
  assert.equal((await send("/booking", path, "hana")).status, 303);
  const waiting = await ask("/booking", "hana");
  assert.match(waiting.body, /返事を待っています/);
  assert.match(waiting.headers.get("refresh") ?? "", /^2/);
  await town.drain();
  assert.match((await ask("/booking", "hana")).body, /17時45分に、扉が開きました/);
});

test("the code is shown by a form only, can be put away, and stands in no page of anybody else", async () => {
  assert.ok(!standsIn((await ask("/booking", "hana")).body));
  const sent = await send("/booking", "/booking/code", "hana");
  assert.equal(sent.to, "/booking");
  assert.ok(!standsIn(sent.body + JSON.stringify([...sent.headers])));
  const shown = await ask("/booking", "hana");
  assert.ok(standsIn(shown.body));
  assert.match(shown.headers.get("cache-control") ?? "", /no-store/);
  assert.equal(shown.headers.get("referrer-policy"), "same-origin");
  for (const page of ["/staff/doors", "/staff/doors/office"]) assert.ok(!standsIn((await ask(page, "clerk")).body));
  await send("/booking", "/booking/code/hide", "hana");
  assert.ok(!standsIn((await ask("/booking", "hana")).body));
  const { rows } = await sql<{ outcome: string }>`select outcome::text from kernel.form_use`.execute(town.city.db);
  assert.ok(!rows.some(({ outcome }) => standsIn(outcome)));
});

test("when the door cannot be reached, what still works stands first", async () => {
  town.office.setOffline(true);
  await town.until(async () => (await ask("/booking", "hana")).body.includes("つながりません"));
  const { body } = await ask("/booking", "hana");
  assert.match(body, /<b>暗証番号なら開きます。<\/b>/);
  assert.match(body, /番号を見る/);
  assert.doesNotMatch(body, /action="\/booking\/doors\/office"/);
  const board = await ask("/staff/doors", "clerk");
  assert.match(board.body, /今、手をうつこと　1件/);
  assert.match(board.body, /officeの扉が、17時45分からつながっていません/);
  assert.match(board.body, /数字盤では開きます/);
  town.office.setOffline(false);
  await town.until(async () => (await ask("/booking", "hana")).body.includes("今、開けられます"));
});

test("a clerk opens with a reason; without one the form comes back with the rest kept", async () => {
  const [page, path] = ["/staff/doors/stage", "/staff/doors/stage/operate"];
  const bad = await send(page, path, "clerk", { what: "unlock", reason: "急ぎ" });
  assert.equal(bad.status, 422);
  assert.match(bad.body, /理由を、4字以上で書いてください/);
  assert.match(bad.body, /value="急ぎ"/);
  assert.equal((await send(page, path, "clerk", { what: "explode", reason: "理由はあります" })).status, 422);
  assert.equal((await send(page, path, "clerk", { what: "unlock", reason: "忘れ物の立ち会い" })).status, 303);
  await town.drain();
  assert.equal(town.stage.look().isLocked, false);
  const { body } = await ask(page, "clerk");
  assert.match(body, /職員が開けた/);
  assert.match(body, /できました/);
  assert.match(body, /忘れ物の立ち会い/);
});

test("a spare code is made with a reason, shown by a form for two minutes, and opens its door", async () => {
  const page = "/staff/doors/stage";
  assert.equal((await send(page, `${page}/spare-codes`, "clerk", { why: "番号が使えない" })).status, 303);
  assert.match((await ask(page, "clerk")).body, /扉に入れています/);
  await town.drain();
  const { body } = await ask(page, "clerk");
  const spare = /name="spare" value="([^"]+)"/.exec(body)?.[1] ?? "";
  const seen = await send(page, `${page}/spare-codes/view`, "clerk", { spare });
  assert.equal(seen.to, page);
  const code =
    /door__digits">(\d{3}) (\d{3})</
      .exec((await ask(page, "clerk")).body)
      ?.slice(1)
      .join("") ?? "";
  assert.equal(town.stage.type(code), "opened");
  const unknown = { "form-key": keyOf(body, `${page}/spare-codes/view`), spare: crypto.randomUUID() };
  assert.equal((await ask(`${page}/spare-codes/view`, "clerk", unknown)).status, 404);
});

test("an alarm is taken once, and then says so", async () => {
  town.stage.setBattery(9);
  await town.until(async () => (await ask("/staff/doors", "clerk")).body.includes("残り9%"));
  const { body } = await ask("/staff/doors", "clerk");
  const path = /action="(\/staff\/doors\/stage\/alarms\/[^"]+)"/.exec(body)?.[1] ?? "";
  assert.equal((await send("/staff/doors", path, "clerk")).to, "/staff/doors");
  const taken = await ask("/staff/doors", "clerk");
  assert.match(taken.body, /職員が「見に行く」と記録しました/);
  assert.ok(!taken.body.includes(path));
});

test("residents and visitors stay out of the doors; an auditor looks and does nothing", async () => {
  for (const page of ["/staff/doors", "/staff/doors/office"]) {
    assert.equal((await ask(page)).status, 303);
    assert.equal((await ask(page, "hana")).status, 403);
    assert.equal((await ask(page, "auditor")).status, 200);
  }
  assert.doesNotMatch((await ask("/staff/doors/office", "auditor")).body, /operate|spare-codes/);
  const key = keyOf((await ask("/staff/doors/office", "clerk")).body, "/staff/doors/office/operate");
  const form = { "form-key": key, what: "unlock", reason: "ためしに開ける" };
  for (const as of ["auditor", "hana"]) assert.equal((await ask("/staff/doors/office/operate", as, form)).status, 403);
  assert.equal((await ask("/staff/doors/nowhere", "clerk")).status, 404);
  assert.equal((await ask("/staff/doors/..%2f", "clerk")).status, 400);
});
