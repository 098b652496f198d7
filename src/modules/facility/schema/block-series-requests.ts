import { z } from "zod";
import { dateField, textField } from "../../../kernel/text/fields.ts";
import { isCivilDate } from "../../../kernel/time/civil-date.ts";
import { id, slotIds } from "./requests.ts";

/** What comes in about rooms that the city keeps each week. */

const many = (most: number) =>
  z
    .union([z.string(), z.array(z.string()).max(most)])
    .optional()
    .transform((value) => [...new Set([value ?? []].flat())]);

const fields = {
  space: id,
  on: dateField(),
  slots: slotIds.refine((slots) => slots.length > 0, "field.choice"),
  weekdays: many(7)
    .pipe(z.array(z.string().regex(/^[0-6]$/)).min(1, "field.choice"))
    .transform((days) => days.map(Number)),
  last: dateField(),
  leave: many(120).pipe(z.array(z.string().refine(isCivilDate))),
  holidays: z.literal("skip").optional(),
};

export const blocksQuery = z.object(fields);
export const blocksForm = z.strictObject({
  ...fields,
  reason: textField({ max: 200 }),
  only: z.literal("free").optional(),
  days: z.coerce.number().int().min(0),
});
export const blockSeriesParams = z.object({ blockSeries: z.uuid() });
export const endBlocksForm = z.strictObject({ from: dateField(), reason: textField({ max: 200 }) });

/** From the form's names to the command's. */
export function askedOf({ space, on, slots, weekdays, last, leave, holidays }: z.output<typeof blocksQuery>) {
  return {
    spaceId: space,
    slots,
    weekdays,
    firstOn: on,
    lastOn: last,
    leftOut: leave,
    withoutHolidays: holidays === "skip",
  };
}
