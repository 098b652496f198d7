import type { Db, Tx } from "../../../../kernel/db/types.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { fiscalYearOf } from "../../../../kernel/time/fiscal-year.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import { sectionsOf } from "../../rules/figure/sections.ts";
import { findPlan, listIndicators, listNodes, type PlanHead, type StoredIndicator } from "../../store/plan.ts";

/** A plan with its indicators and who is in charge of each: what every errand about figures begins with. */
export type FigureGround = {
  readonly plan: PlanHead;
  readonly indicators: readonly StoredIndicator[];
  readonly sectionsOf: (indicator: StoredIndicator) => readonly string[];
};

export async function getFigureGround(db: Db | Tx, planId: string): Promise<FigureGround> {
  const plan = await findPlan(db, planId);
  if (plan === undefined) throw notFound();
  const nodes = new Map((await listNodes(db, planId)).map((node) => [node.code, node]));
  const indicators = await listIndicators(db, planId);
  return { plan, indicators, sectionsOf: (indicator) => sectionsOf(indicator, nodes) };
}

export function getIndicatorIn({ indicators }: FigureGround, indicatorId: string): StoredIndicator {
  const found = indicators.find(({ id }) => id === indicatorId);
  if (found === undefined) throw notFound();
  return found;
}

/** The fiscal year of an instant in the city's zone. */
export function fiscalYearAt(now: Date, zone: string): number {
  return fiscalYearOf(civilDateOf(now, zone));
}
