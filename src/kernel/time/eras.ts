import type { CivilDate } from "./civil-date.ts";

export type Era = {
  readonly name: string;
  /** Letters and signs that stand for it on forms: R, 令. */
  readonly short: readonly string[];
  /** The year before its year 1. */
  readonly base: number;
  readonly first: CivilDate;
  /** undefined for the era that is now. */
  readonly last: CivilDate | undefined;
};

/**
 * 明治 and 大正 ended on the day on which the next began (the edicts of 1912 and 1926 said "from today"), so those two days have
 * two right names. 平成 and 令和 began at midnight (元号を改める政令 of 1989 and 2019), so theirs do not overlap.
 */
export const eras: readonly Era[] = [
  { name: "令和", short: ["R", "令"], base: 2018, first: "2019-05-01", last: undefined },
  { name: "平成", short: ["H", "平"], base: 1988, first: "1989-01-08", last: "2019-04-30" },
  { name: "昭和", short: ["S", "昭"], base: 1925, first: "1926-12-25", last: "1989-01-07" },
  { name: "大正", short: ["T", "大"], base: 1911, first: "1912-07-30", last: "1926-12-25" },
  { name: "明治", short: ["M", "明"], base: 1867, first: "1873-01-01", last: "1912-07-30" },
];

/** Until 2 December of 明治5 Japan counted by the moon (太政官布告337号); such days need a table, not arithmetic. */
export const firstSolarYear = 1873;

/** The era in which a day is named today; undefined before the solar calendar. */
export function findEra(date: CivilDate): Era | undefined {
  return eras.find((era) => date >= era.first);
}

export function findEraByName(text: string): Era | undefined {
  return eras.find((era) => era.name === text || era.short.includes(text.toUpperCase()));
}

/** 1 is 元. */
export function japaneseYear(year: number): string {
  return year === 1 ? "元" : String(year);
}
