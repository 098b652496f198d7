import { z } from "zod";
import { dayTypes } from "../types/calendar.ts";
import { id, month } from "./atoms.ts";

export const dayCondition = z.strictObject({
  days: z.array(z.enum(dayTypes)).nonempty("empty-list").optional(),
  months: z.array(month).nonempty("empty-list").optional(),
});

export const feeCondition = dayCondition.extend({
  categories: z.array(id).nonempty("empty-list").optional(),
  purposes: z.array(id).nonempty("empty-list").optional(),
});

export const condition = feeCondition.extend({ groupCategories: z.array(id).nonempty("empty-list").optional() });
