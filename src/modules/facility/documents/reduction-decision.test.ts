import assert from "node:assert/strict";
import { test } from "node:test";
import { readPdf } from "../../../kernel/documents/read-pdf.fixture.ts";
import { samplePermit } from "./documents.fixture.ts";
import { type ReductionDecisionProps, renderReductionDecision } from "./reduction-decision.ts";

const { locale, number, issuer, holder, use, lines, total } = samplePermit;
const sample: ReductionDecisionProps = {
  locale,
  number,
  issuer,
  holder,
  use,
  appliedOn: "2026-11-25",
  decidedOn: "2026-11-27",
  reduction: "公益のための使用",
  article: "施行規則　第10条第2項",
  outcome: { kind: "granted", before: 1690, total, lines },
  sample: true,
};
const read = async (changes: Partial<ReductionDecisionProps> = {}) =>
  readPdf(await renderReductionDecision({ ...sample, ...changes }));

test("a decision says what it costs before and after, what was taken off, and by which rule", async () => {
  const { text, title, pages } = await read();
  assert.equal(title, "使用料減免決定通知書");
  assert.equal(pages, 1);
  for (const each of [
    "令和8年11月25日に申請のあった",
    "令和8年11月27日",
    "1,690円",
    "620円",
    "1,070円",
    "施行規則第10条第2項",
  ])
    assert.ok(text.includes(each), each);
  assert.ok(!text.includes("審査請求"), "what was granted needs no remedy");
});

test("a refusal says why, and where and until when one can object", async () => {
  const { text, title } = await read({ outcome: { kind: "refused", reason: "会員だけの集まりのため" } });
  assert.equal(title, "使用料減免不承認通知書");
  for (const each of [
    "会員だけの集まりのため",
    "3か月以内",
    "小美玉市長に対して審査請求",
    "6か月以内",
    "小美玉市を被告として",
  ])
    assert.ok(text.includes(each), each);
});

test("there is an English translation that says which one counts", async () => {
  const { text, language } = await read({ locale: "en" });
  assert.match(language, /^en/);
  assert.match(text.replace(/\s/g, ""), /JapaneseversionofthisdecisionistheauthenticOne/i);
});
