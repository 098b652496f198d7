import assert from "node:assert/strict";
import { test } from "node:test";
import { readPdf } from "../../../kernel/documents/read-pdf.fixture.ts";
import { samplePermit, sampleReceipt } from "./documents.fixture.ts";
import { renderPermit } from "./permit.ts";
import { renderReceipt } from "./receipt.ts";

const readPermit = async (changes: Partial<typeof samplePermit> = {}) =>
  readPdf(await renderPermit({ ...samplePermit, ...changes }));
const readReceipt = async (changes: Partial<typeof sampleReceipt> = {}) =>
  readPdf(await renderReceipt({ ...sampleReceipt, ...changes }));

test("a permit says who may use what, when, on which conditions, and who permits it", async () => {
  const { text, title, language, pages } = await readPermit();
  assert.equal(title, "使用許可書");
  assert.match(language, /^ja/);
  assert.equal(pages, 1);
  const said = [
    "許可番号M7K-2X4",
    "令和8年11月25日",
    "小美玉少年少女合唱団山口はる様",
    "小美玉市長",
    "四季文化館みの〜れ",
    "風のホール（事務所側）",
    "令和8年12月4日（金）18時から22時まで",
    "合唱・演奏の練習",
    "25人",
    "根拠：公共ホール条例第4条",
    "使う権利を、ほかの人にゆずることはできません。",
  ];
  for (const each of said) assert.ok(text.includes(each), each);
});

test("the price stands on the permit line by line, with what was taken off, and the total once", async () => {
  const { text } = await readPermit();
  assert.match(text, /基本の料金夜間18–22時公共ホール条例別表第21,240円減免.*−620円暖房.*450円.*合計1,070円/u);
  assert.equal(text.split("1,070円").length - 1, 1);
});

test("a free use has no table of amounts but says so", async () => {
  const { text } = await readPermit({ lines: [], total: 0, paidOn: undefined });
  assert.ok(text.includes("使用料は、かかりません。"));
  assert.ok(!text.includes("合計"));
});

test("a receipt says how much was received from whom, for what, when and how", async () => {
  const { text, title } = await readReceipt();
  assert.equal(title, "領収書");
  const said = [
    "領収番号M7K-2X4-1",
    "小美玉少年少女合唱団山口はる様",
    "領収金額1,070円",
    "四季文化館みの〜れ風のホール（事務所側）の使用料として",
    "上の金額を、令和8年11月25日に受け取りました。",
    "クレジットカード",
    "10%1,070円97円",
    "印紙税法第5条",
  ];
  for (const each of said) assert.ok(text.includes(each), each);
  assert.ok(!text.includes("再発行"));
});

test("a receipt that is issued again is marked and names the first one's day", async () => {
  const { text } = await readReceipt({ issuedOn: "2026-12-10", reissue: { firstIssuedOn: "2026-11-25", nth: 3 } });
  assert.match(text, /^.*再発行（2回め）/u);
  assert.ok(text.includes("令和8年11月25日に出した領収書と、同じ支払いの領収書です。"));
});

test("money that was given back, and the city's tax registration, stand on the receipt", async () => {
  const { text } = await readReceipt({
    refunds: [{ on: "2026-12-01", amount: 535 }],
    issuer: { ...sampleReceipt.issuer, registration: "T8000020082368" },
  });
  assert.ok(text.includes("返金令和8年12月1日に535円を返しました。"));
  assert.ok(text.includes("登録番号T8000020082368"));
});

test("invented amounts carry 見本 across the page and a sentence at its foot; real ones neither", async () => {
  for (const { text } of [await readPermit(), await readReceipt()]) {
    assert.ok(text.includes("この書類は見本です。"));
    assert.ok(text.includes("見本"));
  }
  for (const { text } of [await readPermit({ sample: false }), await readReceipt({ sample: false })]) {
    assert.ok(!text.includes("見本"));
  }
});

test("names stand as they were entered, whatever they contain", async () => {
  const holder = { group: '劇団《風》 #panic("x") $1$', person: "髙﨑 𠮷郎 @a ]" };
  for (const { text } of [await readPermit({ holder }), await readReceipt({ holder })]) {
    assert.ok(text.includes('劇団《風》#panic("x")$1$髙﨑𠮷郎@a]様'), text.slice(0, 120));
  }
});

test("in English the paper is English, and a permit says that the Japanese one is binding", async () => {
  const permit = await readPermit({ locale: "en" });
  assert.equal(permit.title, "Permit of use");
  assert.match(permit.language, /^en/);
  assert.ok(permit.text.includes("Friday,4December2026,18:00to22:00"));
  assert.ok(permit.text.includes("TheJapanesepermitisthebindingone."));
  const receipt = await readReceipt({ locale: "en" });
  assert.ok(receipt.text.includes("¥1,070"));
});

test("headings and tables are tagged, so that a screen reader can walk through them", async () => {
  for (const { roles } of [await readPermit(), await readReceipt()]) {
    assert.equal(roles[1] === "Document" || roles.includes("Document"), true);
    for (const role of ["H1", "H2", "Table", "TH", "TD"]) assert.ok(roles.includes(role), role);
    assert.equal(roles.filter((role) => role === "H1").length, 1);
  }
  const { roles } = await readPermit();
  assert.ok(roles.includes("L") && roles.includes("LI"));
});

test("a long list of conditions and lines runs onto further pages, each with its number", async () => {
  const conditions = Array.from({ length: 60 }, (_, at) => `${at + 1}番めの条件です。`);
  const { pages, text } = await readPermit({ conditions });
  assert.ok(pages > 1);
  for (let page = 1; page <= pages; page++) assert.ok(text.includes(`${page}／${pages}`));
  assert.ok(text.includes("60番めの条件です。"));
});
