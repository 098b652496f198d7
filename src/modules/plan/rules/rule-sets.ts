import { readRuleSets } from "../rule-sets/read.ts";
import type { RuleSet } from "../types/rule-set.ts";

/** By id. Read once, at start, and never again: what judges is handed a rule set and reads nothing. */
export const ruleSets: ReadonlyMap<string, RuleSet> = new Map(readRuleSets().map((each) => [each.id, each]));

export function isRuleSet(id: string): boolean {
  return ruleSets.has(id);
}

/** Throws if there is none: a plan's file is checked against isRuleSet when it is brought in. */
export function getRuleSet(id: string): RuleSet {
  const ruleSet = ruleSets.get(id);
  if (ruleSet === undefined) throw new Error(`No rule set ${id}`);
  return ruleSet;
}
