import type { PublishedFigure } from "../store/figure.ts";
import type { PlanHead, StoredIndicator, StoredNode } from "../store/plan.ts";
import type { BudgetRequest } from "../types/budget.ts";
import type { SheetFigures, SheetForm } from "../types/evaluation.ts";
import type { CityAnswer, JointVerdict } from "../types/review.ts";
import type { RuleSet } from "../types/rule-set.ts";

/** A published sheet with what was said of it. Nobody is named. */
export type ReportSheet = {
  readonly id: string;
  readonly kind: "measure" | "project";
  readonly subject: string;
  readonly title: string;
  readonly sectionId: string | undefined;
  readonly form: SheetForm;
  readonly answers: Readonly<Record<string, string>>;
  readonly figures: SheetFigures;
  readonly publishedAt: Date;
  readonly isSample: boolean;
  readonly verdict: JointVerdict | undefined;
  readonly answer: CityAnswer | undefined;
  readonly requests: readonly BudgetRequest[];
};

/** All that a year's report says: what was published until now, and nothing else. */
export type ReportContent = {
  readonly plan: PlanHead;
  readonly year: number;
  readonly nodes: readonly StoredNode[];
  readonly indicators: readonly StoredIndicator[];
  /** By indicator: every published year up to this one, the oldest first. */
  readonly published: ReadonlyMap<string, readonly PublishedFigure[]>;
  readonly sheets: readonly ReportSheet[];
  /** By project: the node that it serves. */
  readonly servedBy: ReadonlyMap<string, string>;
  readonly ruleSets: readonly RuleSet[];
  readonly sectionNames: ReadonlyMap<string, string>;
  readonly publishedAt: Date;
  readonly sample: boolean;
};
