import { z } from "zod";
import { coefficientKinds, extraUnits } from "../types/fee.ts";
import { count, endTime, id, localText, month, percent, yen } from "./atoms.ts";
import { condition, feeCondition } from "./conditions.ts";

/** Which of the fields go together, checks/amounts.ts says: so a file is told the field, and not that no shape fitted. */

const factor = twoDecimals(100, "bad-coefficient");
const share = twoDecimals(100, "bad-share");
const unit = z.enum(["booking", "slot", "hour", "person"]);
const byYenOrSpace = z.union([yen, z.record(id, yen)], { error: "bad-amounts" });
const ids = z.array(id).nonempty("empty-list");

const row = z.strictObject({
  spaces: ids,
  when: feeCondition.optional(),
  amounts: z.record(id, yen),
  per: z.enum(["slot", "person", "count", "square-metre"]).optional(),
  of: id.optional(),
  unit: localText.optional(),
  name: localText.optional(),
  areaOf: id.optional(),
  partial: z
    .array(z.strictObject({ upToMinutes: count.min(1, "bad-count"), percent }))
    .nonempty("empty-list")
    .optional(),
  first: z.strictObject({ minutes: count.min(1, "bad-count"), amounts: z.record(id, yen) }).optional(),
  article: id,
});

const eachCoefficient = {
  id,
  name: localText,
  when: condition,
  insteadOf: ids.optional(),
  exclusive: id.optional(),
  because: localText,
  article: id,
};

const coefficient = z.discriminatedUnion("kind", [
  z.strictObject({ ...eachCoefficient, kind: z.literal("multiply").optional(), multiply: factor }),
  z.strictObject({
    ...eachCoefficient,
    kind: z.literal("add"),
    add: yen.optional(),
    per: unit.optional(),
    beyond: count.min(1, "bad-count").optional(),
    percent: count.min(1, "bad-count").max(10_000, "bad-count").optional(),
  }),
  z.strictObject({
    ...eachCoefficient,
    kind: z.literal("replace"),
    amount: yen.optional(),
    per: unit.optional(),
    factor: factor.optional(),
  }),
]);

const reduction = z.strictObject({
  id,
  name: localText,
  when: condition,
  on: z.enum(["category", "application"]).optional(),
  percent: percent.optional(),
  fraction: z
    .string()
    .regex(/^[1-8]\/[2-9]$/, "bad-fraction")
    .refine((value) => Number(value[0]) < Number(value[2]), "bad-fraction")
    .optional(),
  yen: yen.optional(),
  covers: z.enum(["fee", "all"]).optional(),
  because: localText,
  article: id,
});

const extra = z.strictObject({
  id,
  name: localText,
  kind: z.enum(["climate", "lights", "equipment"]),
  spaces: ids,
  when: condition.optional(),
  amount: byYenOrSpace.optional(),
  amounts: z.record(id, yen).optional(),
  percent: percent.optional(),
  percentOf: z.enum(["base", "fee"]).optional(),
  per: z.enum(extraUnits),
  settled: z.enum(["before", "after-use"]).optional(),
  weightedBy: ids.optional(),
  months: z.array(month).nonempty("empty-list").optional(),
  litFrom: z.record(z.string().regex(/^([1-9]|1[0-2])$/, "bad-month"), endTime).optional(),
  most: count.min(1, "bad-count").default(1),
  needs: z.strictObject({ units: z.array(id), atLeast: count.min(1, "bad-count") }).optional(),
  capacity: z.record(id, count.min(1, "bad-count")).optional(),
  takes: ids.optional(),
  stock: count.min(1, "bad-count").optional(),
  article: id,
});

const takings = z.strictObject({
  id,
  name: localText,
  when: condition.optional(),
  taken: id,
  expected: id.optional(),
  percent: share,
  least: z.union([yen, z.literal("fee")], { error: "bad-least" }),
  article: id,
});

const overrun = z.strictObject({
  id,
  when: condition.optional(),
  minutes: z.union([z.literal(30), z.literal(60)]),
  graceMinutes: count.optional(),
  amount: byYenOrSpace.optional(),
  share: z
    .strictObject({ of: z.enum(["last", "next", "dearer"]), percent: count.min(1, "bad-count").max(1000, "bad-count") })
    .optional(),
  weighted: z.boolean().optional(),
  article: id,
});

export const fees = z.strictObject({
  table: z.array(row).nonempty("empty-list"),
  order: z.array(z.enum(coefficientKinds)).nonempty("empty-list").optional(),
  coefficients: z.array(coefficient).default([]),
  reductions: z.array(reduction).default([]),
  stacking: z.enum(["largest", "all"]).optional(),
  extras: z.array(extra).default([]),
  takings: z.array(takings).optional(),
  deposits: z
    .array(z.strictObject({ id, name: localText, when: condition.optional(), amount: yen, article: id }))
    .optional(),
  overrun: z.array(overrun).optional(),
  tax: z
    .strictObject({ rate: count.min(1, "bad-count").max(100, "bad-count"), included: z.boolean(), article: id })
    .optional(),
  rounding: z.strictObject({
    to: z.union([z.literal(1), z.literal(10), z.literal(50), z.literal(100)]),
    how: z.enum(["down", "half-up", "up"]),
    at: z.enum(["total", "line", "step"]).optional(),
    article: id,
  }),
  least: z.strictObject({ amount: yen.min(1, "bad-yen"), article: id }).optional(),
});

function twoDecimals(most: number, message: string) {
  return z
    .number(message)
    .min(0, message)
    .max(most, message)
    .refine((value) => Number(value.toFixed(2)) === value, message);
}
