import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { Decimal, Words } from "./words.ts";

/**
 * stock: counted on a day · flow: within a year · cumulative: since the plan's begin · ratio: numerator ÷ denominator ·
 * rank: place, whole, lower is better · score: points of a survey · index: taken from another body's publication.
 */
export const indicatorKinds = ["stock", "flow", "cumulative", "ratio", "rank", "score", "index"] as const;
export type IndicatorKind = (typeof indicatorKinds)[number];

/** 成果指標 */
export type IndicatorDefinition = {
  /** 'net-monitors': unique in the plan, stable over revisions. */
  readonly id: string;
  readonly node: string;
  readonly name: LocalText;
  /** Empty if the plan prints none. */
  readonly unit: LocalText;
  readonly kind: IndicatorKind;
  readonly better: "up" | "down";
  /** Digits after the point in print. */
  readonly decimals: number;
  readonly baseline: {
    readonly year: number /** undefined: the plan has none. */;
    readonly value: Decimal | undefined;
  };
  readonly target: Target;
  /** The plan's own yearly targets. Without them the path is a straight line from baseline to target. */
  readonly milestones: readonly { readonly year: number; readonly value: Decimal }[];
  /** Instead of the plan's rule set. */
  readonly ruleSet: string | undefined;
  readonly feed: Feed;
  /** 比べられない年: from this year on the method is another one. */
  readonly breaks: readonly { readonly fromYear: number; readonly reason: LocalText }[];
  /** What is counted, in words, as the plan or the city defines it. */
  readonly rule: LocalText;
  readonly sections: readonly string[];
};

export type Target = { readonly year: number } & (
  | { readonly rule: "reach"; readonly value: Decimal }
  /** A floor or a ceiling to stay within: met or not, with a margin, never a percentage. */
  | { readonly rule: "at-least" | "at-most"; readonly value: Decimal }
  | { readonly rule: "range"; readonly value: Decimal; readonly upper: Decimal }
  /** Keep the baseline, within a tolerance. */
  | { readonly rule: "keep"; readonly value: Decimal; readonly tolerance: Decimal }
  /** In words: judged by people only. */
  | { readonly rule: "text"; readonly text: LocalText }
);

/** Where the values come from. */
export type Feed =
  /** A metric of a module, by its name in the registry. `note` says what it does not cover. */
  | { readonly by: "metric"; readonly metric: string; readonly note?: LocalText | undefined }
  /** A table that is imported, and a formula of rules/formulas over it. */
  | { readonly by: "table"; readonly formula: string; readonly note?: LocalText | undefined }
  /** Values brought by a file or the API. */
  | { readonly by: "import"; readonly note?: LocalText | undefined }
  | { readonly by: "hand"; readonly note?: LocalText | undefined };

/** One year's figure that is in force. */
export type Actual = {
  readonly year: number;
  readonly value: Decimal;
  readonly numerator?: Decimal | undefined;
  readonly denominator?: Decimal | undefined;
  readonly certainty: "provisional" | "final";
};

/** 順調 · おくれ · 測れない. Nothing else, whatever a rule set calls its grades. */
export type Verdict = "good" | "late" | "unknown";

/** What a rule set says of an indicator in a year. Plain JSON: it is published and kept as it was. */
export type Achievement = {
  readonly ruleSet: string;
  readonly year: number;
  readonly verdict: Verdict;
  /** The rule set's own grade: 'A', '4', '概ね順調'. undefined if unknown. */
  readonly grade: LocalText | undefined;
  /** Where the path is this year. */
  readonly expected: Decimal | undefined;
  /** actual − expected; the sign is as it is, whichever way is better. */
  readonly gap: Decimal | undefined;
  /** Percent, exact, of the way from baseline to target; undefined where a percentage would lie. */
  readonly progress: Decimal | undefined;
  /** Percent of actual ÷ target (or its reciprocal); undefined where it would lie. */
  readonly rate: Decimal | undefined;
  /** To a ceiling, a floor or a range's nearer end: positive inside, negative outside. */
  readonly margin: Decimal | undefined;
  /** Where the present pace leads in the target year. */
  readonly outlook: Decimal | undefined;
  /** Each step of the calculation, with its numbers, in order: shown on the page. */
  readonly steps: readonly Words[];
  /** The finding as one or two sentences: 令和7年度は349人でした。… For unknown: why. */
  readonly finding: readonly Words[];
};
