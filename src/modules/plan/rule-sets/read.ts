import { readdirSync } from "node:fs";
import { readYamlFile } from "../../../kernel/yaml-file.ts";
import { ruleSetSchema } from "../rules/rule-set-schema.ts";
import type { RuleSet } from "../types/rule-set.ts";

const folder = new URL("./", import.meta.url);

/** The files beside this one, in the order of their names. One that cannot be used stops the start and says what is wrong. */
export function readRuleSets(): readonly RuleSet[] {
  const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  return names.toSorted().map((name) => {
    const ruleSet = readYamlFile(ruleSetSchema, new URL(name, folder));
    if (`${ruleSet.id}.yaml` !== name) throw new Error(`${name}: the id is ${ruleSet.id}`);
    return ruleSet;
  });
}
