import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import type { Decimal } from "./words.ts";

/** 財源: 国庫支出金, 県支出金, 地方債, その他特定財源, 一般財源. */
export const budgetSources = ["national", "prefecture", "bond", "other", "general"] as const;
export type BudgetSource = (typeof budgetSources)[number];

/** 当初, 補正 (the sum of all), 決算. */
export const budgetStages = ["initial", "supplementary", "settled"] as const;
export type BudgetStage = (typeof budgetStages)[number];

/** Yen by source; the sum is computed, and compared with the total that a file states. */
export type Funding = Readonly<Record<BudgetSource, number>>;

export type BudgetRow = {
  readonly planId: string;
  readonly project: string;
  readonly year: number;
  readonly stage: BudgetStage;
  readonly funding: Funding;
  readonly total: number;
  readonly isSample: boolean;
};

/** Amounts of one stage: of a project, or of all projects under a node. */
export type StageCost = { readonly funding: Funding; readonly total: number };

/** What a node's or a project's work costs in a year. Amounts in yen; a stage that nobody brought is undefined. */
export type Cost = {
  readonly year: number;
  /** How many projects have any amount or staff in this year. */
  readonly projects: number;
  readonly initial: StageCost | undefined;
  readonly supplementary: StageCost | undefined;
  readonly settled: StageCost | undefined;
  /** False while a project that has a budget has no settled amount yet. */
  readonly isSettled: boolean;
  /** 人工: "1.25"; undefined if nobody typed any. */
  readonly persons: Decimal | undefined;
  /** 人工の単価 of the year's round; undefined without a round. */
  readonly staffUnitCost: number | undefined;
  /** 人件費 = persons × unit cost, half up to the yen. */
  readonly staffCost: number | undefined;
  /** 総事業費 = settled + staff cost; undefined if one of them is. */
  readonly totalCost: number | undefined;
  /** 執行率 in percent with one decimal, half up: settled ÷ (initial + supplementary); undefined: 計算できません. */
  readonly executionRate: Decimal | undefined;
  readonly isSample: boolean;
};

/** 活動の量 of a project in a year: 12 回. */
export type Output = {
  readonly year: number;
  readonly name: string;
  readonly unit: string;
  readonly amount: Decimal;
};

/** 予算要求 → 査定 → 議決 → 公表, for one sheet. */
export const requestStates = ["drafted", "requested", "assessed", "decided", "published"] as const;
export type RequestState = (typeof requestStates)[number];

export type BudgetRequest = {
  readonly id: string;
  readonly sheetId: string;
  readonly planId: string;
  readonly project: string;
  /** The year for which money is asked. */
  readonly year: number;
  readonly state: RequestState;
  /** The whole amount asked, and this year's initial budget beside it, in yen. */
  readonly asked: number;
  readonly before: number;
  /** What makes the difference: their sum is asked − before; none if it was not split. */
  readonly parts: readonly { readonly label: string; readonly amount: number }[];
  /** This verdict led to this amount, in words for residents. */
  readonly reason: string;
  /** What finance gives, and why. */
  readonly assessed: number | undefined;
  readonly assessment: string | undefined;
  /** What the assembly decided. */
  readonly decided: number | undefined;
  readonly decidedOn: CivilDate | undefined;
  readonly answer: string | undefined;
  readonly publishedAt: Date | undefined;
  /** 翌年: what was really spent in `year`, once the accounts are closed. */
  readonly settled: number | undefined;
  readonly isSample: boolean;
};

/** Who did what with a request: for policy and the staff's pages, never public. */
export type RequestHands = {
  readonly draftedBy: string | undefined;
  readonly requestedBy: string | undefined;
  readonly assessedBy: string | undefined;
  readonly decidedBy: string | undefined;
  readonly publishedBy: string | undefined;
};
