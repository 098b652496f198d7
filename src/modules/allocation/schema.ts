import { z } from "zod";
import { boxField, choiceField, dateField, linesField, textField, wholeNumberField } from "../../kernel/text/fields.ts";
import { useForm } from "../facility/index.ts";
import { patterns } from "./types.ts";

export const noParams = z.object({});
export const noQuery = z.object({});
export const seasonParams = z.object({ season: z.uuid() });
export const frameParams = z.object({ frame: z.uuid() });
export const givenParams = z.object({ given: z.uuid() });
export const applicationParams = z.object({ application: z.uuid() });
export const emptyForm = z.strictObject({});
export const reasonForm = z.strictObject({ reason: textField({ max: 300 }) });
export const noteForm = z.strictObject({ note: textField({ max: 300, required: false }) });

const id = z.string().regex(/^[a-z0-9][a-z0-9:-]{0,79}$/);
const several = z
  .union([z.string().max(80), z.array(z.string().max(80)).max(100)])
  .optional()
  .transform((value) => [value ?? []].flat());

export const newQuery = z.object({ facility: id.optional().catch(undefined) });

export const seasonForm = z.strictObject({
  facility: id,
  name: textField({ max: 60 }),
  words: linesField({ max: 600, required: false }),
  first: dateField(),
  last: dateField(),
  opens: dateField(),
  closes: dateField(),
  meeting: dateField(),
  wishes: wholeNumberField({ min: 1, max: 10 }),
  most: wholeNumberField({ min: 1, max: 20 }),
  each: wholeNumberField({ min: 1, max: 12 }),
  spaces: several,
  weekdays: several.transform((list) =>
    list.map(Number).filter((day) => Number.isInteger(day) && day >= 0 && day <= 6),
  ),
  slots: several,
  categories: several,
});

export const editForm = z.strictObject({
  name: textField({ max: 60 }),
  words: linesField({ max: 600, required: false }),
  closes: dateField(),
  meeting: dateField(),
  spaces: several,
});

/** The use is asked as for a booking; the wishes stand beside it as wish-1, wish-2 … in their order. */
export const askForm = z
  .object({ words: textField({ max: 300, required: false }), named: boxField() })
  .catchall(z.unknown())
  .transform(({ words, named, ...fields }, context) => {
    const isWish = (name: string) => /^wish-([1-9]|10)$/.test(name);
    const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !isWish(name)));
    const wishes = Array.from({ length: 10 }, (_, index) => fields[`wish-${index + 1}`])
      .filter((value) => typeof value === "string")
      .filter((value) => value !== "" && z.uuid().safeParse(value).success);
    // The day and the slots are the frame's.
    const parsed = useForm.safeParse({ ...rest, on: "2026-01-01", slots: ["x"] });
    if (parsed.success) return { use: parsed.data.use, wishes, words, isNamed: named };
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: "custom", path: [...path], message });
    return z.NEVER;
  });

export const paperQuery = z.object({
  q: z.string().max(80).optional().catch(undefined),
  group: z.uuid().optional().catch(undefined),
});

/** Days apart from each other by a line, a comma or a space. */
const days = z
  .string()
  .max(2000)
  .default("")
  .transform((text, context) => {
    const found: string[] = [];
    for (const piece of text.split(/[\s,、]+/).filter(Boolean)) {
      const read = dateField().safeParse(piece);
      if (read.success) found.push(read.data);
      else context.addIssue({ code: "custom", message: "field.date" });
    }
    return found;
  });

export const giveForm = z.strictObject({
  application: z.uuid({ error: "field.choice" }),
  pattern: choiceField(patterns),
  from: dateField(),
  until: dateField(),
  without: days,
});
