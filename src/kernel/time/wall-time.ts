import type { Locale } from "../i18n/locales.ts";
import { accept, type Result, refuse } from "../result.ts";
import type { CivilDate, WallTime } from "./civil-date.ts";
import { formatDate } from "./format-date.ts";

/**
 * Reads a time of day as people type it: 9:00, 09:00, ９：００, 18時, 18時30分, 18時半. With `asEnd`, 24:00 (the end of the day)
 * as well. 25:00 belongs to the next day and is refused with that explanation.
 */
export function parseWallTime(text: string, options: { readonly asEnd?: boolean } = {}): Result<WallTime> {
  const typed = text.normalize("NFKC").replace(/\s/gu, "");
  const parts = /^(\d{1,2})(?::(\d{2})|時(?:(\d{1,2})分|(半))?)$/u.exec(typed);
  if (parts === null) return refuse("field.time");
  const hours = Number(parts[1]);
  const minutes = parts[4] === undefined ? Number(parts[2] ?? parts[3] ?? 0) : 30;
  if (minutes > 59) return refuse("field.time-minutes");
  if (hours >= lastHourAfterMidnight) return refuse("field.time");
  const total = hours * 60 + minutes;
  if (total === minutesInDay) return options.asEnd ? accept("24:00") : refuse("field.time-midnight");
  if (total > minutesInDay) return refuse("field.time-next-day", { time: wallTimeAt(total % minutesInDay) });
  return accept(wallTimeAt(total));
}

const minutesInDay = 24 * 60;

/** Late hours are commonly written up to 29:59; beyond that it is no time of the next day but a slip. */
const lastHourAfterMidnight = 30;

/** Minutes since the day began on the wall: 0 to 1440. */
export function minutesOf(time: WallTime): number {
  // Without split: a week view asks this some thousand times.
  return Number(time.slice(0, -3)) * 60 + Number(time.slice(-2));
}

/** The time so many minutes after the day began; 1440 is "24:00". */
export function wallTimeAt(minutes: number): WallTime {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > minutesInDay) {
    throw new RangeError(`no time of day has ${minutes} minutes`);
  }
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** 18時, 9時30分; 18:00 in English. */
export function formatWallTime(time: WallTime, locale: Locale): string {
  if (locale === "en") return time;
  const minutes = minutesOf(time) % 60;
  const hours = `${Math.floor(minutesOf(time) / 60)}時`;
  return minutes === 0 ? hours : `${hours}${minutes}分`;
}

/** From a time of one day to one of the same or, 翌日, of a later day; `lastOn` names that day where it is known. */
export type TimeRange = {
  readonly from: WallTime;
  readonly to: WallTime;
  readonly endsAfterDays?: number | undefined;
  readonly lastOn?: CivilDate | undefined;
};

/**
 * In text 18時から22時まで; in tables 18–22時, or 18:30–20:30 where one of them has minutes. What ends on a later day says so:
 * 15時から12月5日（土）10時まで, or 15時–翌10時 where no day is known.
 */
export function formatTimeRange(range: TimeRange, locale: Locale, where: "text" | "table" = "text"): string {
  const { from, to, endsAfterDays = 0, lastOn } = range;
  if (lastOn !== undefined || endsAfterDays > 0) return formatLongRange(range, locale, where);
  if (locale === "en") return where === "text" ? `${from} to ${to}` : `${from}–${to}`;
  if (where === "text") return `${formatWallTime(from, locale)}から${formatWallTime(to, locale)}まで`;
  if ([from, to].every((time) => time.endsWith(":00"))) return `${minutesOf(from) / 60}–${minutesOf(to) / 60}時`;
  return [from, to].map((time) => time.replace(/^0/, "")).join("–");
}

function formatLongRange(
  { from, to, endsAfterDays = 0, lastOn }: TimeRange,
  locale: Locale,
  where: "text" | "table",
): string {
  if (locale === "en") {
    const day = lastOn === undefined ? undefined : formatDate(lastOn, "en", { year: false });
    const later = endsAfterDays === 1 ? "the next day" : `${endsAfterDays} days later`;
    if (where === "text") return `${from} to ${to} ${day === undefined ? later : `on ${day}`}`;
    return `${from}–${to}, ${day ?? (endsAfterDays === 1 ? "next day" : later)}`;
  }
  const [begin, end] = [formatWallTime(from, locale), formatWallTime(to, locale)];
  if (lastOn !== undefined) {
    const day = formatDate(lastOn, locale, { year: false });
    return where === "text" ? `${begin}から${day}${end}まで` : `${begin}–${day}${end}`;
  }
  const next = locale === "ja-easy" ? "次の日" : "翌日";
  if (where === "text") return `${begin}から${endsAfterDays === 1 ? next : `${endsAfterDays}日後`}の${end}まで`;
  if (endsAfterDays > 1) return `${begin}–${endsAfterDays}日後${end}`;
  return `${begin}–${locale === "ja-easy" ? next : "翌"}${end}`;
}
