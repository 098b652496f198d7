import { z } from "zod";
import {
  choiceField,
  dateField,
  fileField,
  linesField,
  textField,
  wholeNumberField,
} from "../../../kernel/text/fields.ts";
import { budgetUnits } from "../rules/budget/amount.ts";
import type { Decimal } from "../types/words.ts";

/** What comes in on the pages of money. */

export const noQuery = z.object({});
export const noParams = z.object({});

const plan = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);
const year = z.coerce.number().int().min(1950).max(2200);
const code = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,40}$/);

export const planParams = z.object({ plan });
export const fileParams = z.object({ plan, file: z.uuid() });
export const yearParams = z.object({ plan, year });
export const projectParams = z.object({ plan, year, project: code });
export const requestParams = z.object({ request: z.uuid() });
export const sheetParams = z.object({ sheet: z.uuid() });

export const frontQuery = z.object({ plan: plan.optional().catch(undefined), year: year.optional().catch(undefined) });
export const listQuery = z.object({
  q: z.string().max(60).optional().catch(undefined),
  node: code.optional().catch(undefined),
});
export const askQuery = z.object({ project: code.optional().catch(undefined) });

export const importForm = z.strictObject({
  file: fileField(),
  unit: choiceField(["", ...budgetUnits], { required: false }).transform((unit) => unit || undefined),
});

export const applyForm = z.strictObject({
  digest: z.string().max(64),
  reason: textField({ max: 500, required: false }),
});

/** One field for each project: "p.1303-A". An empty one takes the number away. */
export const effortForm = z.record(z.string(), z.string()).transform((fields, context) => {
  const efforts = new Map<string, Decimal | undefined>();
  for (const [name, typed] of Object.entries(fields)) {
    const project = /^p\.(.+)$/.exec(name)?.[1];
    if (project === undefined || !code.safeParse(project).success) {
      context.addIssue({ code: "custom", message: "field.unknown" });
      continue;
    }
    const plain = typed.normalize("NFKC").replace(/\s|人$/gu, "");
    if (plain !== "" && !/^\d{1,4}(\.\d{1,2})?$/.test(plain)) {
      context.addIssue({ code: "custom", path: [name], message: "plan-budget.staff.effort.wrong" });
    } else efforts.set(project, plain === "" ? undefined : plain);
  }
  return efforts;
});

const decimalField = z
  .string({ error: "field.required" })
  .transform((typed) => typed.normalize("NFKC").replace(/[\s,]/gu, ""))
  .pipe(z.string().regex(/^\d{1,9}(\.\d{1,2})?$/, { error: "field.number" }));

export const outputForm = z.strictObject({
  name: textField({ max: 60 }),
  unit: textField({ max: 20 }),
  amount: decimalField,
});

const yen = (min = 0) => wholeNumberField({ min, max: 1_000_000_000_000, unit: "円" });
const optionalYen = wholeNumberField({
  min: -1_000_000_000_000,
  max: 1_000_000_000_000,
  unit: "円",
  required: false,
});

export const partLines = [1, 2, 3, 4, 5] as const;

const partFields = {
  "part-label-1": textField({ max: 60, required: false }),
  "part-amount-1": optionalYen,
  "part-label-2": textField({ max: 60, required: false }),
  "part-amount-2": optionalYen,
  "part-label-3": textField({ max: 60, required: false }),
  "part-amount-3": optionalYen,
  "part-label-4": textField({ max: 60, required: false }),
  "part-amount-4": optionalYen,
  "part-label-5": textField({ max: 60, required: false }),
  "part-amount-5": optionalYen,
};

const requestFields = { asked: yen(), reason: linesField({ max: 2000 }), ...partFields };

type Typed = Readonly<Partial<Record<keyof typeof partFields, string | number | undefined>>>;

/** Lines with a label and an amount; half a line is a mistake. */
function partsOf(typed: Typed, context: z.RefinementCtx): { label: string; amount: number }[] {
  return partLines.flatMap((line) => {
    const [label, amount] = [typed[`part-label-${line}`], typed[`part-amount-${line}`]];
    if (label === undefined && amount === undefined) return [];
    if (typeof label === "string" && typeof amount === "number") return [{ label, amount }];
    const empty = label === undefined ? `part-label-${line}` : `part-amount-${line}`;
    context.addIssue({ code: "custom", path: [empty], message: "field.required" });
    return [];
  });
}

export const askForm = z
  .strictObject({ project: code, ...requestFields })
  .transform(({ project, asked, reason, ...typed }, context) => ({
    project,
    asked,
    reason,
    parts: partsOf(typed, context),
  }));

export const changeForm = z.strictObject(requestFields).transform(({ asked, reason, ...typed }, context) => ({
  asked,
  reason,
  parts: partsOf(typed, context),
}));

export const noForm = z.strictObject({});
export const commentForm = z.strictObject({ comment: linesField({ max: 2000 }) });
export const assessForm = z.strictObject({ assessed: yen(), assessment: linesField({ max: 2000 }) });
export const decideForm = z.strictObject({
  decided: yen(),
  "decided-on": dateField(),
  answer: linesField({ max: 2000 }),
});

/** The ids that stood in the preview. */
export const publishForm = z.strictObject({
  seen: z
    .union([z.uuid(), z.array(z.uuid())])
    .optional()
    .transform((ids) => (ids === undefined ? [] : [ids].flat())),
});
