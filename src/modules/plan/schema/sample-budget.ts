import { z } from "zod";
import { budgetUnits, unitWords } from "../rules/budget/amount.ts";
import { requestStates } from "../types/budget.ts";

const amount = z.number().int();
/** 国庫支出金, 県支出金, 地方債, その他, 一般財源. */
const funding = z.tuple([amount, amount, amount, amount, amount]);
const decimal = z.string().regex(/^\d+(\.\d{1,2})?$/);

const year = z.strictObject({
  initial: funding.optional(),
  supplementary: funding.optional(),
  settled: funding.optional(),
  persons: decimal.optional(),
  output: z.strictObject({ name: z.string().min(1), unit: z.string().min(1), amount: decimal }).optional(),
});

const request = z.strictObject({
  /** The sheet that led to it: the fiscal year that was evaluated, and the measure or project. */
  sheet: z.strictObject({ year: z.int(), subject: z.string() }),
  project: z.string(),
  year: z.int(),
  state: z.enum(requestStates),
  before: amount,
  asked: amount,
  parts: z.array(z.strictObject({ label: z.string().min(1), amount })).default([]),
  reason: z.string().min(1),
  assessed: amount.optional(),
  assessment: z.string().optional(),
  decided: amount.optional(),
  decidedOn: z.iso.date().optional(),
  answer: z.string().optional(),
  publishedOn: z.iso.date().optional(),
});

/** cities/<city>/plans/samples/budget.yaml. The unit is stated; amounts of requests are always yen. */
export const sampleBudget = z.strictObject({
  plan: z.string(),
  unit: z.enum(budgetUnits.map((unit) => unitWords[unit]) as [string, ...string[]]),
  projects: z.record(z.string(), z.record(z.string().regex(/^\d{4}$/), year)),
  requests: z.array(request).default([]),
});

export type SampleBudget = z.infer<typeof sampleBudget>;
