import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import readXlsxFile from "read-excel-file/node";
import { readWorkbook } from "./workbook.ts";
import { harmlessText, textAsWritten } from "./workbook-cell.ts";
import { bold, writeWorkbook } from "./write-workbook.ts";

async function written(rows: readonly (readonly string[])[]): Promise<readonly (readonly unknown[])[]> {
  const [sheet] = await readXlsxFile(Buffer.from(await writeWorkbook([{ name: "表", rows, widths: [] }])));
  return sheet?.data ?? [];
}

async function readAgain(rows: readonly (readonly string[])[]) {
  const read = await readWorkbook(await writeWorkbook([{ name: "表", rows, widths: [] }]));
  assert.ok(read.ok);
  return read.sheets[0]?.rows;
}

const builtIns = Object.getOwnPropertyNames(Object.prototype);

test("words that every JavaScript object knows make a file that opens, and come back as they were", async () => {
  assert.ok(builtIns.includes("toString") && builtIns.includes("__proto__"));
  const rows = [["見出し"], ...builtIns.map((word) => [word])];
  assert.deepEqual(await written(rows), [["見出し"], ...builtIns.map((word) => [`'${word}`])]);
  assert.deepEqual(await readAgain(rows), rows);
});

test("no cell of a file begins like a formula, and each text comes back as it was", async () => {
  assert.deepEqual(await written([["=HYPERLINK(1)", "市民の声", "＝1＋1"]]), [
    ["'=HYPERLINK(1)", "市民の声", "'＝1＋1"],
  ]);
  const piece = fc.constantFrom("'", "=", "+", "@", "あ", "-", "toString", "<", "&");
  const text = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(""));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
      const cells = texts.map((one) => [one]);
      for (const [cell] of await written(cells)) assert.doesNotMatch(String(cell), /^[=+@-]/);
      assert.deepEqual(await readAgain(cells), cells);
    }),
    { numRuns: 40 },
  );
});

test("a letter that the file cannot carry does not hide a formula behind it", async () => {
  for (const hidden of ["\u0001", "\ufffd", "\ud800", "'\u0001", "\u0001'"]) {
    const [[cell] = []] = await written([[`${hidden}=1+1`]]);
    assert.match(String(cell), /^'/, JSON.stringify(hidden));
  }
});

test("reading takes away exactly what writing put there", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("'", "=", "-", "あ", "\u0001", "\ufffd", "\t") }), (text) => {
      assert.equal(textAsWritten(harmlessText(text)), text);
    }),
  );
});

test("numbers are numbers, nothing is an empty cell, and a text too long for Excel ends at a whole letter", async () => {
  const rows = [[bold("値"), 44.1, undefined, null, "", { value: 1200, format: "#,##0" }, `${"あ".repeat(32_766)}𠮷`]];
  const [sheet] = await readXlsxFile(Buffer.from(await writeWorkbook([{ name: "表", rows, widths: [10] }])));
  assert.deepEqual(sheet?.data, [["値", 44.1, null, null, null, 1200, "あ".repeat(32_766)]]);
});
