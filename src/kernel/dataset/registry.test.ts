import assert from "node:assert/strict";
import { test } from "node:test";
import { registerDatasets } from "./registry.ts";
import type { DatasetDefinition } from "./types.ts";

const words = { ja: "見本", en: "Sample" };
const column = (name: string) => ({ name, type: "text", description: words }) as const;

function dataset(change: Partial<DatasetDefinition> = {}): DatasetDefinition {
  return {
    name: "facility.spaces",
    title: words,
    description: words,
    licence: "CC-BY-4.0",
    columns: [column("id"), column("name")],
    async *rows() {},
    ...change,
  };
}

const facility = (...datasets: DatasetDefinition[]) => registerDatasets([{ name: "facility", datasets }]);

test("a dataset is found by its name", () => {
  const spaces = dataset();
  assert.equal(facility(spaces).get("facility.spaces"), spaces);
});

test("two datasets of one name are refused: one address has one table", () => {
  assert.throws(() => facility(dataset(), dataset()), /two datasets are called facility\.spaces/);
});

test("a name that is no address, or that takes another module's place, is refused", () => {
  for (const name of ["spaces", "facility.Spaces", "facility.a/b", "facility.a.csv", "facility.", "facility.部屋"]) {
    assert.throws(() => facility(dataset({ name })), /cannot be called/, name);
  }
  assert.throws(() => facility(dataset({ name: "payment.spaces" })), /must begin with facility\./);
});

test("two columns of one name, a column that would break the head of the file, and a table without columns are refused", () => {
  assert.throws(() => facility(dataset({ columns: [column("id"), column("id")] })), /two columns called id/);
  for (const name of ["", " id", "id ", "a,b", 'a"b', "a\nb", "a\u200bb"]) {
    assert.throws(() => facility(dataset({ columns: [column(name)] })), /cannot be called/, JSON.stringify(name));
  }
  assert.throws(() => facility(dataset({ columns: [] })), /no columns/);
  assert.ok(facility(dataset({ columns: [column("名称_カナ"), column("建物名等(方書)")] })));
});
