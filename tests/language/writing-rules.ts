/** What LOOK and the style guide say about writing, as far as a machine can see it. Each function lists what is wrong. */

const letter = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー々、。」』）】]";
const opening = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}「『（]";

const widths: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a half-width , . ! ? ; : next to Japanese", new RegExp(`${letter}\\s?[,.!?;:]|[,!?;](?=${opening})`, "u")],
  ["half-width brackets next to Japanese", new RegExp(`${letter}[()]|[()]${opening}`, "u")],
  ["a half-width space between Japanese words", new RegExp(`${letter} +${opening}`, "u")],
  ["an exclamation mark", /[！!]/u],
  ["full-width digits or Latin letters", /[０-９Ａ-Ｚａ-ｚ]/u],
  ["half-width kana", /[\uff61-\uff9f]/u],
  ["a comma or full stop of another language", /[，．]/u],
  ["three dots instead of …", /\.\.\.|・・・|。。/u],
];

/** How a city file is written, quoted in a text: 「項目: 値」. */
const notation = /「[^」]*: [^」]*」/g;

export function findWrongWidths(text: string): readonly string[] {
  const plain = text.replace(notation, "「」");
  return widths.filter(([, pattern]) => pattern.test(plain)).map(([what]) => what);
}

/** The phrase, and what to write instead. */
export const wornPhrases: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/させて(いただ|頂)/u, "say who does it: 〜します"],
  [/不備/u, "say what to correct, and that the other answers are kept"],
  [/エラーが(発生|起き|あり)/u, "say what does not work now, and what still does"],
  [/該当する/u, "say what there is not: 12月5日（土）は、空いている部屋がありません"],
  [/超過して/u, "say the limit: 25人までです"],
  [/まいります|参ります/u, "say what will be done, by when"],
  [/概ね|おおむね/u, "say the number"],
  [/いたします|致します/u, "します"],
  [/ございます/u, "あります / です"],
  [/ご了承|ご承知/u, "say the fact and the reason"],
  [/お手数/u, "take the trouble away, or say what to do"],
  [/くださいませ|頂けます|いただけますようお願い/u, "〜してください"],
  [/ご.{1,12}ください.*ご.{1,12}ください/u, "no 「ご〜ください」 in piles"],
  [/解錠操作|施錠操作|を実行/u, "扉をあける, 扉をしめる"],
  [/申し訳|恐れ入り/u, "no apology without a remedy: say what to do"],
];

export function findWornPhrases(text: string): readonly string[] {
  return wornPhrases.flatMap(([phrase, instead]) => {
    const found = phrase.exec(text)?.[0];
    return found === undefined ? [] : [`「${found}」: ${instead}`];
  });
}

/** The only words for a status are 空き 一部空き 抽選受付 手続き中 予約あり 休館 順調 おくれ 測れない. */
export const wrongStatusWords: readonly (readonly [word: RegExp, instead: string])[] = [
  [/満室|満席|空きなし|予約済|使用中の枠/u, "予約あり"],
  [/空室|予約可|空きあり|○印/u, "空き"],
  [/一部空室|一部予約/u, "一部空き"],
  [/手続中|処理中の枠/u, "手続き中"],
  [/休室|閉館日|休館日中|利用不可/u, "休館"],
  [/抽選中|抽選受付中/u, "抽選受付"],
  [/遅延|遅れ(気味|あり|が見られ)/u, "おくれ"],
  [/未測定|測定不能|計測不可/u, "測れない"],
];

export function findWrongStatusWords(text: string): readonly string[] {
  return wrongStatusWords.flatMap(([word, instead]) => {
    const found = word.exec(text)?.[0];
    return found === undefined ? [] : [`「${found}」: the word is ${instead}`];
  });
}

/** 漢字《かんじ》, or ｜お知《し》らせ《…》 where kanji alone do not show where the word begins. */
const reading = /｜([^｜《》]+)《([^《》]+)》|([々〆\p{Script=Han}]+)《([^《》]+)》/gu;

/** Every kanji carries a reading, and every mark of a reading belongs to one. */
export function findBadReadings(text: string): readonly string[] {
  const findings: string[] = [];
  for (const [whole, marked, long, , short] of text.matchAll(reading)) {
    const kana = long ?? short ?? "";
    if (!/^[\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u.test(kana))
      findings.push(`the reading in ${whole} is not kana`);
    if (marked !== undefined && !/\p{Script=Han}|[0-9]/u.test(marked)) findings.push(`${whole} needs no reading`);
  }
  const rest = text.replace(reading, "");
  const bare = rest.match(/[々〆\p{Script=Han}]+/gu) ?? [];
  findings.push(...bare.map((kanji) => `${kanji} has no reading`));
  if (/[｜《》]/u.test(rest)) findings.push("a mark of a reading stands alone");
  return findings;
}

/** Readings are for やさしい日本語 only: elsewhere the marks would be text. */
export function findStrayReadings(text: string): readonly string[] {
  return /[｜《》]/u.test(text) ? ["readings stand in ja-easy only"] : [];
}

const fullWidth = /[\u3000-\u303f\uff00-\uff60\u3040-\u30ff\u4e00-\u9fff]/u;

/** An example of a Japanese date in an English text: 令和8年12月4日. */
const eraDate = /(明治|大正|昭和|平成|令和)(\d+年(\d+月\d+日)?)?/g;

/** English text with Japanese letters or punctuation in it; place names come in by placeholders. */
export function findJapaneseInEnglish(text: string): readonly string[] {
  const found = fullWidth.exec(text.replace(eraDate, ""))?.[0];
  return found === undefined ? [] : [`「${found}」 in an English text`];
}

/** やさしい日本語 has at most 13 kanji in a sentence (an emergency's 3 or 4); a gloss in 〈 〉 explains and does not count. */
const mostKanji = 13;

export function findHeavySentences(text: string): readonly string[] {
  const plain = text.replace(/《[^》]*》|〈[^〉]*〉/gu, "");
  return plain.split(/[。？\n]/u).flatMap((sentence) => {
    const count = sentence.match(/[々〆\p{Script=Han}]/gu)?.length ?? 0;
    return count > mostKanji ? [`${count} kanji in 「${sentence}」`] : [];
  });
}
