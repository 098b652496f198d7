import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { readSheet } from "read-excel-file/node";
import { readPdf } from "../../../kernel/documents/read-pdf.fixture.ts";
import { mostCharts } from "./report/policy.ts";
import { type ReportTown, reportTown, secrets } from "./report.fixture.ts";
import { renderReport } from "./report.ts";
import { renderSheet } from "./sheet.ts";
import { writeReportWorkbook } from "./workbook.ts";

let town: ReportTown;
before(async () => {
  town = await reportTown();
});
after(() => town.close());

async function sheetPaper() {
  const sheet = await town.sheet();
  assert.ok(sheet);
  const said = { year: 2025, city: "小美玉市", plan: "総合計画", section: "秘書広聴課", sample: false } as const;
  return { ...sheet, ...said, locale: "ja", publishedOn: "2026-11-20" } as const;
}

function assertNoSecret(text: string) {
  for (const secret of secrets) assert.ok(!text.includes(secret), secret);
}

test("a published sheet on paper has its figures, money by source, reasons, direction, and all three answers", async () => {
  const { text, title, language, roles } = await readPdf(await renderSheet(await sheetPaper()));
  assert.equal(title, "1303　広聴の充実");
  assert.equal(language, "ja");
  const said = [
    "令和7年度",
    "秘書広聴課",
    "349人",
    "387人",
    "おくれ（C）",
    "1,240,000円",
    "国庫支出金",
    "1,239,660円",
    "5,600,000円",
    "若い人に、届いていません。窓口だけでした。",
    "上げる",
    "拡充",
    "改善",
    "委員5人「現状維持」1人、「改善」4人",
    "登録者の数だけを追わないでほしい。",
    "受け入れます",
    "高校で案内する（令和9年3月31日まで）",
    "予算の要求は、ありません。",
  ];
  for (const each of said) assert.ok(text.includes(each), `${each} in ${text}`);
  for (const role of ["Document", "H1", "H2", "H3", "Table", "TH", "TD", "L"]) assert.ok(roles.includes(role), role);
  assert.ok(!text.includes("〓"), "no letter is missing");
  assert.ok(!text.includes("下書き"));
  assertNoSecret(text);
});

test("a sheet that is not published cannot be had as a published one", async () => {
  assert.equal(await town.hidden(), undefined);
});

test("staff's print of a sheet that is still written says 下書き, and has the public fields only", async () => {
  const draft = await town.findDraft();
  assert.ok(draft);
  const { text } = await readPdf(
    await renderSheet({
      ...(await sheetPaper()),
      ...draft.sheet,
      form: draft.round.forms.measure,
      figures: draft.figures,
      publishedOn: undefined,
      verdict: undefined,
      answer: undefined,
    }),
  );
  assert.ok(text.includes("下書き"));
  assert.ok(text.includes("まだ書いているところです。"));
  assertNoSecret(text);
});

test("a sheet in English has English headings around the words as they were typed", async () => {
  const { text, language } = await readPdf(await renderSheet({ ...(await sheetPaper()), locale: "en" }));
  assert.match(language, /^en/);
  for (const each of ["Verdictoftheoutsidereviewers", "Improve", "¥1,240,000", "若い人に、届いていません。"]) {
    assert.ok(text.includes(each), each);
  }
});

test("the year's report is one tagged PDF: contents, the tally, each policy, charts that say their story, and the method", async () => {
  const content = await town.report();
  const pdf = await renderReport({ locale: "ja", city: "小美玉市", publishedOn: "2026-11-20", content });
  const { text, roles, title, pages } = await readPdf(pdf);
  assert.equal(title, "令和7年度の計画の報告書");
  const now = content.indicators.flatMap(
    ({ id }) => content.published.get(id)?.filter(({ year }) => year === 2025) ?? [],
  );
  const count = (verdict: string) => now.filter((figure) => figure.verdict === verdict).length;
  assert.ok(now.length > 10, "the sample series of the year is public");
  const tally = `${now.length}の成果指標のうち、順調が${count("good")}、おくれが${count("late")}、測れないものが${count("unknown")}でした。`;
  assert.ok(text.includes(tally), tally);
  for (const { code, title: name } of content.nodes.filter(({ parent }) => parent === undefined)) {
    assert.ok(text.includes(`${code}${name.ja}`.replace(/\s/gu, "")), code);
  }
  for (const each of [
    "もくじ",
    "1分で分かる",
    "測り方",
    "若い人に、届いていません。",
    "登録者の数だけを追わないでほしい。",
    "評価した事務事業（広聴の充実）",
    "1303-Aおみたまネットモニター運営事業1,240,000円改善",
  ]) {
    assert.ok(text.includes(each), each);
  }
  for (const { name } of content.indicators) assert.ok(text.includes(name.ja.replace(/\s/gu, "")), name.ja);
  assert.equal(roles.filter((role) => role === "H1").length, 1);
  assert.ok(roles.filter((role) => role === "Figure").length >= 10, "charts are figures with words");
  for (const role of ["TOC", "TOCI", "Link", "Table", "TH"]) assert.ok(roles.includes(role), role);
  assert.match(Buffer.from(pdf).toString("latin1"), /<pdfuaid:part>1</);
  assert.ok(text.includes(`${pages}／${pages}`), "the last page has its number");
  assert.ok(text.includes("見本"), "the series is a sample, and the paper says so");
  assert.ok(!text.includes("〓"));
  assertNoSecret(text);
});

test("a plan with very many indicators keeps each of them in the report's tables, and says where their charts are", async () => {
  const content = await town.report();
  const [one] = content.indicators;
  assert.ok(one);
  const many = Array.from({ length: mostCharts + 1 }, (_, at) => ({ ...one, name: { ja: `指標その${at}` } }));
  const pdf = await renderReport({
    locale: "ja",
    city: "小美玉市",
    publishedOn: "2026-11-20",
    content: { ...content, indicators: many },
  });
  const { text, roles } = await readPdf(pdf);
  assert.ok(!roles.includes("Figure"));
  assert.ok(text.includes("指標その0") && text.includes(`指標その${mostCharts}`));
  assert.ok(text.includes("グラフと年度ごとの数字は、市のサイト"));
});

test("the Excel file reads back: five sheets, numbers as numbers, and nothing that a spreadsheet would run", async () => {
  const content = await town.report();
  const file = Buffer.from(await writeReportWorkbook("ja", content));
  const [indicators, values, sheets, costs, reading] = await Promise.all(
    ["指標", "実績", "評価", "事業費", "読み方"].map((name) => readSheet(file, name)),
  );
  assert.equal(indicators?.length, content.indicators.length + 1);
  const monitors = values?.filter(([id, , year]) => id === "net-monitors" && year === 2025);
  const published = content.published.get("net-monitors")?.find(({ year }) => year === 2025);
  assert.equal(monitors?.[0]?.[3], Number(published?.value));
  assert.deepEqual(costs?.[0]?.at(-1), "合計（円）");
  assert.deepEqual(costs?.[1], ["1303", "広聴の充実", 2025, "決算", 100, 200, 0, 40, 1_239_660, 1_240_000]);
  const reason = sheets?.find(([, , , label]) => label === "なぜ、おくれているのか")?.[4];
  assert.equal(reason, "'=1+1 若い人に、届いていません。\n窓口だけでした。");
  assert.deepEqual(
    sheets?.find(([kind, , , label]) => kind === "事務事業" && label === "なぜ、おくれているのか")?.slice(1, 3),
    ["1303-A", "おみたまネットモニター運営事業"],
  );
  assert.ok(reading && reading.length > 3);
  assertNoSecret(JSON.stringify([indicators, values, sheets, costs, reading]));
});

test("an edition stays the same while nothing is published, and is another one after", async () => {
  const first = await town.edition();
  assert.deepEqual(await town.edition(), first);
  await town.run(sqlPublishDraft(town.draft));
  const second = await town.edition();
  assert.notEqual(second?.edition, first?.edition);
});

function sqlPublishDraft(id: string) {
  return sql`insert into plan.sheet (id, round_id, kind, subject, title, state, is_sample, frozen, published_at)
    select gen_random_uuid(), round_id, 'measure', '1301', title, 'published', true, '{}', '2026-11-21T01:00:00Z'
    from plan.sheet where id = ${id}`;
}
