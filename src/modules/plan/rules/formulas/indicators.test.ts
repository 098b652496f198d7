import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { planMetrics } from "../../metrics.ts";
import { formulas } from "./index.ts";

/** How each indicator of the chapter is counted, whether a table is brought in or somebody counts by the same rule. */
const ways: Readonly<Record<string, string>> = {
  "community-orgs": "registry-count",
  "community-org-websites": "registry-count",
  "joint-committees": "registry-count",
  "women-on-councils": "women-share",
  "human-rights-courses": "event-count",
  "website-views": "year-sum",
  "dx-projects": "plan.dx-projects-done",
  "international-talent": "registry-count",
  "net-monitors": "registry-count",
  "dx-training-rate": "attendance-rate",
  "fiscal-effect": "fiscal-effect",
  "current-balance-ratio": "current-balance-ratio",
  "staff-count": "rows-sum",
  "meeting-participants": "cumulative-sum",
  "housing-grants": "cumulative-count",
  "relocation-site-views": "year-sum",
  "net-migration-rate": "net-migration-rate",
  "livability-rank": "published-rank",
  "modified-nps": "modified-nps-from-zero",
  "press-coverage": "press-coverage",
  "furusato-donations": "received-amount",
};

type Listed = { readonly id: string; readonly feed: { by: string; formula?: string; metric?: string } };

const file = new URL("../../../../../cities/omitama/plans/comprehensive.yaml", import.meta.url);
const { indicators } = parse(readFileSync(file, "utf8")) as { readonly indicators: readonly Listed[] };

test("each of the 21 indicators has a formula or a metric that counts it", () => {
  assert.deepEqual(indicators.map(({ id }) => id).toSorted(), Object.keys(ways).toSorted());
  assert.equal(indicators.length, 21);
  const known = new Set([...formulas.keys(), ...planMetrics.map(({ name }) => name)]);
  for (const [id, way] of Object.entries(ways)) assert.ok(known.has(way), `${id}: ${way}`);
});

test("an indicator that the plan feeds by a table or a metric is fed by that one", () => {
  const fed = indicators.filter(({ feed }) => feed.by === "table" || feed.by === "metric");
  assert.ok(fed.length >= 6);
  for (const { id, feed } of fed) assert.equal(feed.formula ?? feed.metric, ways[id], id);
});
