import { z } from "zod";
import type { Facility } from "../types/facility.ts";
import { permitConditions } from "./approval-shape.ts";
import { count, day, id, localText, text } from "./atoms.ts";
import { calendar } from "./calendar-shape.ts";
import { example } from "./example-shape.ts";
import { fees } from "./fee-shapes.ts";
import { question } from "./question-shape.ts";
import { category, purpose, terms } from "./terms-shape.ts";
import { timetable } from "./timetable-shape.ts";

/** The file, field by field; what each field means stands at the types. What fields say about each other: checks/. */
export const facilityShape: z.ZodType<Facility> = z.strictObject({
  id,
  effectiveFrom: day,
  sample: z.boolean(),
  name: localText,
  kana: text,
  area: id,
  address: localText,
  telephone: text,
  access: localText,
  barrierFree: localText,
  notes: z.array(localText).default([]),
  articles: z.record(
    id,
    z.strictObject({ title: localText, url: z.url({ protocol: /^https?$/, error: "bad-url" }).optional() }),
  ),
  calendar,
  timetables: z.array(timetable).nonempty("empty-list"),
  categories: z.array(category).nonempty("empty-list"),
  purposes: z.array(purpose).nonempty("empty-list"),
  questions: z.array(question).default([]),
  terms: z.array(terms).nonempty("empty-list"),
  units: z.array(z.strictObject({ id, name: localText })).nonempty("empty-list"),
  spaces: z
    .array(
      z.strictObject({
        id,
        name: localText,
        kana: text,
        units: z.array(id).nonempty("empty-list"),
        capacity: count.min(1, "bad-count"),
        squareMetres: z.number().positive("bad-count").optional(),
        purposes: z.array(id).nonempty("empty-list"),
        facts: z.array(z.strictObject({ label: localText, value: localText })).default([]),
        timetable: id,
        terms: id,
        doors: z.array(id).default([]),
        buffer: z
          .strictObject({ beforeMinutes: count, afterMinutes: count })
          .default({ beforeMinutes: 0, afterMinutes: 0 }),
        outdoor: z.boolean().optional(),
      }),
    )
    .nonempty("empty-list"),
  doors: z
    .array(
      z
        .strictObject({
          id,
          name: localText,
          adapter: z.enum(["zigbee2mqtt", "matter", "remotelock", "keybox"]),
          address: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "bad-address"),
          codeSlots: count.min(1, "bad-count").max(250, "bad-count").optional(),
          spareCodes: count.max(10, "bad-count").optional(),
          key: z.strictObject({ fetch: localText, bring: localText, box: z.boolean().optional() }).optional(),
        })
        .refine(({ adapter, key }) => (adapter === "keybox") === (key !== undefined), {
          message: "key-and-keybox",
          path: ["adapter"],
        }),
    )
    .default([]),
  entry: z.strictObject({ leadMinutes: count, lagMinutes: count, graceMinutes: count }),
  fees,
  permitConditions: permitConditions.optional(),
  examples: z.array(example).nonempty("empty-list"),
});
