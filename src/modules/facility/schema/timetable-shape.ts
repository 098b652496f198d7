import { z } from "zod";
import { closedParts } from "../types/timetable.ts";
import { count, endTime, id, localText, time } from "./atoms.ts";
import { dayCondition } from "./conditions.ts";

const span = { id, name: localText, from: time, to: endTime, when: dayCondition.optional() };
const days = count.min(1, "bad-count").max(62, "bad-count");
const steps = [15, 20, 30, 45, 60, 90, 120, 180, 240] as const;

export const timetable = z.discriminatedUnion("kind", [
  z.strictObject({
    id,
    kind: z.literal("bands"),
    bands: z
      .array(
        z.strictObject({
          ...span,
          alone: z.boolean().optional(),
          endsAfterDays: days.optional(),
          inRow: z.strictObject({ most: count.min(2, "bad-count"), everyDays: days.optional() }).optional(),
          overClosed: z.array(z.enum(closedParts)).nonempty("empty-list").optional(),
        }),
      )
      .nonempty("empty-list"),
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
