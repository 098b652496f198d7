import { z } from "zod";
import type { LocalText } from "../../../../kernel/i18n/locales.ts";
import { boxField, dateField, fileField, textField } from "../../../../kernel/text/fields.ts";

/** What comes in by the addresses of the plan's data. */

const plan = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);

export const noParams = z.object({});
export const noQuery = z.object({});
export const planParams = z.object({ plan });
export const revisionParams = z.object({ plan, revision: z.coerce.number().int().min(1).max(100_000) });
export const draftParams = z.object({ draft: z.uuid() });
export const nodeParams = z.object({ plan, code: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,40}$/) });

export const importForm = z.strictObject({ file: fileField() });
export const dropForm = z.strictObject({});
export const applyForm = z.strictObject({
  seen: z.string().regex(/^[0-9a-f]{64}$/, { error: "field.invalid" }),
  reason: textField({ max: 500 }),
});

const optional = (max: number) => textField({ max, required: false });

const goals = textField({ max: 100, required: false }).transform((text, context) => {
  const numbers = (text ?? "")
    .split(/[、,，\s]+/)
    .filter((word) => word !== "")
    .map(Number);
  if (numbers.some((number) => !Number.isInteger(number) || number < 1 || number > 17)) {
    context.addIssue({ code: "custom", message: "plan-data.staff.file.bad-sdg" });
  }
  return [...new Set(numbers)];
});

const id = z.string().regex(/^[a-z][a-zA-Z0-9.-]{0,60}$/, { error: "field.invalid" });

export const nodeForm = z
  .strictObject({
    title: textField({ max: 200 }),
    titleEn: optional(600),
    titleEasy: optional(600),
    lead: optional(600),
    leadEn: optional(1800),
    leadEasy: optional(1800),
    isPriority: boxField(),
    sdgs: goals,
    sections: z
      .union([id.transform((one) => [one]), z.array(id).max(50)])
      .optional()
      .transform((list) => list ?? []),
    adoptedOn: dateField(),
  })
  .transform(({ title, titleEn, titleEasy, lead, leadEn, leadEasy, adoptedOn, ...rest }) => ({
    adoptedOn,
    node: {
      ...rest,
      title: localOf(title, titleEn, titleEasy),
      lead: lead === undefined ? undefined : localOf(lead, leadEn, leadEasy),
    },
  }));

function localOf(ja: string, en: string | undefined, easy: string | undefined): LocalText {
  return { ja, ...(en === undefined ? {} : { en }), ...(easy === undefined ? {} : { "ja-easy": easy }) };
}
