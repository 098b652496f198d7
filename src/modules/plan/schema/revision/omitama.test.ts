import assert from "node:assert/strict";
import { test } from "node:test";
import { readPlans } from "../../seeds/revision.ts";

const folder = new URL("../../../../../cities/omitama/plans/", import.meta.url);

test("the plan of 小美玉市 has 6 policies, 25 measures, 80 actions and 21 indicators", async () => {
  const plan = (await readPlans(folder)).find(({ id }) => id === "comprehensive");
  const count = (level: string) => plan?.nodes.filter((node) => node.level === level).length;
  assert.deepEqual([count("policy"), count("measure"), count("action")], [6, 25, 80]);
  assert.equal(plan?.indicators.length, 21);
});

test("the ceiling, the missing baseline, the zero baselines and the rank of the plan are said as they are", async () => {
  const plan = (await readPlans(folder)).find(({ id }) => id === "comprehensive");
  const of = (id: string) => plan?.indicators.find((indicator) => indicator.id === id);
  assert.deepEqual(of("current-balance-ratio")?.target, { year: 2027, rule: "at-most", value: "88" });
  assert.deepEqual(of("modified-nps")?.baseline, { year: 2021 });
  assert.equal(of("dx-projects")?.baseline.value, "0");
  assert.equal(of("net-migration-rate")?.baseline.value, "-0.98");
  assert.deepEqual([of("livability-rank")?.kind, of("livability-rank")?.better], ["rank", "down"]);
});

test("every measure has a section in charge, a lead in two languages and a project; every policy one in three", async () => {
  const plan = (await readPlans(folder)).find(({ id }) => id === "comprehensive");
  for (const node of plan?.nodes.filter(({ level }) => level === "measure") ?? []) {
    assert.ok(node.sections.length > 0 && node.lead?.ja && node.lead.en, node.code);
    assert.ok(
      plan?.projects.some((project) => project.node === node.code && project.sample),
      node.code,
    );
  }
  for (const node of plan?.nodes.filter(({ level }) => level === "policy") ?? [])
    assert.ok(node.lead?.["ja-easy"], node.code);
});
