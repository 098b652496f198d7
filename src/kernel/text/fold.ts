import { mainForms } from "./variants.ts";

/**
 * The form in which names and words are searched, and never shown: width, case, kana and old forms of kanji do not
 * matter. ﾔﾏﾀﾞ ﾀﾛｳ, やまだ太郎 and ヤマダ　太郎 meet; so do 髙﨑 and 高崎, 佐々木 and 佐佐木, みの〜れ and みのーれ.
 */
export function foldForSearch(text: string): string {
  return text
    .normalize("NFKC")
    .replace(selectors, "")
    .replace(spaceBeforeMark, "")
    .toLowerCase()
    .replace(katakana, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/[\p{Script=Han}ゕゖ]/gu, (letter) => mainForms.get(letter) ?? letter)
    .normalize("NFC")
    .replace(strokes, "-")
    .replace(/[’‘`´]/gu, "'")
    .replace(/\s+/gu, " ")
    .replace(spaceInJapanese, "")
    .replace(/((?!々)\p{Script=Han})(々+)/gu, (_, kanji, marks) => kanji.repeat(marks.length + 1))
    .trim()
    .normalize("NFC");
}

/** NFKC makes a space and a mark of ゛ typed after its letter. */
const spaceBeforeMark = /\s+(?=\p{M})/gu;
const katakana = /[\u30a1-\u30f6\u30fd\u30fe]/gu;
const selectors = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u200b-\u200d]/gu;

/** 長音, hyphens, dashes, minus and waves are one stroke: people type whichever key they find. */
const strokes = /[ー‐‑‒–—―−〜~-]/gu;

/** 山田　太郎 is typed with and without the space; John Smith keeps his. */
const spaceInJapanese = /(?<=[\p{Script=Han}\p{Script=Hiragana}-]) | (?=[\p{Script=Han}\p{Script=Hiragana}])/gu;
