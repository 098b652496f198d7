import { z } from "zod";
import { choiceField, textField } from "../../kernel/text/fields.ts";

export const nothing = z.strictObject({});
export const doorPath = z.strictObject({ door: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/) });
export const keyPath = z.strictObject({ keyUse: z.uuid() });
export const shelterPath = z.strictObject({ shelter: z.uuid() });
export const lockSystemPath = z.strictObject({
  adapter: z.string().regex(/^[a-z0-9]{1,30}$/),
  key: z.string().max(200),
});
export const weekQuery = z.object({ week: z.iso.date().optional().catch(undefined) });
export const alarmPath = doorPath.extend({ alarm: z.uuid() });

const reason = () => textField({ max: 200 });

export const operationForm = z.strictObject({ what: z.enum(["unlock", "lock"]), reason: reason() });
export const shelterForm = z.strictObject({
  place: textField({ max: 200 }),
  kind: choiceField(["real", "drill"]),
  reason: reason(),
});
/** Key boxes have four to eight digits; zeros count. */
export const boxForm = z.strictObject({
  number: textField({ max: 20 }).refine((text) => /^\d{4,8}$/.test(text), "refusal.door.desk.bad-number"),
});
export const spareForm = z.strictObject({ why: reason() });
export const spareViewForm = z.strictObject({ spare: z.uuid() });
