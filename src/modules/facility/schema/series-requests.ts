import { z } from "zod";
import { choiceField, dateField, textField, tickedField } from "../../../kernel/text/fields.ts";
import { isCivilDate } from "../../../kernel/time/civil-date.ts";
import { payWays } from "../types/terms.ts";

/** What comes in about days that are booked together. */

const leave = z
  .union([z.string(), z.array(z.string()).max(60)])
  .optional()
  .transform((value) => [...new Set([value ?? []].flat())])
  .pipe(z.array(z.string().refine(isCivilDate)));

const fields = { kind: choiceField(["weekly", "days"]), last: dateField(), leave };

export const seriesQuery = z.strictObject(fields);
export const seriesForm = z.strictObject({
  ...fields,
  only: z.literal("free").optional(),
  days: z.coerce.number().int().min(0),
  total: z.coerce.number().int().min(0),
});

export const ownSeriesForm = z.strictObject({
  ...fields,
  only: z.literal("free").optional(),
  days: z.coerce.number().int().min(0),
  total: z.coerce.number().int().min(0),
  way: choiceField(payWays).optional(),
  agree: tickedField(),
});

export const seriesParams = z.object({ series: z.uuid() });
export const seriesCashForm = z.strictObject({ expected: z.coerce.number().int().min(0) });
export const seriesCancelForm = z.strictObject({
  from: dateField(),
  by: choiceField(["booker", "city"]),
  reason: textField({ max: 100 }),
  expected: z.coerce.number().int().min(0),
});
export const ownSeriesQuery = z.object({ from: z.string().refine(isCivilDate).optional().catch(undefined) });
export const ownSeriesCancelForm = z.strictObject({
  from: dateField(),
  expected: z.coerce.number().int().min(0),
  sure: tickedField(),
});
export const seriesPageQuery = z.object({
  from: z.string().refine(isCivilDate).optional().catch(undefined),
  by: z.enum(["booker", "city"]).optional().catch(undefined),
});
