import { z } from "zod";

/**
 * The small pieces of which an ordinance file is made. Custom messages are keys of `facility.file.*`; what zod finds by
 * itself (missing, wrong type, unknown key) is put into words in describe-issue.ts.
 */

export const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "bad-id");

export const text = z.string().trim().min(1, "empty-text").max(400, "too-long-text");

/**
 * A text alone is the Japanese one. Other languages fall back to it; a file without English is right, and warned of
 * (warnings.ts), because a clerk who writes no English must be able to load one.
 */
export const localText = z.preprocess(
  (value) => (typeof value === "string" ? { ja: value } : value),
  z.strictObject(
    { ja: text, en: text.optional(), "ja-easy": text.optional() },
    { error: ({ code }) => (code === "invalid_type" ? "not-a-text" : undefined) },
  ),
);

export const day = z.string().refine(isRealDay, "bad-day");
export const monthDay = z.string().refine((value) => isRealDay(`2024-${value}`), "bad-month-day");

/** 00:00 to 23:59. */
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "bad-time");
/** As an end, 24:00 as well. */
export const endTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "bad-time");

export const month = z.int("bad-month").min(1, "bad-month").max(12, "bad-month");
export const count = z.int("bad-count").min(0, "bad-count").max(100_000, "bad-count");
export const yen = z.int("bad-yen").min(0, "bad-yen").max(100_000_000, "bad-yen");
export const percent = z.int("bad-percent").min(1, "bad-percent").max(100, "bad-percent");

function isRealDay(value: string): boolean {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (parts === null) return false;
  const [year, month, dayOfMonth] = parts.slice(1).map(Number) as [number, number, number];
  const instant = new Date(Date.UTC(year, month - 1, dayOfMonth));
  return instant.getUTCMonth() === month - 1 && instant.getUTCDate() === dayOfMonth && year > 1900;
}
