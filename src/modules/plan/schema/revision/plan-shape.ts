import { z } from "zod";
import type { PlanDocument } from "../../types/plan.ts";
import { code, day, flag, listOf, localText, maybe, name, planId, text, year } from "./atoms.ts";
import { indicatorShape } from "./indicator-shape.ts";

const level = z.strictObject({ id: name, name: localText(40), hasPage: flag, isEvaluated: flag });

const node = z.strictObject({
  code,
  level: name,
  parent: maybe(code),
  title: localText(200),
  lead: maybe(localText(600)),
  aims: listOf(localText(300)),
  isPriority: flag,
  sdgs: listOf(z.int("bad-sdg").min(1, "bad-sdg").max(17, "bad-sdg")),
  restates: maybe(code),
  sections: listOf(name),
  relatedPlans: listOf(name),
});

const project = z.strictObject({
  code,
  name: localText(200),
  node: code,
  sections: listOf(name),
  purpose: maybe(text(600)),
  beginsYear: maybe(year),
  endsYear: maybe(year),
  conduct: maybe(z.enum(["direct", "contract", "subsidy", "loan", "other"])),
  basis: maybe(text(300)),
  doneYear: maybe(year),
  sample: flag,
});

const term = z.strictObject({ term: text(100), reading: text(100).optional(), meaning: localText(1000) });

/** Only addresses of the web: the page makes a link of it. */
const href = z
  .string()
  .max(500, "too-long-text")
  .regex(/^(https:\/\/[^\s]+|\/[^/\s][^\s]*)$/, "bad-href");

const relatedPlan = z.strictObject({ id: name, title: localText(200), href: maybe(href) });

/** The fields of a plan's file, each by itself; what they say about each other is in checks/. */
export const planShape = z.strictObject({
  id: planId,
  title: localText(200),
  kicker: maybe(localText(200)),
  lead: maybe(localText(600)),
  sample: flag,
  adoptedOn: day,
  baselineYear: year,
  targetYear: year,
  ruleSet: name,
  levels: z.array(level).min(1, "no-level").max(9, "too-many"),
  nodes: z.array(node).min(1, "no-node").max(20_000, "too-many"),
  indicators: listOf(indicatorShape),
  projects: listOf(project),
  glossary: listOf(term),
  relatedPlans: listOf(relatedPlan),
}) satisfies z.ZodType<PlanDocument>;
