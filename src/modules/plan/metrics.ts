import type { MetricDefinition } from "../../kernel/metric/types.ts";

export const planMetrics: readonly MetricDefinition[] = [];
