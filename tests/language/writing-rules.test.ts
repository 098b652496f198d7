import assert from "node:assert/strict";
import { test } from "node:test";
import { findInPieces, report, textsOf } from "./texts.ts";
import {
  findBadReadings,
  findHeavySentences,
  findJapaneseInEnglish,
  findStrayReadings,
  findWornPhrases,
  findWrongStatusWords,
  findWrongWidths,
} from "./writing-rules.ts";

type Rule = { find: (text: string) => readonly string[]; bad: readonly string[]; good: readonly string[] };

/** The control: each rule finds its bad examples and leaves its good ones alone. */
function control({ find, bad, good }: Rule): void {
  for (const example of bad) assert.notDeepEqual(findInPieces(example, find), [], `must be found: ${example}`);
  for (const example of good) assert.deepEqual(findInPieces(example, find), [], `must be left alone: ${example}`);
}

test("Japanese texts have Japanese punctuation, of the right width", () => {
  control({
    find: findWrongWidths,
    bad: [
      "予約しました.",
      "はい,どうぞ。",
      "予約できます！",
      "OK!",
      "部屋(大)",
      "１８時",
      "空き 部屋",
      "ﾎｰﾙ",
      "待って...",
      "部屋：A，B",
    ],
    good: [
      "1,570円",
      "18:00から22:00まで",
      "{count, plural, other {#件}}あります。",
      "{office}に聞いてください。電話 {telephone}（{hours}）",
      "どの部屋にしますか？",
      "「項目: 値」の形で書いてください。",
      "12月5日（土）　18時から",
      "まちみがき API を使う",
      "{kind, select, card {カード} konbini {コンビニ} other {窓口}}で払いました。",
    ],
  });
  assert.deepEqual(report(textsOf("ja", "ja-easy"), findWrongWidths), []);
});

test("texts are written as the best clerk at the counter speaks", () => {
  control({
    find: findWornPhrases,
    bad: [
      "確認させていただきます。",
      "入力内容に不備があります。",
      "エラーが発生しました。",
      "キャンセル料が発生いたします",
      "検討してまいります。",
    ],
    good: [
      "2つ、直してください。ほかの答えは、そのまま残っています。",
      "カードの支払いが、今使えません。予約はできます。",
    ],
  });
  assert.deepEqual(report(textsOf("ja", "ja-easy"), findWornPhrases), []);
});

test("a status has one word everywhere", () => {
  control({
    find: findWrongStatusWords,
    bad: ["この日は満室です。", "予約済み", "進み方に遅延があります", "未測定"],
    good: [
      "空き",
      "一部空き",
      "抽選受付",
      "手続き中",
      "予約あり",
      "休館",
      "順調",
      "おくれ",
      "測れない",
      "空いている部屋",
    ],
  });
  assert.deepEqual(report(textsOf("ja", "ja-easy"), findWrongStatusWords), []);
});

test("every kanji of やさしい日本語 carries its reading", () => {
  control({
    find: findBadReadings,
    bad: ["部屋をさがす", "部屋《へや》を予約する", "部屋《room》", "《へや》", "部屋《へや", "｜へや《へや》"],
    good: ["部屋《へや》をさがす", "｜お知らせ《おしらせ》です", "{name}の部屋《へや》", "1,570円《えん》"],
  });
  assert.deepEqual(report(textsOf("ja-easy"), findBadReadings), []);
});

test("a sentence of やさしい日本語 has few kanji", () => {
  control({
    find: findHeavySentences,
    bad: ["使用許可書と領収書は予約画面から印刷可能です"],
    good: ["使用許可書《しようきょかしょ》〈使ってよいという紙〉は、予約のページにあります。領収書も、あります。"],
  });
  assert.deepEqual(report(textsOf("ja-easy"), findHeavySentences), []);
});

test("readings stand nowhere else", () => {
  control({ find: findStrayReadings, bad: ["部屋《へや》"], good: ["部屋"] });
  assert.deepEqual(report(textsOf("ja", "en"), findStrayReadings), []);
});

test("English texts are English", () => {
  control({
    find: findJapaneseInEnglish,
    bad: ["Book the 部屋", "Done。", "OK（test）"],
    good: ["Book {space} from {from} to {until}.", "It’s free – book it.", "Write the year as 令和8年 or 2026."],
  });
  // A language is named in itself, for who cannot read the others.
  const inEnglish = textsOf("en").filter(({ key }) => !key.startsWith("ui.language-"));
  assert.deepEqual(report(inEnglish, findJapaneseInEnglish), []);
});
