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

/** 予算要求 → 査定 → 議決 → 公表, for one sheet. */
export const requestStates = ["drafted", "requested", "assessed", "decided", "published"] as const;
export type RequestState = (typeof requestStates)[number];

export type BudgetRequest = {
  readonly id: string;
  readonly sheetId: string;
  readonly project: string;
  /** The year for which money is asked. */
  readonly year: number;
  readonly state: RequestState;
  /** Change against this year's initial budget, and the whole amount asked, in yen. */
  readonly asked: number;
  readonly before: number;
  readonly reason: string;
  /** What finance gives, and why. */
  readonly assessed: number | undefined;
  readonly assessment: string | undefined;
  /** What the assembly decided. */
  readonly decided: number | undefined;
  readonly decidedOn: string | undefined;
  readonly answer: string | undefined;
};
