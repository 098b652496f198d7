import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { cellsOf } from "../../kernel/dataset/cells.ts";
import type { DatasetRow } from "../../kernel/dataset/types.ts";
import { datasets } from "./datasets.ts";
import { plan, type ReportTown, reportTown, secrets } from "./documents/report.fixture.ts";

let town: ReportTown;
before(async () => {
  town = await reportTown();
});
after(() => town.close());

async function rowsOf(name: string): Promise<DatasetRow[]> {
  const dataset = datasets.find((each) => each.name === name);
  assert.ok(dataset, name);
  const rows: DatasetRow[] = [];
  for await (const row of dataset.rows(town.city)) rows.push(row);
  return rows;
}

test("every row of every dataset has exactly the columns that are documented, each of its type", async () => {
  for (const dataset of datasets) {
    const rows = await rowsOf(dataset.name);
    if (dataset.name !== "plan.budget") assert.ok(rows.length > 0, dataset.name);
    for (const row of rows) {
      cellsOf(dataset, row);
      assert.deepEqual(Object.keys(row).sort(), dataset.columns.map(({ name }) => name).sort(), dataset.name);
    }
  }
});

test("the datasets hold all of the plan: its parts, its indicators, and each published value once", async () => {
  const content = await town.report();
  const ofPlan = (rows: DatasetRow[]) => rows.filter(({ plan_id }) => plan_id === plan);
  assert.equal(ofPlan(await rowsOf("plan.nodes")).length, content.nodes.length);
  assert.equal(ofPlan(await rowsOf("plan.indicators")).length, content.indicators.length);
  const values = ofPlan(await rowsOf("plan.values"));
  assert.equal(new Set(values.map(({ indicator_id, year }) => `${indicator_id} ${year}`)).size, values.length);
  assert.ok(values.length >= [...content.published.values()].flat().length);
  assert.deepEqual(await rowsOf("plan.values"), await rowsOf("plan.values"), "in an order that stays");
});

test("a value that is approved but not published does not leave", async () => {
  await town.run(sql`update plan.figure set state = 'superseded' where plan_id = ${plan} and indicator_id = 'net-monitors'
    and year = 2026 and state = 'approved'`);
  await town.run(sql`insert into plan.figure (id, plan_id, indicator_id, year, value, certainty, origin, source, rule, counted_at,
      state, proposed_at, note)
    values (gen_random_uuid(), ${plan}, 'net-monitors', 2026, 98765, 'final', 'metric', '見本', '見本', now(), 'approved', now(), '秘密のメモ')`);
  const before = await rowsOf("plan.values");
  assert.ok(!before.some(({ value }) => value === 98_765));
  assert.ok(!JSON.stringify(before).includes("秘密のメモ"));
});

test("sheets give their public fields and what was answered; drafts, contacts and private notes are not in them", async () => {
  const rows = await rowsOf("plan.sheets");
  assert.deepEqual(new Set(rows.map(({ subject }) => subject)), new Set(["1303", "1303-A"]));
  const textOf = (field: string) => rows.find((row) => row["field"] === field)?.["text"];
  assert.equal(textOf("result-direction"), "上げる");
  assert.equal(textOf("review.verdict"), "改善");
  assert.equal(textOf("answer.promise"), "高校で案内する（2027-03-31）");
  for (const secret of secrets) assert.ok(!JSON.stringify(rows).includes(secret), secret);
});
