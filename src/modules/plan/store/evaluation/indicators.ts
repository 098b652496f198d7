import type { Db, Tx } from "../../../../kernel/db/types.ts";
import { judge } from "../../rules/achievement/judge.ts";
import { getRuleSet } from "../../rules/rule-sets.ts";
import type { Round, SheetFigures } from "../../types/evaluation.ts";
import { listActuals } from "../figure.ts";
import { findNode, findPlan, listIndicators, type StoredIndicator } from "../plan.ts";

/**
 * The indicators of a node with the years around the one that is evaluated. A measure without indicators of its own is seen by
 * those of the policy above it.
 */
export async function collectIndicators(
  db: Db | Tx,
  { planId, year }: Pick<Round, "planId" | "year">,
  node: string,
): Promise<SheetFigures["indicators"]> {
  const definitions = await listIndicatorsOf(db, planId, node);
  const plan = await findPlan(db, planId);
  if (definitions.length === 0 || plan === undefined) return [];
  const ids = definitions.map(({ id }) => id);
  const actuals = await listActuals(db, planId, ids);
  return definitions.map((definition) => {
    const values = actuals.get(definition.id) ?? [];
    const ruleSet = getRuleSet(definition.ruleSet ?? plan.ruleSet);
    const achievement = judge(definition, plan, values, year, ruleSet);
    return {
      id: definition.id,
      name: definition.name,
      unit: definition.unit,
      decimals: definition.decimals,
      baseline: definition.baseline.value,
      target: "value" in definition.target ? definition.target.value : undefined,
      years: [year - 1, year].map((of) => ({
        year: of,
        value: values.find((actual) => actual.year === of)?.value,
        expected: of === year ? achievement.expected : undefined,
      })),
      verdict: achievement.verdict,
      grade: achievement.grade,
    };
  });
}

async function listIndicatorsOf(db: Db | Tx, planId: string, node: string): Promise<readonly StoredIndicator[]> {
  const own = await listIndicators(db, planId, { node });
  if (own.length > 0) return own;
  const parent = (await findNode(db, planId, node))?.parent;
  return parent === undefined ? [] : listIndicators(db, planId, { node: parent });
}
