import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { IndicatorKind } from "./indicator.ts";
import type { Decimal } from "./words.ts";

/** How a rule set measures before it grades. */
export type RuleMeasure =
  /** actual ÷ target of the year (reciprocal if down is better), in percent. */
  | "rate"
  /** (actual − baseline) ÷ (target − baseline), in percent. */
  | "progress"
  /** progress ÷ elapsed part of the plan's time: 1 is on the path. */
  | "pace"
  /** progress − elapsed part, in percentage points. */
  | "pace-points"
  /** Change against the baseline, in percent of it: for bands of ±10 %. */
  | "change";

/** Grades by thresholds, as cities have published them. Data: rule-sets/*.yaml. */
export type RuleSet = {
  readonly id: string;
  readonly name: LocalText;
  /** Whose published rule it is, and where it was read. */
  readonly source: string;
  readonly measure: RuleMeasure;
  /** From the best to the worst; the first whose `atLeast` is reached, or whose `above` is passed. The last has neither. */
  readonly grades: readonly {
    readonly grade: LocalText;
    readonly atLeast: Decimal | undefined;
    /** 基準値を超えている: more than this, not equal to it. */
    readonly above?: Decimal | undefined;
    readonly verdict: "good" | "late";
    /** Points of a points system (Sano). */
    readonly points?: number | undefined;
  }[];
  /** A target that is reached already gets this grade, whatever the measure says. */
  readonly reached: LocalText | undefined;
  /** In the target year and after it only what is reached is good; everything else gets `notMet`. */
  readonly finalYear?: "reached" | undefined;
  /**
   * Grade if met, grade if not: for floors, ceilings, ranges and keeping, and where the measure cannot be computed and the
   * actual is compared with the path alone.
   */
  readonly met: LocalText;
  readonly notMet: LocalText;
  /** Share of the baseline (percent) within which a change for the worse counts as none. */
  readonly tolerance: Decimal | undefined;
  /** The same in the indicator's own points, for some kinds only: the error of a survey (Fukuoka). Less than it is none. */
  readonly surveyError?: { readonly points: Decimal; readonly kinds: readonly IndicatorKind[] } | undefined;
  /** Totals are measured from zero, not from the baseline: actual ÷ target (Motomiya). */
  readonly cumulativeFromZero?: boolean | undefined;
};
