import { z } from "zod";
import type { LotteryRule } from "../types/lottery.ts";
import { channels } from "../types/terms.ts";
import { count, endTime, id, localText, time } from "./atoms.ts";
import { condition, dayCondition } from "./conditions.ts";

const dayOfMonth = z.int("bad-count").min(1, "bad-count").max(31, "bad-count");
const monthsLater = z.int("bad-count").min(0, "bad-count").max(6, "bad-count").optional();

const begin = z.strictObject({ day: dayOfMonth, monthsLater, at: time.default("00:00") });
const end = z.strictObject({ day: dayOfMonth, monthsLater, at: endTime.default("24:00") });
const atLeastOne = count.min(1, "bad-count");

/** `terms[].lottery` of an ordinance file; what the fields mean stands at the type. */
export const lottery: z.ZodType<LotteryRule> = z.strictObject({
  set: id.optional(),
  forMonth: atLeastOne.max(12, "bad-count"),
  when: dayCondition.optional(),
  categories: z.array(id).nonempty("empty-list").optional(),
  apply: z.strictObject({ from: begin, to: end }),
  drawOn: begin,
  resultOn: begin,
  confirmUntil: z.union([end, z.strictObject({ daysAfterResult: atLeastOne })]),
  payment: z.enum(["by-confirm", "by-terms"]).default("by-confirm"),
  entries: z.strictObject({
    most: atLeastOne.max(31, "bad-count"),
    count: z.enum(["choices", "slots"]).default("choices"),
  }),
  wins: z.strictObject({ most: atLeastOne.max(31, "bad-count") }).default({ most: 1 }),
  weights: z
    .array(
      z.strictObject({
        more: atLeastOne.max(9, "bad-count"),
        when: condition
          .pick({ categories: true, purposes: true, groupCategories: true, people: true, answers: true })
          .optional(),
        lostRounds: atLeastOne.max(12, "bad-count").optional(),
        because: localText,
        article: id,
      }),
    )
    .nonempty("empty-list")
    .optional(),
  lapsed: z
    .discriminatedUnion("goesTo", [
      z.strictObject({ goesTo: z.literal("next"), confirmWithinDays: atLeastOne }),
      z.strictObject({ goesTo: z.literal("first-come") }),
    ])
    .default({ goesTo: "first-come" }),
  firstCome: z
    .array(
      begin.extend({
        categories: z.array(id).nonempty("empty-list").optional(),
        channels: z.array(z.enum(channels)).nonempty("empty-list").optional(),
      }),
    )
    .default([]),
  returnWindow: z
    .strictObject({ from: time, to: endTime, days: atLeastOne.max(14, "bad-count") })
    .default({ from: "09:00", to: "17:00", days: 2 }),
  publicNumber: z.strictObject({ what: localText }).optional(),
  article: id,
});
