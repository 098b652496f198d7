import { z } from "zod";
import { parseWholeNumber } from "../../../kernel/text/digits.ts";
import { choiceField, dateField, tickedField } from "../../../kernel/text/fields.ts";
import { isCivilDate } from "../../../kernel/time/civil-date.ts";
import { payWays } from "../types/terms.ts";

/** What comes in by addresses and forms. Ids are checked for form here, and for meaning by the rules. */

export const id = z.string().regex(/^[a-z0-9][a-z0-9:-]{0,79}$/);
export const day = z.string().refine(isCivilDate).optional().catch(undefined);
/** "am,pm" or slots=am&slots=pm, as a form without scripts sends them. */
export const slotIds = z
  .union([z.string(), z.array(z.string()).max(96)])
  .optional()
  .transform((value) =>
    [value ?? []]
      .flat()
      .flatMap((part) => part.split(","))
      .filter((part) => /^[a-z0-9:-]{1,40}$/.test(part)),
  );

export const noParams = z.object({});
export const noQuery = z.object({});
export const spaceParams = z.object({ space: id });
export const facilityParams = z.object({ facility: id });
export const bookingParams = z.object({ booking: z.uuid() });
export const doorParams = z.object({ booking: z.uuid(), door: id });

export const searchQuery = z.object({
  day: z.string().max(40).optional(),
  purpose: id.optional().catch(undefined),
  people: z.string().max(20).optional(),
  area: z
    .union([z.string(), z.array(z.string()).max(20)])
    .optional()
    .transform((value) => [value ?? []].flat()),
});

export const dayQuery = z.object({ day });
export const choiceQuery = z.object({ on: day, slots: slotIds, category: id.optional().catch(undefined) });

/**
 * Extras and answers come as one field each: extra.heating=1, answer.profit=no. The names, and what the answers mean, are
 * checked against the ordinance by the rules.
 */
export const useForm = z
  .object({
    on: dateField(),
    slots: slotIds,
    group: z
      .union([z.uuid(), z.literal("")])
      .optional()
      .transform((value) => value || undefined),
    category: z.string().max(80).default(""),
    purpose: z.string().max(80).default(""),
    people: z.string().max(40).default("").transform(peopleOf),
    declarations: z
      .union([z.string(), z.array(z.string()).max(20)])
      .optional()
      .transform((value) => [value ?? []].flat()),
  })
  .catchall(z.string().max(80))
  .superRefine((form, context) => {
    const known = ["on", "slots", "group", "category", "purpose", "people", "declarations"];
    for (const name of Object.keys(form)) {
      if (known.includes(name) || /^(extra|answer)\.[a-z0-9-]{1,60}$/.test(name)) continue;
      context.addIssue({ code: "custom", path: [name], message: "field.unknown" });
    }
  })
  .transform(({ on, slots, group, category, purpose, people, declarations, ...rest }) => ({
    choice: { on, slots },
    use: {
      groupId: group,
      categoryId: category,
      purposeId: purpose,
      people,
      declarations,
      extras: extrasOf(rest),
      answers: answersOf(rest),
    },
  }));

export const checkForm = z.strictObject({ way: choiceField(payWays).optional(), agree: tickedField() });
export const emptyForm = z.strictObject({});
export const cancelForm = z.strictObject({ expected: z.coerce.number().int().min(0), sure: tickedField() });

/** ２０, 20人. What is no number is 0, and the rules then say what to do, together with all else that is wrong. */
function peopleOf(typed: string): number {
  const read = parseWholeNumber(typed, "人");
  return read.ok && read.value <= 100_000 ? read.value : 0;
}

function answersOf(rest: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(rest)
      .filter(([name]) => name.startsWith("answer."))
      .map(([name, value]) => [name.slice("answer.".length), String(value)]),
  );
}

/** How many of each; an empty or unticked one is none. */
function extrasOf(rest: Readonly<Record<string, unknown>>): Record<string, number> {
  const counts = Object.entries(rest)
    .filter(([name]) => name.startsWith("extra."))
    .map(([name, value]) => [name.slice("extra.".length), Number(value) || 0] as const);
  return Object.fromEntries(counts.filter(([, count]) => Number.isInteger(count) && count > 0 && count < 1000));
}
