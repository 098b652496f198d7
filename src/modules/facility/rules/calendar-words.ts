import { formatDate } from "../../../kernel/time/format-date.ts";
import type {
  Calendar,
  Closing,
  DayCondition,
  DayType,
  HolidayMove,
  MovingClosing,
  NthWeekday,
  Weekday,
} from "../types/calendar.ts";

/** 9:00〜22:00, or a piece for each row of the table: 平日 18:00〜21:00；土曜日・日曜日・祝日 9:00〜21:00. For published tables. */
export function hoursInWords({ hours }: Calendar): string {
  return hours.map(({ when, from, to }) => `${conditionInWords(when)}${from}〜${to}`).join("；");
}

/** 月曜日（祝日のときは、次の平日）；12月29日〜1月3日 年末年始. What closes single rooms only is left out. */
export function closingsInWords({ closed }: Calendar): string {
  return closed
    .filter(({ spaces }) => spaces === undefined)
    .map(closingInWords)
    .join("；");
}

function conditionInWords(when: DayCondition | undefined): string {
  const days = when?.days?.map((day) => dayTypeNames[day]).join("・");
  const next = when?.nextDay?.map((day) => dayTypeNames[day]).join("・");
  const eve = next === undefined ? undefined : `${next}の前の日`;
  const named = when?.weekdays?.map((day) => weekdayNames[day]).join("・");
  const months = when?.months?.map((month) => `${month}月`).join("・");
  const dates = when?.dates?.map(({ from, to }) => `${monthDay(from)}〜${monthDay(to)}`).join("・");
  const nth = when?.nth?.map((one) => nthInWords(one.nth, one.weekday)).join("・");
  const words = [months, dates, days, eve, named, nth].filter((part) => part !== undefined).join("の");
  return words === "" ? "" : `${words} `;
}

function closingInWords(closing: Closing): string {
  switch (closing.kind) {
    case "yearly":
      return `${monthDay(closing.from)}〜${monthDay(closing.to)} ${closing.reason.ja}`;
    case "dates": {
      const [from, to] = [closing.from, closing.to].map((day) => formatDate(day, "ja", { weekday: false }));
      return `${closing.from === closing.to ? from : `${from}〜${to}`} ${closing.reason.ja}`;
    }
    case "holidays": {
      const except = closing.except?.map((day) => weekdayNames[day]).join("・");
      return except === undefined ? "祝日" : `祝日（${except}のときは、開く）`;
    }
    default:
      return `${conditionInWords(closing.when)}${patternInWords(closing)}${moveInWords(closing)}`;
  }
}

function patternInWords(closing: MovingClosing): string {
  switch (closing.kind) {
    case "weekly":
      return weekdayNames[closing.weekday];
    case "nth":
      return nthInWords(closing.nth, closing.weekday);
    case "monthly":
      return `毎月${closing.days.map((day) => (day === "last" ? "の最後の日" : `${day}日`)).join("・")}`;
    case "day-after-holiday":
      return "祝日の次の日";
  }
}

function moveInWords({ ifHoliday, weekendToo }: MovingClosing): string {
  if (ifHoliday === "closed") return "";
  return `（${weekendToo === true ? "土曜日・日曜日・祝日" : "祝日"}のときは${moveWords[ifHoliday]}）`;
}

function nthInWords(nth: readonly NthWeekday[], weekday: Weekday): string {
  return nth.map((one) => (one === "last" ? "最後の" : `第${one}`)).join("・") + weekdayNames[weekday];
}

/** MM-DD; a leap year, so that 29 February is a day. */
function monthDay(text: string): string {
  return formatDate(`2024-${text}`, "ja", { year: false, weekday: false });
}

const dayTypeNames: Readonly<Record<DayType, string>> = {
  weekday: "平日",
  saturday: "土曜日",
  sunday: "日曜日",
  holiday: "祝日",
};

const weekdayNames: Readonly<Record<Weekday, string>> = {
  monday: "月曜日",
  tuesday: "火曜日",
  wednesday: "水曜日",
  thursday: "木曜日",
  friday: "金曜日",
  saturday: "土曜日",
  sunday: "日曜日",
};

const moveWords: Readonly<Record<Exclude<HolidayMove, "closed">, string>> = {
  open: "、開く",
  "next-day": "開き、次の日が休み",
  "next-non-holiday": "開き、次の祝日でない日が休み",
  "next-weekday": "開き、次の平日が休み",
  "next-open-day": "開き、次の開館日が休み",
  "previous-day": "開き、前の日が休み",
  "previous-non-holiday": "開き、前の祝日でない日が休み",
  "previous-weekday": "開き、前の平日が休み",
  "previous-open-day": "開き、前の開館日が休み",
};
