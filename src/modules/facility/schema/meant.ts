import { day, monthDay, time } from "./atoms.ts";
import type { FileMessage } from "./finding.ts";

/**
 * What somebody meant who wrote a value as on paper: 令和8年4月1日, 2026/4/1, 9:00, １２，０００円, 30%. Undefined where that
 * cannot be told for certain. Days and times come with the quotes that a file has around them.
 */
export function findMeant(message: FileMessage, value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const written = value.normalize("NFKC").replaceAll(/["“”'’\s]/g, "");
  switch (message) {
    case "bad-day":
      return quoted(dayIn(written));
    case "bad-month-day":
      return quoted(monthDayIn(written));
    case "bad-time":
      return quoted(timeIn(written));
    case "bad-coefficient":
      return factorIn(written);
    case "bad-yen":
    case "bad-amounts":
    case "bad-count":
    case "bad-percent":
    case "bad-share":
    case "bad-month":
    case "bad-day-of-month":
      return numberIn(written);
    default:
      return undefined;
  }
}

function quoted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `"${text}"`;
}

const eras: Readonly<Record<string, number>> = { 令和: 2018, R: 2018, 平成: 1988, H: 1988 };

function dayIn(written: string): string | undefined {
  const [, era, year = "", month = "", dayOfMonth = ""] =
    /^(令和|平成|R|H)?(\d{1,4}|元)[年/.-](\d{1,2})[月/.-](\d{1,2})日?$/.exec(written) ?? [];
  const number = year === "元" ? 1 : Number(year);
  if (era === undefined && year.length !== 4) return undefined;
  const found = `${number + (era === undefined ? 0 : (eras[era] ?? 0))}-${two(month)}-${two(dayOfMonth)}`;
  return day.safeParse(found).success ? found : undefined;
}

function monthDayIn(written: string): string | undefined {
  const [, month = "", dayOfMonth = ""] = /^(\d{1,2})[月/.-](\d{1,2}|末)日?$/.exec(written) ?? [];
  // The last of February is the 29th: in other years there is none, and the 28th is inside the span.
  const last = [29, 30, 31].findLast((one) => monthDay.safeParse(`${two(month)}-${one}`).success);
  const found = `${two(month)}-${dayOfMonth === "末" ? last : two(dayOfMonth)}`;
  return monthDay.safeParse(found).success ? found : undefined;
}

function timeIn(written: string): string | undefined {
  const [all, half, hour = "", minutes] = /^(午前|午後)?(\d{1,2})(?:[:時](半|\d{1,2}分?)?)$/.exec(written) ?? [];
  if (all === undefined || (all.endsWith(":") && minutes === undefined)) return undefined;
  const hours = Number(hour) + (half === "午後" && Number(hour) < 12 ? 12 : 0);
  const found = `${two(String(hours))}:${minutes === "半" ? "30" : two(minutes?.replace("分", "") ?? "0")}`;
  return time.safeParse(found).success ? found : undefined;
}

function factorIn(written: string): string | undefined {
  const percent = /^(\d{1,4})%$/.exec(written)?.[1];
  if (percent !== undefined) return String(Number(percent) / 100);
  const tenths = /^(\d{1,2})割増し?$/.exec(written)?.[1];
  if (tenths !== undefined) return String((10 + Number(tenths)) / 10);
  return /^(\d{1,3}(?:\.\d{1,2})?)倍?$/.exec(written)?.[1];
}

/** A number with what people write around it: 12,000円, 30%, 10人, 3日前. */
function numberIn(written: string): string | undefined {
  const tenths = /^(\d{1,2})割$/.exec(written)?.[1];
  if (tenths !== undefined) return String(Number(tenths) * 10);
  const digits = /^¥?(\d{1,3}(?:,\d{3})+|\d+)(?:円|%|人|名|日前?|か月前?|月|分|台|回)?$/.exec(written)?.[1];
  return digits === undefined ? undefined : String(Number(digits.replaceAll(",", "")));
}

function two(digits: string): string {
  return digits.padStart(2, "0");
}
