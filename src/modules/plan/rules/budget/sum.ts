import Big from "big.js";
import type { Cost, StageCost } from "../../types/budget.ts";
import { addStages, costOf } from "./cost.ts";

/** Two costs of the same year as one: a rate is said only if both can be measured. */
export function addCosts(a: Cost, b: Cost): Cost {
  return costOf({
    year: a.year,
    projects: a.projects + b.projects,
    stages: {
      ...stage("initial", addStages(a.initial, b.initial)),
      ...stage("supplementary", addStages(a.supplementary, b.supplementary)),
      ...stage("settled", addStages(a.settled, b.settled)),
    },
    isSettled: isWhole(a) && isWhole(b),
    persons: addDefined(a.persons, b.persons, (x, y) => new Big(x).plus(y).toFixed()),
    staffUnitCost: a.staffUnitCost ?? b.staffUnitCost,
    staffCost: addDefined(a.staffCost, b.staffCost, (x, y) => x + y),
    isSample: a.isSample || b.isSample,
  });
}

/**
 * What each node costs with everything under it, from what stands under each node directly. `nodes`: with their parents, in
 * any order.
 */
export function addUp(
  nodes: readonly { readonly code: string; readonly parent: string | undefined }[],
  direct: ReadonlyMap<string, Cost>,
): Map<string, Cost> {
  const parents = new Map(nodes.map(({ code, parent }) => [code, parent]));
  const sums = new Map<string, Cost>();
  for (const [code, cost] of direct) {
    for (let at: string | undefined = code; at !== undefined; at = parents.get(at)) {
      const before = sums.get(at);
      sums.set(at, before === undefined ? cost : addCosts(before, cost));
    }
  }
  return sums;
}

function isWhole({ initial, supplementary, isSettled }: Cost): boolean {
  return isSettled || (initial === undefined && supplementary === undefined);
}

function stage<Name extends string>(name: Name, cost: StageCost | undefined): Partial<Record<Name, StageCost>> {
  return cost === undefined ? {} : ({ [name]: cost } as Record<Name, StageCost>);
}

function addDefined<Value>(a: Value | undefined, b: Value | undefined, add: (a: Value, b: Value) => Value) {
  return a === undefined || b === undefined ? (a ?? b) : add(a, b);
}
