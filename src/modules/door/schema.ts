import { z } from "zod";
import { textField } from "../../kernel/text/fields.ts";

export const nothing = z.strictObject({});
export const doorPath = z.strictObject({ door: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/) });
export const alarmPath = doorPath.extend({ alarm: z.uuid() });

const reason = () => textField({ max: 200 });

export const operationForm = z.strictObject({ what: z.enum(["unlock", "lock"]), reason: reason() });
export const spareForm = z.strictObject({ why: reason() });
export const spareViewForm = z.strictObject({ spare: z.uuid() });
