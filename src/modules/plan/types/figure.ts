import type { Decimal } from "./words.ts";

/** Where a value came from; shown with every published figure. */
export const origins = ["metric", "table", "import", "api", "hand"] as const;
export type Origin = (typeof origins)[number];

/** proposed → approved → superseded; proposed → rejected. A value is never changed, a new one takes its place. */
export const figureStates = ["proposed", "approved", "rejected", "superseded"] as const;
export type FigureState = (typeof figureStates)[number];

/** One value of one indicator for one fiscal year, with all that is needed to open it. */
export type Figure = {
  readonly id: string;
  readonly planId: string;
  readonly indicatorId: string;
  readonly year: number;
  readonly value: Decimal;
  readonly numerator: Decimal | undefined;
  readonly denominator: Decimal | undefined;
  /** The counts behind it as a small sum: 登録した人 402 / やめた人 −28. */
  readonly counts: readonly { readonly label: string; readonly amount: Decimal; readonly unit?: string }[];
  readonly certainty: "provisional" | "final";
  readonly origin: Origin;
  /** Name of the metric, the formula or the file; or the paper a person copied it from. */
  readonly source: string;
  /** The rule in words, as it was when it was counted. */
  readonly rule: string;
  readonly countedAt: Date;
  readonly state: FigureState;
  readonly proposedBy: string | undefined;
  readonly proposedAt: Date;
  readonly decidedBy: string | undefined;
  readonly decidedAt: Date | undefined;
  readonly note: string | undefined;
  readonly sample: boolean;
};

/** 今の数: what the metric says today. Counted by a job each morning, so that no page waits for a million records. */
export type Reading = {
  readonly planId: string;
  readonly indicatorId: string;
  readonly year: number;
  readonly value: Decimal;
  readonly numerator: Decimal | undefined;
  readonly denominator: Decimal | undefined;
  readonly countedAt: Date;
};
