import { type Html, raw } from "../../kernel/html.ts";

/**
 * A finished page of やさしい日本語 whose dates, times and amounts carry their readings: code writes 12月4日（金曜日）, 18時 and
 * 1,570円 wherever it needs them, as text. It is done once for the whole page, so that no page can forget it.
 */
export function readFigures(page: Html): Html {
  return page instanceof Promise ? page.then(readInText) : readInText(page);
}

/** Text between tags; what has its readings already, and what can have none, is left alone. */
const pieces = /<(ruby|title|option|script|style|textarea)\b.*?<\/\1>|<[^>]*>|([^<]+)/gs;

function readInText(page: { toString(): string }) {
  const text = page
    .toString()
    .replace(pieces, (whole: string, _tag: string | undefined, text: string | undefined) =>
      text === undefined ? whole : text.replace(figure, (found, ...parts: string[]) => drawFigure(found, parts)),
    );
  return raw(text);
}

/** Month and day · a bare year or month · weekday · hours, minutes, yen. */
const figure =
  /(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?|(\d{4})年|（([日月火水木金土])曜日）|(\d[\d,]*)(時間?|分|円)/gu;

function drawFigure(found: string, parts: readonly (string | undefined)[]): string {
  const [year, month, day, bareYear, weekday, count, unit] = parts;
  if (month !== undefined) {
    const date = `${year === undefined ? "" : `${year}${ruby("年", "ねん")}`}${month}${ruby("月", "がつ")}`;
    return day === undefined ? date : date + drawDay(day);
  }
  if (bareYear !== undefined) return `${bareYear}${ruby("年", "ねん")}`;
  if (weekday !== undefined) return `（${ruby(`${weekday}曜日`, `${weekdays[weekday]}ようび`)}）`;
  if (count === undefined || unit === undefined) return found;
  return `${count}${ruby(unit, unit === "分" ? readMinutes(count) : (units[unit] ?? ""))}`;
}

/** The days from 1 to 10, 14, 20 and 24 are words of their own, number and all. */
function drawDay(day: string): string {
  const word = days[Number(day)];
  return word === undefined ? `${day}${ruby("日", "にち")}` : ruby(`${day}日`, word);
}

/** ごふん, but じゅっぷん: by the last figure. */
function readMinutes(count: string): string {
  return /[2579]$/.test(count) ? "ふん" : "ぷん";
}

function ruby(word: string, kana: string): string {
  return `<ruby>${word}<rp>（</rp><rt>${kana}</rt><rp>）</rp></ruby>`;
}

const units: Readonly<Record<string, string>> = { 時: "じ", 時間: "じかん", 円: "えん" };

const weekdays: Readonly<Record<string, string>> = {
  日: "にち",
  月: "げつ",
  火: "か",
  水: "すい",
  木: "もく",
  金: "きん",
  土: "ど",
};

const days: Readonly<Record<number, string>> = {
  1: "ついたち",
  2: "ふつか",
  3: "みっか",
  4: "よっか",
  5: "いつか",
  6: "むいか",
  7: "なのか",
  8: "ようか",
  9: "ここのか",
  10: "とおか",
  14: "じゅうよっか",
  20: "はつか",
  24: "にじゅうよっか",
};
