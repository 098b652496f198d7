import Big from "big.js";
import type { BudgetStage, Cost, Funding, Output, StageCost } from "../../types/budget.ts";
import type { Decimal } from "../../types/words.ts";

export type CostParts = {
  readonly year: number;
  readonly projects: number;
  readonly stages: Readonly<Partial<Record<BudgetStage, StageCost>>>;
  /** False while a project that has a budget has no settled amount yet: a rate would be too low. */
  readonly isSettled: boolean;
  readonly persons: Decimal | undefined;
  readonly staffUnitCost: number | undefined;
  /** The sum of the projects' staff costs, each rounded to the yen, so that the parts make the whole. */
  readonly staffCost: number | undefined;
  readonly isSample: boolean;
};

export function costOf({ stages, ...parts }: CostParts): Cost {
  const { initial, supplementary, settled } = stages;
  const { staffCost, isSettled } = parts;
  return {
    ...parts,
    initial,
    supplementary,
    settled,
    totalCost: settled === undefined || staffCost === undefined ? undefined : settled.total + staffCost,
    executionRate:
      settled === undefined || !isSettled
        ? undefined
        : executionRateOf(settled.total, (initial?.total ?? 0) + (supplementary?.total ?? 0)),
  };
}

/** 執行率 in percent with one decimal, half up. undefined (計算できません) without a budget to compare with. */
export function executionRateOf(settled: number, budget: number): Decimal | undefined {
  if (budget <= 0) return undefined;
  return ratio(new Big(settled).times(100), budget, 1);
}

/** 人件費: persons × yen a person and year, half up to the yen. */
export function staffCostOf(persons: Decimal, unitCost: number): number {
  return Number(new Big(persons).times(unitCost).round(0, Big.roundHalfUp).toFixed(0));
}

/** 1単位あたりの費用 in yen, half up; undefined (計算できません) if nothing was put out or the cost is not known. */
export function costPerUnit(totalCost: number | undefined, output: Output | undefined): number | undefined {
  if (totalCost === undefined || output === undefined || new Big(output.amount).lte(0)) return undefined;
  return Number(ratio(new Big(totalCost), output.amount, 0));
}

export function totalOf(funding: Funding): number {
  return funding.national + funding.prefecture + funding.bond + funding.other + funding.general;
}

export function addStages(a: StageCost | undefined, b: StageCost | undefined): StageCost | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const funding = {
    national: a.funding.national + b.funding.national,
    prefecture: a.funding.prefecture + b.funding.prefecture,
    bond: a.funding.bond + b.funding.bond,
    other: a.funding.other + b.funding.other,
    general: a.funding.general + b.funding.general,
  };
  return { funding, total: a.total + b.total };
}

/** big.js divides to a set number of decimals and then rounds once: two roundings would lift 0.4449… to 0.5. */
function ratio(numerator: Big, denominator: number | Decimal, decimals: number): Decimal {
  const Exact = Big();
  Exact.DP = decimals;
  Exact.RM = Big.roundHalfUp;
  return new Exact(numerator).div(denominator).toFixed(decimals);
}
