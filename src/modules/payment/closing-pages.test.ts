import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { instantOf } from "../../kernel/time/instant.ts";
import { takeCash } from "./commands/take-cash.ts";
import type { ExportDefinition } from "./exports/definition.ts";
import { paymentModule } from "./module.ts";
import {
  approver,
  auditor,
  clerk,
  finance,
  type PaymentBench,
  scriptedProvider,
  startPaymentBench,
} from "./payment.fixture.ts";
import { startWeb } from "./web.fixture.ts";

const exports: ExportDefinition[] = [
  {
    id: "days",
    name: "収入",
    format: "csv-utf-8",
    heading: true,
    rows: "day",
    filter: {},
    tables: { code: { minole: "15-01" } },
    sample: true,
    columns: [
      { title: "日", field: "day", date: "wareki-digits" },
      { title: "科目", field: "place", table: "code" },
      { title: "額", field: "balance" },
    ],
  },
  {
    id: "names",
    name: "名簿",
    format: "csv-utf-8",
    heading: false,
    rows: "payment",
    filter: { kinds: ["charge"] },
    tables: {},
    sample: false,
    columns: [
      { title: "名前", field: "payer-name" },
      { title: "額", field: "amount" },
    ],
  },
];

let bench: PaymentBench;
let web: ReturnType<typeof startWeb>;
let place = "minole";
before(async () => {
  bench = await startPaymentBench({ now: "2026-11-25T10:00:00+09:00" });
  const module = paymentModule({
    providers: [scriptedProvider()],
    exports,
    places: async (_, subjects) => new Map(subjects.map(({ id }) => [id, { id: place, name: "みの〜れ" }])),
  });
  web = startWeb(bench.town.city, module);
});
after(() => bench.close());

describe("収納報告", () => {
  it("is empty, then says what stands in the way, then is closed by one and confirmed by another", async () => {
    const browser = web.browser(finance);
    assert.match((await browser.get("/staff/money/months/2026-11")).text, /この月に動いたお金は、ありません/);
    const id = await bench.open();
    await bench.town.perform(takeCash, { paymentId: id, received: 1570 }, { actor: clerk });
    const blocked = (await browser.get("/staff/money/months/2026-11")).text;
    assert.match(blocked, /月が、まだ終わっていません/);
    assert.match(blocked, /みの〜れ/);
    assert.match(blocked, /の日計（minole）を、先に締めてください/);
    assert.ok(!blocked.includes('action="/staff/money/months/2026-11"'));

    bench.town.clock.set(instantOf("2026-12-02", "10:00", "Asia/Tokyo"));
    const day = web.browser(clerk);
    const sheet = await day.get("/staff/cash/2026-11-25");
    await day.send(sheet.text, "/staff/cash/2026-11-25", {
      n1000: "1",
      n500: "1",
      n50: "1",
      n10: "2",
      changeFund: "0",
    });
    const open = await browser.get("/staff/money/months/2026-11");
    const closed = await browser.send(open.text, "/staff/money/months/2026-11", { explanation: "" });
    assert.equal(closed.status, 303);
    assert.match((await browser.get("/staff/money/months/2026-11")).text, /自分では認められません/);
    const other = web.browser(approver);
    const page = await other.get("/staff/money/months/2026-11");
    await other.send(page.text, "/staff/money/months/2026-11/confirm");
    assert.match((await web.browser(auditor).get("/staff/money/months")).text, /会計 花子/);
    const again = await other.send(page.text, "/staff/money/months/2026-11/confirm", {}, undefined);
    assert.ok([303, 409].includes(again.status));
  });

  it("comes as CSV, Excel and PDF", async () => {
    const browser = web.browser(auditor);
    const csv = (await browser.get("/staff/money/months/2026-11/report.csv")).text;
    assert.match(csv, /"みの〜れ","窓口の現金",1,1570,0,0,1570,0,0,1570,0/);
    for (const [ending, first] of [
      ["xlsx", "PK"],
      ["pdf", "%PDF-"],
    ] as const) {
      const file = await browser.get(`/staff/money/months/2026-11/report.${ending}`);
      assert.equal(file.status, 200);
      assert.ok(file.text.startsWith(first));
    }
    for (const bad of ["2026-13", "x"]) assert.equal((await browser.get(`/staff/money/months/${bad}`)).status, 404);
  });
});

describe("財務会計への連携ファイル", () => {
  const page = "/staff/money/exports/days";
  const range = "from=2026-11-01&to=2026-11-30";

  it("shows its first rows, is taken, recorded, and says so the second time", async () => {
    const browser = web.browser(finance);
    const first = (await browser.get(`${page}?${range}`)).text;
    assert.match(first, /0081125/);
    assert.match(first, /科目のコードは見本です/);
    assert.ok(!first.includes("前にも受け取られています"));
    const file = await browser.get(`${page}/file?${range}`);
    assert.equal(file.text, '"日","科目","額"\r\n"0081125","15-01",1570\r\n');
    assert.match((await browser.get(`${page}?from=令和8年11月25日&to=2026/12/31`)).text, /前にも受け取られています/);
    assert.ok(!(await browser.get(`${page}?from=2026-12-01&to=2026-12-31`)).text.includes("前にも受け取られています"));
    const { rows } = await sql<{ n: number; digest: string }>`
      select row_count as n, digest from payment.export_run`.execute(bench.db);
    assert.deepEqual([rows.length, rows[0]?.n, rows[0]?.digest.length], [1, 1, 64]);
  });

  it("says at the field what is wrong with the range, and which facility has no code", async () => {
    const browser = web.browser(finance);
    assert.match((await browser.get(`${page}?from=2026-11-31&to=x`)).text, /aria-invalid|class="error/);
    assert.match((await browser.get(`${page}?from=2026-12-01&to=2026-11-01`)).text, /1年以内/);
    assert.equal((await browser.get(`${page}/file?from=2025-01-01&to=2026-11-30`)).status, 422);
    place = "new-hall";
    assert.match((await browser.get(`${page}?${range}`)).text, /「new-hall」がありません/);
    assert.equal((await browser.get(`${page}/file?${range}`)).status, 409);
    place = "minole";
    assert.equal((await web.browser(clerk).get(page)).status, 403);
    assert.equal((await browser.get("/staff/money/exports/nothing")).status, 404);
  });

  it("hides names on the page and lets the named see who took them", async () => {
    const browser = web.browser(finance);
    const shown = (await browser.get(`/staff/money/exports/names?${range}`)).text;
    assert.match(shown, /支払った人の名前が入ります/);
    assert.match(shown, /＊＊＊/);
    assert.equal((await browser.get(`/staff/money/exports/names/file?${range}`)).status, 200);
    const { rows } = await sql<{ about: string | null }>`
      select about from kernel.audit_entry where what = 'payment.exported' and subject = 'export/names'
      order by about nulls first`.execute(bench.db);
    assert.equal(rows.length, 2);
    assert.ok(rows[1]?.about);
  });
});
