import type { LocalText } from "../../../kernel/i18n/locales.ts";
import type { IndicatorDefinition } from "./indicator.ts";

/** What a plan's file says, in full: parsed from YAML or Excel, stored with each revision, exported as the same. */
export type PlanDocument = {
  /** 'comprehensive': stands in addresses, never changes. */
  readonly id: string;
  readonly title: LocalText;
  /** What stands above the title: 小美玉市総合計画 基本計画 第1章. */
  readonly kicker: LocalText | undefined;
  readonly lead: LocalText | undefined;
  /** True while the plan itself is invented. The comprehensive plan is real; its series of figures are samples. */
  readonly sample: boolean;
  /** 策定・改定の日 of this text. */
  readonly adoptedOn: string;
  readonly baselineYear: number;
  readonly targetYear: number;
  /** The rule set by which its indicators are judged unless one names another. */
  readonly ruleSet: string;
  /** From the outside in: policy, measure, action. Another city has three or four, and other words for them. */
  readonly levels: readonly PlanLevel[];
  readonly nodes: readonly PlanNode[];
  readonly indicators: readonly IndicatorDefinition[];
  readonly projects: readonly ProjectDefinition[];
  readonly glossary: readonly {
    readonly term: string;
    readonly reading?: string | undefined;
    readonly meaning: LocalText;
  }[];
  readonly relatedPlans: readonly RelatedPlan[];
};

export type PlanLevel = {
  readonly id: string;
  /** 基本施策 · policy */
  readonly name: LocalText;
  /** Its nodes have a page of their own; the others are listed on their parent's page. */
  readonly hasPage: boolean;
  /** Its nodes are evaluated each year, with a sheet. */
  readonly isEvaluated: boolean;
};

export type PlanNode = {
  /** '11', '1303', '1303-2': unique in the plan, stable over revisions. */
  readonly code: string;
  readonly level: string;
  readonly parent: string | undefined;
  readonly title: LocalText;
  /** In plain words, for a resident. */
  readonly lead: LocalText | undefined;
  readonly aims: readonly LocalText[];
  /** 重点施策 */
  readonly isPriority: boolean;
  /** SDG goals, 1 to 17. */
  readonly sdgs: readonly number[];
  /** 再掲: the code of a measure of another chapter, which need not be loaded. */
  readonly restates: string | undefined;
  /** 担当課: ids of identity's sections; the first leads. Inherited from the parent if empty. */
  readonly sections: readonly string[];
  readonly relatedPlans: readonly string[];
};

/** 事務事業 */
export type ProjectDefinition = {
  readonly code: string;
  readonly name: LocalText;
  /** The node that it serves first. */
  readonly node: string;
  readonly sections: readonly string[];
  readonly purpose: string | undefined;
  readonly beginsYear: number | undefined;
  /** undefined: no end is set. */
  readonly endsYear: number | undefined;
  /** 実施方法 */
  readonly conduct: "direct" | "contract" | "subsidy" | "loan" | "other" | undefined;
  /** 根拠法令・条例・要綱 */
  readonly basis: string | undefined;
  /** The year in which it was carried out, for plans whose indicator counts projects. */
  readonly doneYear: number | undefined;
  readonly sample: boolean;
};

export type RelatedPlan = { readonly id: string; readonly title: LocalText; readonly href: string | undefined };
