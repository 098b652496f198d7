import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { foldForSearch } from "./fold.ts";

test("spellings of one name meet in search", () => {
  const same = [
    ["ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダ　ハナコ", "やまだはなこ", "やまだ\u3000はなこ"],
    ["髙﨑", "高崎", "高嵜"],
    ["𠮷田", "吉田"],
    ["渡邉", "渡邊", "渡辺"],
    ["葛\u{e0100}城", "葛城"],
    ["佐々木", "佐佐木"],
    ["代々木", "代 々木"],
    ["四季文化館みの〜れ", "四季文化館みの～れ", "四季文化館みのーれ", "四季文化館 みの−れ"],
    ["霞ヶ浦", "霞ケ浦", "霞ｹ浦"],
    ["か゛っこう", "がっこう", "か\u3099っこう", "ｶﾞッコウ"],
    ["ＡＢＣホール", "abcほーる", "Abc ホール"],
    ["ヴィオラ", "ゔぃおら", "ｳﾞｨｵﾗ"],
    ["神\ufe00谷", "\ufa19谷", "神谷"],
    ["O’Brien", "o'brien"],
    ["John  Smith", "john smith"],
    ["０２９９ー４８ー１１１１", "0299-48-1111"],
    ["斎藤", "齋藤", "斉藤", "齊藤"],
  ];
  for (const spellings of same) assert.equal(new Set(spellings.map(foldForSearch)).size, 1, spellings.join());
});

test("names that differ stay apart", () => {
  const apart = [
    ["高崎", "高橋"],
    ["はし", "ばし"],
    ["びょういん", "びよういん"],
    ["John Smith", "Johnsmith"],
    ["大", "太"],
  ];
  for (const names of apart) assert.equal(new Set(names.map(foldForSearch)).size, names.length, names.join());
});

test("folding a folded text changes nothing", () => {
  const piece = fc.constantFrom("ヶ", "ー", " ", "　", "々", "髙", "𠮷", "ｶﾞ", "A", "-", "か", "\u3099", "\ufe00", "İ");
  const text = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.array(piece).map((parts) => parts.join("")),
  );
  fc.assert(
    fc.property(text, (typed) => assert.equal(foldForSearch(foldForSearch(typed)), foldForSearch(typed))),
    {
      numRuns: 500,
    },
  );
});
