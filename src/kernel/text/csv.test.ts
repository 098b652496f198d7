import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { neutraliseCell, writeCsv } from "./csv.ts";

test("a cell that begins like a formula is made harmless", () => {
  const formulas = [
    "=1+1",
    "+81",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "−1",
    "  =1",
    "　＝1",
    '=HYPERLINK("http://x")',
    "|cmd",
    "%x",
  ];
  for (const text of formulas) assert.equal(neutraliseCell(text), `'${text}`);
  for (const text of ["山田", "1-1", "a=b", "", "'=1", "ー", "〜"]) assert.equal(neutraliseCell(text), text);
});

test("a file has quotes, CRLF and the mark by which Excel reads Japanese", () => {
  assert.equal(
    writeCsv([
      ["名前", "人数", "料金"],
      ['髙橋 "花"', 25, -785],
      ["二\n行", null, undefined],
      ["=1+1", true, ""],
    ]),
    '\ufeff"名前","人数","料金"\r\n"髙橋 ""花""",25,-785\r\n"二\n行",,\r\n"\'=1+1",true,""\r\n',
  );
});

test("every text is read back from the file as it was, but for the mark before formulas", () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1 }), { minLength: 1 }), (rows) => {
      const read = readBack(writeCsv(rows));
      assert.deepEqual(
        read,
        rows.map((row) => row.map(neutraliseCell)),
      );
    }),
  );
});

/** Quoted cells only, as writeCsv makes of texts. */
function readBack(file: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, cell = "", end] of file.slice(1).matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    rows.at(-1)?.push(cell.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows.slice(0, -1);
}
