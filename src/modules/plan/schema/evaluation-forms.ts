import { z } from "zod";
import { dateField, wholeNumberField } from "../../../kernel/text/fields.ts";
import { type Round, roundSteps, sheetStates } from "../types/evaluation.ts";

export const roundParams = z.object({ round: z.uuid() });
export const sheetParams = z.object({ round: z.uuid(), sheet: z.uuid() });

const dues = Object.fromEntries(roundSteps.map((step) => [`due-${step}`, dateField()]));

/** The eleven days by step, out of fields that are named due-<step>. */
function dueOf(form: Record<string, unknown>): Round["due"] {
  return Object.fromEntries(roundSteps.map((step) => [step, String(form[`due-${step}`])]));
}

export const calendarForm = z.strictObject(dues).transform((form) => ({ due: dueOf(form) }));

export const newRoundForm = z
  .strictObject({
    plan: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, "field.choice"),
    year: wholeNumberField({ min: 2000, max: 2149 }),
    "unit-cost": wholeNumberField({ min: 0, max: 100_000_000, unit: "円" }),
    projects: z.literal("yes").optional(),
    ...dues,
  })
  .transform((form) => ({
    planId: form.plan,
    year: form.year,
    staffUnitCost: form["unit-cost"],
    withProjects: form.projects === "yes",
    due: dueOf(form),
  }));

/** take-<field>: somebody else's text is chosen. No field of a form begins so (schema/sheet-form.ts). */
const takePrefix = "take-";

/**
 * The fields of a sheet are the city's data: which there are, the round's form knows, and the command refuses every other. Here
 * stands only what all have.
 */
export const sheetAnswersForm = z
  .object({
    version: z.coerce.number().int().min(1).max(999_999_999),
    do: z.enum(["save", "submit"], { error: "field.choice" }),
  })
  .catchall(z.string({ error: "field.invalid" }).max(40_000, "field.invalid"))
  .transform(({ version, do: action, ...sent }) => {
    const named = Object.entries(sent as Record<string, string>);
    return {
      version,
      action,
      sent: Object.fromEntries(named.filter(([name]) => !name.startsWith(takePrefix))),
      take: named.flatMap(([name]) => (name.startsWith(takePrefix) ? [name.slice(takePrefix.length)] : [])),
    };
  });

/** Marks are fields of the sheet's form as well: mark-<field>. */
export const moveForm = z
  .object({
    to: z.enum(sheetStates, { error: "field.choice" }),
    comment: z.string().max(80_000, "field.invalid").optional(),
  })
  .catchall(z.string({ error: "field.invalid" }).max(20_000, "field.invalid"))
  .transform(({ to, comment, ...rest }) => ({
    to,
    comment,
    marks: Object.entries(rest)
      .filter(([name, words]) => name.startsWith("mark-") && String(words).trim() !== "")
      .map(([name, words]) => ({ field: name.slice("mark-".length), words: String(words) })),
    strange: Object.keys(rest).filter((name) => !name.startsWith("mark-")),
  }))
  .refine(({ strange }) => strange.length === 0, "field.invalid");

export const publishForm = z
  .strictObject({ sheet: z.union([z.uuid(), z.array(z.uuid()).max(5000)]).optional() })
  .transform(({ sheet }) => ({ sheetIds: [sheet ?? []].flat() }));

export const closeForm = z
  .strictObject({ anyway: z.literal("yes").optional() })
  .transform(({ anyway }) => ({ anyway: anyway === "yes" }));
