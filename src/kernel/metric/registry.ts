import type { MetricDefinition } from "./types.ts";

/** All metrics of all modules by name. Two of one name would be two rules for one figure: the program does not start. */
export type MetricRegistry = ReadonlyMap<string, MetricDefinition>;

export function registerMetrics(modules: readonly { readonly metrics: readonly MetricDefinition[] }[]): MetricRegistry {
  const registry = new Map<string, MetricDefinition>();
  for (const metric of modules.flatMap(({ metrics }) => metrics)) {
    if (registry.has(metric.name)) throw new Error(`two metrics are called ${metric.name}`);
    registry.set(metric.name, metric);
  }
  return registry;
}
