import { z } from "zod";
import { dayTypes, weekdays } from "../types/calendar.ts";
import { count, id, month, monthDay, yen } from "./atoms.ts";

/** The one form of condition that all tables share; the meaning of each field stands at its type in types/calendar.ts. */

export const nthWeekday = z.union([z.literal([1, 2, 3, 4, 5]), z.literal("last")], { error: "bad-nth" });

const ids = z.array(id).nonempty("empty-list").optional();

export const dayCondition = z.strictObject({
  days: z.array(z.enum(dayTypes)).nonempty("empty-list").optional(),
  nextDay: z.array(z.enum(dayTypes)).nonempty("empty-list").optional(),
  weekdays: z.array(z.enum(weekdays)).nonempty("empty-list").optional(),
  months: z.array(month).nonempty("empty-list").optional(),
  dates: z
    .array(z.strictObject({ from: monthDay, to: monthDay }))
    .nonempty("empty-list")
    .optional(),
  nth: z
    .array(z.strictObject({ weekday: z.enum(weekdays), nth: z.array(nthWeekday).nonempty("empty-list") }))
    .nonempty("empty-list")
    .optional(),
});

const answerCondition = z.union(
  [
    z.array(id).nonempty(),
    z.enum(["yes", "no"]),
    z.strictObject({ from: yen.optional(), below: yen.optional(), to: yen.optional() }),
  ],
  { error: "bad-answer-condition" },
);

/** Without the group's registration: what the fee table may depend on. */
export const feeCondition = dayCondition.extend({
  categories: ids,
  purposes: ids,
  people: z.strictObject({ atLeast: count.optional(), atMost: count.optional() }).optional(),
  answers: z.record(id, answerCondition).optional(),
});

export const condition = feeCondition.extend({
  groupCategories: ids,
  spaces: ids,
  /** A band, a period, or a slot by its time: "18:00". */
  slots: z
    .array(z.string().regex(/^([a-z][a-z0-9-]*|\d\d:\d\d)$/, "bad-id"))
    .nonempty("empty-list")
    .optional(),
});
