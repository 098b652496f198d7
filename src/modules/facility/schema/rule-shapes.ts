import { z } from "zod";
import { payWays } from "../types/terms.ts";
import { count, endTime, id, localText, percent, time } from "./atoms.ts";
import { dayCondition } from "./conditions.ts";
import { lottery } from "./lottery-shape.ts";

const span = { id, name: localText, from: time, to: endTime };

export const timetable = z.discriminatedUnion("kind", [
  z.strictObject({
    id,
    kind: z.literal("bands"),
    bands: z.array(z.strictObject({ ...span, when: dayCondition.optional() })).nonempty("empty-list"),
    combined: z.array(z.strictObject({ id, name: localText, of: z.array(id).min(2, "combined-of-two") })).default([]),
    consecutive: z.enum(["with-gap", "not-allowed"]),
  }),
  z.strictObject({
    id,
    kind: z.literal("grid"),
    stepMinutes: z.union([z.literal(15), z.literal(30), z.literal(60), z.literal(120)]),
    minMinutes: count,
    maxMinutes: count,
    periods: z.array(z.strictObject(span)).nonempty("empty-list"),
  }),
]);

export const category = z.strictObject({
  id,
  name: localText,
  note: localText,
  who: z.enum(["person", "group", "either"]),
  groupCategories: z.array(id).nonempty("empty-list").optional(),
});

export const terms = z.strictObject({
  id,
  categories: z
    .array(
      z.strictObject({
        category: id,
        opens: z.discriminatedUnion("kind", [
          z.strictObject({ kind: z.literal("days"), days: count, at: time.default("00:00") }),
          z.strictObject({
            kind: z.literal("months"),
            months: count,
            day: z.enum(["first", "same"]),
            at: time.default("00:00"),
          }),
        ]),
      }),
    )
    .nonempty("empty-list"),
  closes: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("days"), days: count }),
    z.strictObject({ kind: z.literal("minutes"), minutes: count }),
  ]),
  minPeople: count.min(1, "bad-count").default(1),
  declarations: z.array(z.strictObject({ id, text: localText, article: id })).default([]),
  payment: z.strictObject({
    ways: z.array(z.enum(payWays)).nonempty("empty-list"),
    withinDays: count,
    daysBefore: count,
    article: id,
  }),
  refund: z.strictObject({
    steps: z.array(z.strictObject({ daysBefore: count, percent })),
    article: id,
  }),
  lottery: lottery.optional(),
});
