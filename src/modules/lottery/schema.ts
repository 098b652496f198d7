import { z } from "zod";
import { choiceField, dateField, textField, timeField } from "../../kernel/text/fields.ts";
import { isCivilDate } from "../../kernel/time/civil-date.ts";
import { type Choice, payWays, useForm } from "../facility/index.ts";

export const noParams = z.object({});
export const noQuery = z.object({});
export const roundParams = z.object({ round: z.uuid() });
export const entryParams = z.object({ entry: z.uuid() });
export const winParams = z.object({ win: z.uuid() });
export const decisionParams = z.object({ decision: z.uuid() });
export const emptyForm = z.strictObject({});

const slotId = /^[a-z0-9:-]{1,40}$/;
const spaceId = /^[a-z0-9][a-z0-9:-]{0,79}$/;

/** "tamari-tennis-a~2027-02-07~09:00.10:00": a choice as it stands in addresses and hidden fields. */
export function writeChoice({ spaceId: space, on, slots }: Choice): string {
  return `${space}~${on}~${slots.join(".")}`;
}

export function readChoice(text: string): Choice | undefined {
  const [space = "", on = "", slots = ""] = text.split("~");
  const ids = slots.split(".").filter((id) => slotId.test(id));
  return spaceId.test(space) && isCivilDate(on) && ids.length > 0 ? { spaceId: space, on, slots: ids } : undefined;
}

const several = z
  .union([z.string().max(400), z.array(z.string().max(400)).max(40)])
  .optional()
  .catch(undefined)
  .transform((value) => [value ?? []].flat());

const choices = several.transform((list) => list.map(readChoice).filter((choice) => choice !== undefined));

/** Where somebody stands in the errand: all answers so far are in the address. */
export const enterQuery = z.object({
  choice: choices,
  space: z.string().regex(spaceId).optional().catch(undefined),
  day: z.string().refine(isCivilDate).optional().catch(undefined),
  slots: several.transform((list) => list.filter((id) => slotId.test(id))),
  step: z.literal("use").optional().catch(undefined),
});
export type EnterQuery = z.output<typeof enterQuery>;

/** The use is asked as for a booking, and parsed by the same form; the choices are hidden beside it. */
export const enterForm = z
  .object({ choice: choices })
  .catchall(z.unknown())
  .transform(({ choice, ...rest }, context) => {
    const [first] = choice;
    const parsed = useForm.safeParse({ ...rest, on: first?.on ?? "2026-01-01", slots: first?.slots ?? ["x"] });
    if (parsed.success) return { choices: choice, use: parsed.data.use };
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: "custom", path: [...path], message });
    return z.NEVER;
  });

export const confirmForm = z.strictObject({ way: choiceField(payWays).optional() });

const reason = textField({ max: 300 });
export const postponeForm = z.strictObject({ day: dateField(), time: timeField(), "postpone-reason": reason });
export const callOffForm = z.strictObject({ "call-off-reason": reason });
export const numberForm = z.strictObject({
  number: z
    .string()
    .trim()
    .regex(/^[0-9.]{1,40}$/, "lottery.staff.number-form"),
  "number-reason": reason,
});
export const leaveOutForm = z.strictObject({ entry: z.uuid(), "leave-out-reason": reason });
export const decideForm = z.strictObject({
  outcome: choiceField(["agreed", "refused"]),
  again: z.string().trim().max(40).optional(),
});
