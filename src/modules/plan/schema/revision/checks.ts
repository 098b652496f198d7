import Big from "big.js";
import type { IndicatorDefinition } from "../../types/indicator.ts";
import type { PlanDocument } from "../../types/plan.ts";
import type { Finding, Path } from "./finding.ts";

/** What a document can be held against. What is left out is not checked. */
export type Surroundings = {
  readonly ruleSets?: ReadonlySet<string>;
  readonly formulas?: ReadonlySet<string>;
  readonly metrics?: ReadonlySet<string>;
  readonly sections?: ReadonlySet<string>;
};

/** What the fields of a plan say about each other. Errors keep the file out. */
export function checkPlan(plan: PlanDocument, surroundings: Surroundings): readonly Finding[] {
  return [
    ...checkYears(plan),
    ...checkUnique(
      plan.levels.map(({ id }) => id),
      (at) => ["levels", at, "id"],
    ),
    ...checkUnique(
      plan.relatedPlans.map(({ id }) => id),
      (at) => ["relatedPlans", at, "id"],
    ),
    ...checkUnique(
      plan.glossary.map(({ term }) => term),
      (at) => ["glossary", at, "term"],
    ),
    ...checkNodes(plan),
    ...checkProjects(plan),
    ...checkIndicators(plan, surroundings),
    ...(surroundings.ruleSets?.has(plan.ruleSet) === false ? [unknown(["ruleSet"], "ruleSet", plan.ruleSet)] : []),
  ];
}

/** What the person should look at; the file may come in nevertheless: a section is often renamed before its plan is. */
export function warnOfPlan(plan: PlanDocument, { sections, metrics }: Surroundings): readonly Finding[] {
  const named = [
    ...plan.nodes.map(({ sections }, at) => ({ sections, path: ["nodes", at] as Path })),
    ...plan.indicators.map(({ sections }, at) => ({ sections, path: ["indicators", at] as Path })),
    ...plan.projects.map(({ sections }, at) => ({ sections, path: ["projects", at] as Path })),
  ];
  return [
    ...named.flatMap((part) =>
      part.sections.flatMap((section, at) =>
        sections?.has(section) === false ? [unknown([...part.path, "sections", at], "section", section)] : [],
      ),
    ),
    ...plan.indicators.flatMap(({ feed }, at) =>
      feed.by === "metric" && metrics?.has(feed.metric) === false
        ? [unknown(["indicators", at, "feed", "metric"], "metric", feed.metric)]
        : [],
    ),
  ];
}

function checkYears({ baselineYear, targetYear }: PlanDocument): readonly Finding[] {
  return targetYear > baselineYear ? [] : [{ path: ["targetYear"], message: "target-year-not-after" }];
}

/** Levels go from the outside in; a part's parent stands exactly one level further out. So no circle can be made. */
function checkNodes({ levels, nodes, relatedPlans }: PlanDocument): readonly Finding[] {
  const depths = new Map(levels.map(({ id }, depth) => [id, depth]));
  const byCode = new Map(nodes.map((node) => [node.code, node]));
  const plans = new Set(relatedPlans.map(({ id }) => id));
  return [
    ...checkUnique(
      nodes.map(({ code }) => code),
      (at) => ["nodes", at, "code"],
    ),
    ...nodes.flatMap((node, at): Finding[] => {
      const path = ["nodes", at] as const;
      const depth = depths.get(node.level);
      const parent = node.parent === undefined ? undefined : byCode.get(node.parent);
      const found: Finding[] = [];
      if (depth === undefined) found.push(unknown([...path, "level"], "level", node.level));
      else if (node.parent === undefined && depth > 0)
        found.push({ path: [...path, "code"], message: "parent-missing" });
      else if (node.parent !== undefined && depth === 0)
        found.push({ path: [...path, "parent"], message: "parent-of-outermost" });
      else if (parent !== undefined && depths.get(parent.level) !== depth - 1)
        found.push({ path: [...path, "parent"], message: "parent-level", params: { parent: parent.code } });
      if (node.parent !== undefined && parent === undefined)
        found.push(unknown([...path, "parent"], "part", node.parent));
      for (const [n, id] of node.relatedPlans.entries())
        if (!plans.has(id)) found.push(unknown([...path, "relatedPlans", n], "related-plan", id));
      return found;
    }),
  ];
}

function checkProjects({ nodes, projects }: PlanDocument): readonly Finding[] {
  const known = new Set(nodes.map(({ code }) => code));
  return [
    ...checkUnique(
      projects.map(({ code }) => code),
      (at) => ["projects", at, "code"],
    ),
    ...projects.flatMap(({ node, code, beginsYear, endsYear }, at): Finding[] => [
      ...(known.has(node) ? [] : [unknown(["projects", at, "node"], "part", node)]),
      // A part and a project share the addresses of sheets: /evaluations/:year/:subject.
      ...(known.has(code) ? [duplicate(["projects", at, "code"], code)] : []),
      ...(beginsYear !== undefined && endsYear !== undefined && endsYear < beginsYear
        ? [{ path: ["projects", at, "endsYear"], message: "ends-before" } as const]
        : []),
    ]),
  ];
}

function checkIndicators(plan: PlanDocument, { ruleSets, formulas }: Surroundings): readonly Finding[] {
  const known = new Set(plan.nodes.map(({ code }) => code));
  return [
    ...checkUnique(
      plan.indicators.map(({ id }) => id),
      (at) => ["indicators", at, "id"],
    ),
    ...plan.indicators.flatMap((indicator, at): Finding[] => {
      const path = ["indicators", at] as const;
      const { node, ruleSet, feed } = indicator;
      return [
        ...(known.has(node) ? [] : [unknown([...path, "node"], "part", node)]),
        ...(ruleSet !== undefined && ruleSets?.has(ruleSet) === false
          ? [unknown([...path, "ruleSet"], "ruleSet", ruleSet)]
          : []),
        ...(feed.by === "table" && formulas?.has(feed.formula) === false
          ? [unknown([...path, "feed", "formula"], "formula", feed.formula)]
          : []),
        ...checkTarget(indicator).map((finding) => ({ ...finding, path: [...path, ...finding.path] })),
      ];
    }),
  ];
}

function checkTarget({ kind, better, baseline, target, milestones }: IndicatorDefinition): readonly Finding[] {
  const found: Finding[] = [];
  if (target.year <= baseline.year) found.push({ path: ["target", "year"], message: "target-year-not-after" });
  if (target.rule === "range" && !new Big(target.value).lt(target.upper))
    found.push({ path: ["target", "upper"], message: "range-upside-down" });
  if (target.rule === "keep" && new Big(target.tolerance).lt(0))
    found.push({ path: ["target", "tolerance"], message: "negative-tolerance" });
  if (kind === "rank" && better !== "down") found.push({ path: ["better"], message: "rank-is-down" });
  if (target.rule === "reach" && baseline.value !== undefined) {
    const way = new Big(target.value).cmp(baseline.value);
    if ((way > 0 && better === "down") || (way < 0 && better === "up"))
      found.push({ path: ["better"], message: "target-against-better" });
  }
  for (const [at, { year }] of milestones.entries()) {
    if (year <= baseline.year || year > target.year)
      found.push({ path: ["milestones", at, "year"], message: "milestone-outside" });
    if (at > 0 && year <= (milestones[at - 1]?.year ?? 0))
      found.push({ path: ["milestones", at, "year"], message: "milestone-order" });
  }
  return found;
}

function checkUnique(values: readonly string[], pathOf: (at: number) => Path): readonly Finding[] {
  const seen = new Set<string>();
  return values.flatMap((value, at) => {
    if (seen.has(value)) return [duplicate(pathOf(at), value)];
    seen.add(value);
    return [];
  });
}

function duplicate(path: Path, id: string): Finding {
  return { path, message: "duplicate", params: { id } };
}

type What = "level" | "part" | "related-plan" | "ruleSet" | "formula" | "metric" | "section";

function unknown(path: Path, what: What, id: string): Finding {
  return { path, message: `unknown-${what === "ruleSet" ? "rule-set" : what}`, params: { id } };
}
