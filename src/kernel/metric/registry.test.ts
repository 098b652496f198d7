import assert from "node:assert/strict";
import { test } from "node:test";
import { registerMetrics } from "./registry.ts";
import type { MetricDefinition } from "./types.ts";

const views: MetricDefinition = {
  name: "kernel.page-views",
  kind: "flow",
  unit: "回",
  title: { ja: "閲覧", en: "Views" },
  rule: { ja: "数", en: "Count" },
  count: async () => ({ value: 1 }),
};

test("a metric is found by its name", () => {
  assert.equal(registerMetrics([{ metrics: [views] }, { metrics: [] }]).get("kernel.page-views"), views);
});

test("two metrics of one name are refused: a figure has one rule", () => {
  assert.throws(() => registerMetrics([{ metrics: [views] }, { metrics: [{ ...views }] }]), /kernel\.page-views/);
});
