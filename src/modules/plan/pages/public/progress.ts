import { exact, percentOf } from "../../rules/number.ts";
import type { Achievement, IndicatorDefinition } from "../../types/indicator.ts";

/** For the 磨き線, from 0 to 1: how far the value has come from baseline to target, and where it should be. */
export type Way = { readonly done: number; readonly pace: number | undefined };

/** undefined where a share of the way would lie: ceilings, targets in words, no baseline, baseline and target alike. */
export function wayOf(
  definition: IndicatorDefinition,
  achievement: Pick<Achievement, "progress" | "expected">,
): Way | undefined {
  const { baseline, target } = definition;
  if (achievement.progress === undefined || target.rule !== "reach" || baseline.value === undefined) return undefined;
  const span = exact(target.value).minus(baseline.value);
  if (span.eq(0)) return undefined;
  const pace =
    achievement.expected === undefined
      ? undefined
      : percentOf(exact(achievement.expected).minus(baseline.value), span).div(100).toNumber();
  return { done: exact(achievement.progress).div(100).toNumber(), pace };
}
