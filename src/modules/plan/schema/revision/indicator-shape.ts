import { z } from "zod";
import { type IndicatorDefinition, indicatorKinds } from "../../types/indicator.ts";
import { code, decimal, indicatorId, listOf, localText, maybe, name, year } from "./atoms.ts";

const target = z.discriminatedUnion("rule", [
  z.strictObject({ year, rule: z.literal("reach"), value: decimal }),
  z.strictObject({ year, rule: z.literal("at-least"), value: decimal }),
  z.strictObject({ year, rule: z.literal("at-most"), value: decimal }),
  z.strictObject({ year, rule: z.literal("range"), value: decimal, upper: decimal }),
  z.strictObject({ year, rule: z.literal("keep"), value: decimal, tolerance: decimal }),
  z.strictObject({ year, rule: z.literal("text"), text: localText(300) }),
]);

const note = localText(600).optional();

const feed = z.discriminatedUnion("by", [
  z.strictObject({ by: z.literal("metric"), metric: name, note }),
  z.strictObject({ by: z.literal("table"), formula: name, note }),
  z.strictObject({ by: z.literal("import"), note }),
  z.strictObject({ by: z.literal("hand"), note }),
]);

/** A unit may be empty: the plan prints none. */
const unit = z.preprocess(
  (value) => (value === undefined || value === null || value === "" ? { ja: "" } : value),
  z.union([z.strictObject({ ja: z.literal("") }), localText(20)]),
);

export const indicatorShape = z.strictObject({
  id: indicatorId,
  node: code,
  name: localText(200),
  unit,
  kind: z.enum(indicatorKinds),
  better: z.enum(["up", "down"]),
  decimals: z.int("bad-decimals").min(0, "bad-decimals").max(6, "bad-decimals").default(0),
  baseline: z.strictObject({ year, value: maybe(decimal) }),
  target,
  milestones: listOf(z.strictObject({ year, value: decimal })),
  ruleSet: maybe(name),
  feed,
  breaks: listOf(z.strictObject({ fromYear: year, reason: localText(300) })),
  rule: localText(1000),
  sections: listOf(name),
}) satisfies z.ZodType<IndicatorDefinition>;
