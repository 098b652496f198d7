import { z } from "zod";
import { dateField, textField } from "../../../kernel/text/fields.ts";
import { day, id } from "./requests.ts";

export const ordinanceParams = z.object({ ordinance: z.uuid() });
export const newOrdinanceQuery = z.object({ from: z.uuid().optional().catch(undefined) });

/** The form of trying stands in the address; what it asks depends on the file, so the rest is read by its rules. */
export const tryQuery = z
  .object({
    space: id.optional().catch(undefined),
    on: day,
    slots: z
      .union([z.string().max(40), z.array(z.string().max(40)).max(96)])
      .optional()
      .transform((value) => [value ?? []].flat()),
    category: z.string().max(80).optional(),
    purpose: z.string().max(80).optional(),
    people: z.coerce.number().int().min(0).max(100_000).optional().catch(undefined),
  })
  .catchall(z.string().max(80));

export const bringForm = z.strictObject({
  text: z
    .string()
    .max(400_000)
    .optional()
    .transform((value) => (value === undefined || value.trim() === "" ? undefined : value.replaceAll("\r\n", "\n"))),
  file: z
    .instanceof(File)
    .optional()
    .transform((given) => (given === undefined || given.size === 0 ? undefined : given)),
});
export const scheduleForm = z.strictObject({ from: dateField() });
export const withdrawForm = z.strictObject({ reason: textField({ max: 200 }) });
