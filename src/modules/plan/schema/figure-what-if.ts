import { type FormValues, type Problem, typed } from "../../../kernel/http/form.ts";
import { isNoFigure, parseFigure } from "../rules/figure/parse.ts";
import type { IndicatorDefinition } from "../types/indicator.ts";

export type WhatIf =
  | { readonly ok: true; readonly definition: IndicatorDefinition; readonly ruleSet: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The indicator as it would be with another target, other yearly targets and another rule set; as it is where nothing was asked. */
export function readWhatIf(
  asked: FormValues,
  indicator: IndicatorDefinition,
  rules: { readonly ruleSet: string; readonly isRuleSet: (id: string) => boolean },
): WhatIf {
  const problems: Problem[] = [];
  const read = (field: string): string | undefined => {
    const text = typed(asked, field);
    if (isNoFigure(text)) return undefined;
    const value = parseFigure(text, indicator.unit.ja);
    if (value.ok) return value.value;
    problems.push({ field, key: value.reason.key, params: {} });
    return undefined;
  };
  const { target, baseline } = indicator;
  const value = read("target");
  const years = Array.from({ length: Math.max(0, target.year - baseline.year - 1) }, (_, at) => baseline.year + 1 + at);
  const hasMilestones = years.some((year) => `m.${year}` in asked);
  const milestones = years.flatMap((year) => {
    const milestone = read(`m.${year}`);
    return milestone === undefined ? [] : [{ year, value: milestone }];
  });
  if (problems.length > 0) return { ok: false, problems };
  const ruleSet = rules.isRuleSet(typed(asked, "rules")) ? typed(asked, "rules") : rules.ruleSet;
  return {
    ok: true,
    ruleSet,
    definition: {
      ...indicator,
      target: value === undefined || target.rule === "text" ? target : { ...target, value },
      milestones: hasMilestones ? milestones : indicator.milestones,
    },
  };
}
