import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { City } from "../city.ts";
import { neutraliseCell } from "../text/csv.ts";
import { datasetJsonShape } from "./schema.ts";
import type { DatasetDefinition, DatasetRow } from "./types.ts";
import { writeDatasetCsv, writeDatasetJson } from "./write.ts";

const city = {
  config: { name: { ja: "小美玉市", en: "Omitama City", "ja-easy": "小美玉市《おみたまし》" }, sample: true },
  address: "https://machi.example",
  clock: { now: () => new Date("2026-12-04T09:00:00Z") },
} as City;
const words = { ja: "見本", en: "Sample" };

function rooms(rows: readonly DatasetRow[]): DatasetDefinition {
  return {
    name: "facility.rooms",
    title: words,
    description: words,
    licence: "CC-BY-4.0",
    columns: [
      { name: "名称", type: "text", description: words },
      { name: "people", type: "integer", unit: { ja: "人", en: "people" }, description: words },
      { name: "open", type: "boolean", description: words },
    ],
    async *rows() {
      yield* rows;
    },
  };
}

const row = (名称: string | null, people: number | null = 3, open: boolean | null = true) => ({ 名称, people, open });

async function write(pieces: AsyncIterable<string>): Promise<string> {
  let file = "";
  for await (const piece of pieces) file += piece;
  return file;
}

test("a CSV file has the mark of UTF-8, a line of names, a line for each row, and runs in no spreadsheet", async () => {
  const file = await write(
    writeDatasetCsv(rooms([row('練習室"1"'), row("=1+1", null), row("二\n行", -2, false)]), city),
  );
  assert.equal(file, '\ufeff"名称","people","open"\r\n"練習室""1""",3,true\r\n"\'=1+1",,true\r\n"二\n行",-2,false\r\n');
});

test("whatever texts the rows hold, the CSV file is read back as that many rows of that many cells", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: "grapheme" })), async (texts) => {
      const file = await write(writeDatasetCsv(rooms(texts.map((text) => row(text))), city));
      const read = [...file.matchAll(/"((?:[^"]|"")*)",3,true\r\n/g)].map(([, cell = ""]) =>
        cell.replaceAll('""', '"'),
      );
      assert.deepEqual(read, texts.map(neutraliseCell));
    }),
  );
});

test("a JSON file is its envelope as the API document describes it, also without rows", async () => {
  for (const rows of [[], [row("=1+1")], [row("練習室"), row(null, null, null)]]) {
    const dataset = rooms(rows);
    const file = JSON.parse(await write(writeDatasetJson(dataset, city)));
    assert.deepEqual(datasetJsonShape(dataset).strict().parse(file), file);
    assert.deepEqual(file.rows, rows, "as they are: JSON is no spreadsheet");
    assert.deepEqual(file.columns[1], {
      name: "people",
      type: "integer",
      unit: { ja: "人", en: "people" },
      description: words,
    });
    const { publisher, licence, page, updatedAt } = file;
    assert.deepEqual(
      { publisher, licence, page, updatedAt },
      {
        publisher: { ja: "小美玉市", en: "Omitama City" },
        licence: "CC-BY-4.0",
        page: "https://machi.example/opendata/facility.rooms",
        updatedAt: "2026-12-04T09:00:00.000Z",
      },
    );
  }
});

test("what no column names does not get out", async () => {
  const dataset = rooms([{ ...row("練習室"), booker: "山口 はる" }]);
  for (const writer of [writeDatasetCsv, writeDatasetJson]) {
    assert.doesNotMatch(await write(writer(dataset, city)), /山口|booker/);
  }
});

test("a value of another type than its column says stops the file, and is not told", async () => {
  const wrong: readonly DatasetRow[] = [
    { 名称: "a", people: 3 },
    { ...row("a"), people: 3.5 },
    { ...row("a"), people: "三人" },
    { ...row("a"), open: "yes" },
    { ...row("a"), 名称: 7 },
  ];
  for (const bad of wrong) {
    await assert.rejects(write(writeDatasetCsv(rooms([bad]), city)), (error: Error) => {
      assert.match(error.message, /^facility\.rooms: (a row has no open|(people|open|名称) is no \w+)$/);
      return true;
    });
  }
});

test("rows are written as they come: the first is out before the second is asked for", async () => {
  const asked: number[] = [];
  const dataset: DatasetDefinition = {
    ...rooms([]),
    async *rows() {
      for (const n of [1, 2]) {
        asked.push(n);
        yield row(String(n));
      }
    },
  };
  for (const writer of [writeDatasetCsv, writeDatasetJson]) {
    asked.length = 0;
    const pieces = writer(dataset, city);
    await pieces.next();
    await pieces.next();
    assert.deepEqual(asked, [1]);
    await pieces.return(undefined);
  }
});
