import type { MetricRegistry } from "../../../kernel/metric/registry.ts";

/** What src/app gives the module. */
export type PlanOptions = {
  /** All metrics of all modules: an indicator names one, and this module knows none of them. Read late. */
  readonly metrics: () => MetricRegistry;
};
