import { z } from "zod";
import { count, endTime, id, localText, month, percent, yen } from "./atoms.ts";
import { condition, feeCondition } from "./conditions.ts";

const coefficient = z
  .number()
  .min(0, "bad-coefficient")
  .max(100, "bad-coefficient")
  .refine((value) => Number(value.toFixed(2)) === value, "bad-coefficient");

export const fees = z.strictObject({
  table: z
    .array(
      z.strictObject({
        spaces: z.array(id).nonempty("empty-list"),
        when: feeCondition.optional(),
        amounts: z.record(id, yen),
        article: id,
      }),
    )
    .nonempty("empty-list"),
  coefficients: z
    .array(
      z.strictObject({
        id,
        name: localText,
        when: condition,
        multiply: coefficient,
        because: localText,
        article: id,
      }),
    )
    .default([]),
  reductions: z
    .array(z.strictObject({ id, name: localText, when: condition, percent, because: localText, article: id }))
    .default([]),
  extras: z
    .array(
      z.strictObject({
        id,
        name: localText,
        kind: z.enum(["climate", "lights", "equipment"]),
        spaces: z.array(id).nonempty("empty-list"),
        amount: z.union([yen, z.record(id, yen)]),
        per: z.enum(["booking", "slot", "half-hour", "hour"]),
        months: z.array(month).nonempty("empty-list").optional(),
        litFrom: z.record(z.string().regex(/^([1-9]|1[0-2])$/, "bad-month"), endTime).optional(),
        most: count.min(1, "bad-count").default(1),
        needs: z.strictObject({ units: z.array(id), atLeast: count.min(1, "bad-count") }).optional(),
        capacity: z.record(id, count.min(1, "bad-count")).optional(),
        article: id,
      }),
    )
    .default([]),
  rounding: z.strictObject({
    to: z.union([z.literal(1), z.literal(10), z.literal(50), z.literal(100)]),
    how: z.enum(["down", "half-up", "up"]),
    article: id,
  }),
});
