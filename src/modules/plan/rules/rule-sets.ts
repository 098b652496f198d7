import { readdirSync } from "node:fs";
import { readYamlFile } from "../../../kernel/yaml-file.ts";
import type { RuleSet } from "../types/rule-set.ts";
import { ruleSetSchema } from "./rule-set-schema.ts";

const folder = new URL("../rule-sets/", import.meta.url);

/** By id, in the order of their files' names. Read once, at start; a file that cannot be used stops the start and says why. */
export const ruleSets: ReadonlyMap<string, RuleSet> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => {
      const ruleSet = readYamlFile(ruleSetSchema, new URL(name, folder));
      if (`${ruleSet.id}.yaml` !== name) throw new Error(`${name}: the id is ${ruleSet.id}`);
      return [ruleSet.id, ruleSet];
    }),
);

export function isRuleSet(id: string): boolean {
  return ruleSets.has(id);
}

/** Throws if there is none: a plan's file is checked against isRuleSet when it is brought in. */
export function getRuleSet(id: string): RuleSet {
  const ruleSet = ruleSets.get(id);
  if (ruleSet === undefined) throw new Error(`No rule set ${id}`);
  return ruleSet;
}
