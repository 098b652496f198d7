import { addDays, type CivilDate, civilDateFrom, partsOf } from "./civil-date.ts";

/**
 * The legal age in full years on a day. 年齢計算ニ関スル法律 counts the day of birth, so a year of age is reached when the day
 * before the birthday ends. By day that makes the birthday the first day of the new age; whoever was born on 29 February
 * is a year older from the day after 28 February, which is 1 March in other years.
 *
 * @throws RangeError if the day is before the birth.
 */
export function ageOn(date: CivilDate, bornOn: CivilDate): number {
  if (date < bornOn) throw new RangeError("not born yet");
  const born = partsOf(bornOn);
  const years = partsOf(date).year - born.year;
  return date >= firstDayOfAge(bornOn, years) ? years : years - 1;
}

/** The first day on which somebody is so many years old. */
export function firstDayOfAge(bornOn: CivilDate, years: number): CivilDate {
  return addDays(dayOnWhichAgeIsReached(bornOn, years), 1);
}

/**
 * The day at whose end the age is reached, the eve of the birthday. Laws that ask for the day itself (学校教育法 17条: who
 * reaches six by 31 March) look at this day: born on 1 April counts as reached on 31 March, born on 29 February on the 28th.
 */
export function dayOnWhichAgeIsReached(bornOn: CivilDate, years: number): CivilDate {
  const { year, month, day } = partsOf(bornOn);
  const birthday = civilDateFrom(year + years, month, day);
  return birthday.ok ? addDays(birthday.value, -1) : `${year + years}-02-28`;
}
