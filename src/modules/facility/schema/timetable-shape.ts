import { z } from "zod";
import { count, endTime, id, localText, time } from "./atoms.ts";
import { dayCondition } from "./conditions.ts";

const span = { id, name: localText, from: time, to: endTime, when: dayCondition.optional() };
const steps = [15, 20, 30, 45, 60, 90, 120, 180, 240] as const;

export const timetable = z.discriminatedUnion("kind", [
  z.strictObject({
    id,
    kind: z.literal("bands"),
    bands: z.array(z.strictObject({ ...span, alone: z.boolean().optional() })).nonempty("empty-list"),
    combined: z
      .array(
        z.strictObject({
          id,
          name: localText,
          of: z.array(id).min(2, "combined-of-two"),
          when: dayCondition.optional(),
        }),
      )
      .default([]),
    consecutive: z.enum(["with-gap", "combined-only", "not-allowed"]),
  }),
  z.strictObject({
    id,
    kind: z.literal("grid"),
    stepMinutes: z.union(steps.map((minutes) => z.literal(minutes))),
    minMinutes: count,
    maxMinutes: count,
    startsEvery: count.min(1, "bad-count").optional(),
    lengthsOf: count.min(1, "bad-count").optional(),
    periods: z.array(z.strictObject(span)).nonempty("empty-list"),
    gaps: z.boolean().optional(),
  }),
]);
