import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type Site, startSite } from "../../../tests/site.fixture.ts";
import { registerDatasets } from "../../kernel/dataset/registry.ts";
import type { DatasetDefinition } from "../../kernel/dataset/types.ts";
import { locales } from "../../kernel/i18n/locales.ts";
import { checkHtml } from "../../ui/check-html.fixture.ts";
import { exampleView } from "../../ui/stage.fixture.ts";
import { showDataset, showDatasets } from "./datasets.ts";

let site: Site;
before(async () => {
  site = await startSite();
});
after(() => site.close());
const get = (path: string) => site.browser().get(path);

test("each dataset is on the list, has a page, and its files come with type, name and one licence", async () => {
  const list = await get("/opendata");
  assert.match(list.text, /href="https:\/\/creativecommons\.org\/licenses\/by\/4\.0\/"/);
  for (const name of ["facility.spaces", "facility.use-by-month"]) {
    for (const address of [`/opendata/${name}`, `/opendata/${name}.csv`, `/opendata/${name}.json`]) {
      assert.ok(list.text.includes(`href="${address}"`), address);
    }
    const csv = await get(`/opendata/${name}.csv`);
    assert.equal(csv.headers.get("content-type"), "text/csv; charset=utf-8; header=present");
    assert.match(csv.headers.get("content-disposition") ?? "", new RegExp(`^attachment; filename="${name}\\.csv"`));
    assert.equal(csv.headers.get("cache-control"), "private, no-cache");
    const json = await get(`/opendata/${name}.json`);
    assert.equal(json.headers.get("content-type"), "application/json; charset=utf-8");
    assert.match(json.headers.get("content-disposition") ?? "", new RegExp(`^inline; filename="${name}\\.json"`));
    const { licence, columns, rows } = JSON.parse(json.text);
    assert.equal(licence, "CC-BY-4.0");
    assert.equal(csv.text.split("\r\n").length - 2, rows.length, "as many lines as rows");
    assert.ok(rows.length > 0);

    const page = await get(`/opendata/${name}`);
    for (const column of columns) assert.ok(page.text.includes(`>${column.name}</code>`), column.name);
    assert.ok(page.text.includes(rows[4][columns[0].name]), "the fifth row is shown");
  }
});

test("a dataset that is not there is not found, whatever its ending", async () => {
  for (const name of [
    "facility",
    "facility.nothing",
    "facility.nothing.csv",
    "facility.spaces.xlsx",
    "facility.spaces/csv",
  ]) {
    assert.equal((await get(`/opendata/${name}`)).status, 404, name);
  }
});

test("the API document describes each file with its columns", async () => {
  const { paths } = JSON.parse((await get("/api/v1/openapi.json")).text);
  const json = paths["/opendata/facility.spaces.json"].get.responses[200].content["application/json"].schema;
  const row = json.properties.rows.items.properties;
  assert.match(JSON.stringify(row.capacity), /integer.*null/);
  assert.equal(row.capacity.description, "Most people at a time (people)");
  const csv = paths["/opendata/facility.spaces.csv"].get.responses[200].content["text/csv"].schema;
  assert.match(csv.description, /^Columns:\n.*\ncapacity \(integer, people\): Most people at a time\n/s);
});

test("the pages are sound HTML in every language, also where a table has no rows and whatever stands in a row", async () => {
  const words = { ja: "見本", en: "Sample", "ja-easy": "見本《みほん》" };
  const make = (texts: readonly string[]): DatasetDefinition => ({
    name: "facility.odd",
    title: words,
    description: words,
    licence: "CC-BY-4.0",
    standard: "自治体標準オープンデータセット",
    columns: [{ name: "a<b", type: "text", unit: words, description: words }],
    async *rows() {
      for (const text of texts) yield { "a<b": text };
    },
  });
  for (const locale of locales) {
    for (const texts of [[], ["<script>alert(1)</script>", "二"]]) {
      const view = exampleView({ locale });
      const registry = registerDatasets([{ name: "facility", datasets: [make(texts)] }]);
      const [dataset] = registry.values();
      const pages = [await showDatasets(view, registry), await showDataset(view, dataset as DatasetDefinition)];
      for (const page of pages.map(String)) {
        assert.deepEqual(checkHtml(page), []);
        assert.equal(page.split("<h1").length, 2);
        assert.doesNotMatch(page, /<script>alert/);
      }
    }
  }
});
