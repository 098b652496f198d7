import { z } from "zod";
import { holidayMoves, weekdays } from "../types/calendar.ts";
import { day, endTime, id, localText, monthDay, time } from "./atoms.ts";
import { dayCondition, nthWeekday } from "./conditions.ts";

const each = { spaces: z.array(id).nonempty("empty-list").optional(), article: id.optional() };

const moving = {
  ...each,
  when: dayCondition.optional(),
  ifHoliday: z.enum(holidayMoves),
  weekendToo: z.boolean().optional(),
  passOver: z.boolean().optional(),
  reason: localText.optional(),
};

const weekday = z.enum(weekdays);
export const dayOfMonth = z.int("bad-day-of-month").min(1, "bad-day-of-month").max(31, "bad-day-of-month");

const closing = z.discriminatedUnion("kind", [
  z.strictObject({ ...moving, kind: z.literal("weekly"), weekday }),
  z.strictObject({ ...moving, kind: z.literal("nth"), weekday, nth: z.array(nthWeekday).nonempty("empty-list") }),
  z.strictObject({
    ...moving,
    kind: z.literal("monthly"),
    days: z.array(z.union([dayOfMonth, z.literal("last")])).nonempty("empty-list"),
  }),
  z.strictObject({ ...moving, kind: z.literal("day-after-holiday") }),
  z.strictObject({ ...each, kind: z.literal("holidays"), except: z.array(weekday).nonempty("empty-list").optional() }),
  z.strictObject({ ...each, kind: z.literal("yearly"), from: monthDay, to: monthDay, reason: localText }),
  z.strictObject({ ...each, kind: z.literal("dates"), from: day, to: day, reason: localText }),
]);

export const calendar = z.strictObject({
  hours: z.array(z.strictObject({ when: dayCondition.optional(), from: time, to: endTime })).nonempty("empty-list"),
  closed: z.array(closing).default([]),
  openings: z
    .array(
      z.strictObject({ ...each, from: day, to: day, hours: z.strictObject({ from: time, to: endTime }).optional() }),
    )
    .optional(),
});
