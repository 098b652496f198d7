import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readPlans } from "../../seeds/revision.ts";
import type { PlanDocument } from "../../types/plan.ts";
import { readPlanXlsx } from "./excel-read.ts";
import { writePlanXlsx } from "./excel-write.ts";
import { loadPlan, loadPlanYaml } from "./load.ts";
import { anyPlan } from "./plan.fixture.ts";
import { writePlanYaml } from "./yaml-write.ts";

const folder = new URL("../../../../../cities/omitama/plans/", import.meta.url);

async function throughExcel(plan: PlanDocument): Promise<PlanDocument> {
  const loaded = loadPlan(await readPlanXlsx(await writePlanXlsx(plan)), {});
  assert.ok(loaded.ok, JSON.stringify(loaded));
  return loaded.document;
}

function throughYaml(plan: PlanDocument): PlanDocument {
  const loaded = loadPlanYaml(writePlanYaml(plan));
  assert.ok(loaded.ok, JSON.stringify(loaded));
  return loaded.document;
}

test("the plans of 小美玉市 come back from their exports as the very same documents", async () => {
  for (const plan of await readPlans(folder)) {
    assert.deepEqual(throughYaml(plan), plan);
    assert.deepEqual(await throughExcel(plan), plan);
  }
});

test("any plan comes back from its YAML export as the same document", () => {
  fc.assert(
    fc.property(anyPlan, (plan) => assert.deepEqual(throughYaml(plan), plan)),
    { numRuns: 200 },
  );
});

test("any plan comes back from its Excel export as the same document", async () => {
  await fc.assert(
    fc.asyncProperty(anyPlan, async (plan) => assert.deepEqual(await throughExcel(plan), plan)),
    { numRuns: 60 },
  );
});
