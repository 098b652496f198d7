import { z } from "zod";
import { indicatorKinds } from "../types/indicator.ts";
import type { RuleSet } from "../types/rule-set.ts";
import { exact } from "./number.ts";

const local = z.strictObject({
  ja: z.string().min(1),
  en: z.string().min(1),
  "ja-easy": z.string().min(1).optional(),
});

/** Thresholds are text in the file ("0.80"), so that no binary fraction comes in between. */
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/, 'write it in quotes, as a decimal: "0.80"');

const grade = z.strictObject({
  grade: local,
  atLeast: decimal.optional(),
  above: decimal.optional(),
  verdict: z.enum(["good", "late"]),
  points: z.number().int().optional(),
});

export const ruleSetSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    name: local,
    source: z.string().min(20),
    measure: z.enum(["rate", "progress", "pace", "pace-points", "change"]),
    grades: z.array(grade).min(2),
    reached: local.optional(),
    finalYear: z.literal("reached").optional(),
    met: local,
    notMet: local,
    tolerance: decimal.optional(),
    surveyError: z.strictObject({ points: decimal, kinds: z.array(z.enum(indicatorKinds)).min(1) }).optional(),
    cumulativeFromZero: z.boolean().optional(),
  })
  .superRefine(({ grades, reached, met, notMet }, check) => {
    const say = (path: (string | number)[], message: string) => check.addIssue({ code: "custom", path, message });
    const last = grades.length - 1;
    grades.forEach(({ atLeast, above }, place) => {
      const count = Number(atLeast !== undefined) + Number(above !== undefined);
      if (count !== (place === last ? 0 : 1)) {
        say(["grades", place], "each grade but the last has one threshold, atLeast or above; the last has none");
      }
      const before = place === 0 ? undefined : (grades[place - 1]?.atLeast ?? grades[place - 1]?.above);
      const own = atLeast ?? above;
      if (before !== undefined && own !== undefined && exact(own).gte(before)) {
        say(["grades", place], "thresholds go down from the best grade to the worst");
      }
      if (grades[place - 1]?.verdict === "late" && grades[place]?.verdict === "good") {
        say(["grades", place, "verdict"], "a worse grade cannot be good where a better one is late");
      }
    });
    const names = grades.map((each) => each.grade.ja);
    if (new Set(names).size !== names.length) say(["grades"], "two grades have one name");
    const verdictOf = (name: string) => grades.find((each) => each.grade.ja === name)?.verdict;
    for (const [path, name, verdict] of [
      ["reached", reached?.ja, "good"],
      ["met", met.ja, "good"],
      ["notMet", notMet.ja, "late"],
    ] as const) {
      if (name !== undefined && (verdictOf(name) ?? verdict) !== verdict) say([path], `this grade is not ${verdict}`);
    }
  })
  .transform(
    (file): RuleSet => ({
      ...file,
      grades: file.grades.map((each) => ({ ...each, atLeast: each.atLeast })),
      reached: file.reached,
      tolerance: file.tolerance,
    }),
  );
