import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { readWorkbook } from "../../../kernel/files/workbook.ts";
import { cellsOf, formatDay, formatNumber } from "./cells.ts";
import { dateFormats, type ExportDefinition, exportFields, readExports, rowKinds } from "./definition.ts";
import { writeExportFile } from "./write-file.ts";

function read(text: string): ExportDefinition {
  const folder = mkdtempSync(join(tmpdir(), "exports-"));
  try {
    mkdirSync(join(folder, "exports"));
    writeFileSync(join(folder, "exports", "a.yaml"), text);
    const [one] = readExports(pathToFileURL(`${folder}/exports/`));
    assert.ok(one);
    return one;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
const good = `name: 収入\nformat: csv-utf-8\nrows: payment\ntables: { code: { minole: "01" } }\ncolumns:\n`;

describe("an export's file", () => {
  it("is read; the city's own examples are good", () => {
    assert.equal(read(`${good}  - { title: 科目, field: place, table: code }\n`).id, "a");
    const own = readExports(new URL("../../../../cities/omitama/exports/", import.meta.url));
    assert.deepEqual(
      own.map(({ id, sample }) => [id, sample]),
      [
        ["shunyu-day", true],
        ["shunyu-month", true],
      ],
    );
    assert.deepEqual(readExports(new URL("../../../../cities/nowhere/exports/", import.meta.url)), []);
  });

  it("says line and column of whatever is wrong with it", () => {
    const wrong: readonly [line: string, place: string][] = [
      ["  - { title: 科目, field: place, tabel: code }", "a.yaml:6:5"],
      ["  - { title: 科目, field: place, table: codes }", "a.yaml:6:39"],
      ["  - { title: 科目, field: charge-count }", "a.yaml:6:25"],
      ["  - { title: 科目, field: place, value: x }", "a.yaml:6:5"],
      ["  - { title: 科目, field: amount, date: wareki }", "a.yaml:6:39"],
      ["  - { title: 科目, field: day, number: plain }", "a.yaml:6:38"],
      ["  - { title: 科目, field: place, otherwise: x }", "a.yaml:6:43"],
      ["  - { title: A, value: x }\n  - { title: A, value: x }", "a.yaml:7:14"],
    ];
    for (const [line, place] of wrong)
      assert.throws(
        () => read(`${good}${line}\n`),
        (error: Error) => error.message.includes(place) || assert.fail(`${line}: ${error.message}`),
      );
  });

  it("is documented for cities, field by field, in both languages", () => {
    for (const name of ["exports.md", "exports.ja.md"]) {
      const text = readFileSync(new URL(`../../../../docs/for-cities/${name}`, import.meta.url), "utf8");
      for (const word of [...Object.keys(exportFields), ...dateFormats, ...rowKinds])
        assert.ok(text.includes(`\`${word}\``), `${name}: ${word}`);
    }
  });

  it("writes days and numbers as accounts do", () => {
    const day = "2026-12-04";
    assert.deepEqual(
      (["yyyyMMdd", "yyyy/MM/dd", "yyyyMM", "wareki", "wareki-short", "wareki-digits"] as const).map((one) =>
        formatDay(day, one),
      ),
      ["20261204", "2026/12/04", "202612", "令和8年12月4日", "R8.12.04", "0081204"],
    );
    assert.equal(formatDay("2019-04-30", "wareki-short"), "H31.04.30");
    assert.deepEqual(
      [formatNumber(-1234567, "grouped", "a"), formatNumber(12, { digits: 5 }, "a"), formatNumber(-3, "plain", "a")],
      ["△1,234,567", "00012", -3],
    );
    for (const bad of [-1, 123456])
      assert.throws(() => formatNumber(bad, { digits: 5 }, "a"), { code: "payment.staff-export-no-room" });
  });

  it("is not made if a facility has no code", () => {
    const definition = read(`${good}  - { title: 科目, field: place, table: code }\n`);
    assert.deepEqual(cellsOf(definition, [{ place: "minole" }]), [["01"]]);
    for (const place of ["apios", "toString", "__proto__"])
      assert.throws(() => cellsOf(definition, [{ place }]), { code: "payment.staff-export-unmapped" });
    const kind = read(`${good}  - { title: 科目, field: place, table: code, otherwise: "99" }\n`);
    assert.deepEqual(cellsOf(kind, [{ place: "apios" }]), [["99"]]);
  });

  it("never holds a cell that a spreadsheet runs, whatever somebody calls themselves", async () => {
    const base = read(`${good}  - { title: 名前, field: payer-name }\n`);
    const names = fc.tuple(fc.constantFrom("=", "+", "-", "@", "\t=", "＝", " =", ""), fc.string({ maxLength: 8 }));
    await fc.assert(
      fc.asyncProperty(fc.array(names, { minLength: 1, maxLength: 5 }), async (some) => {
        const rows = some.map(([sign, name]) => [`${sign}${name}`]);
        const { bytes } = await writeExportFile(base, rows);
        const text = new TextDecoder().decode(bytes);
        assert.ok(!/(^|\r\n)"[=+\-@＝\t ]*[=+@＝]/u.test(text), text);
      }),
      { numRuns: 200 },
    );
    const { bytes } = await writeExportFile({ ...base, format: "excel" }, [["=1+1"]]);
    const book = await readWorkbook(bytes);
    assert.ok(JSON.stringify(book).includes("=1+1"));
  });

  it("is refused in Shift_JIS if a letter would be lost", async () => {
    const definition = { ...read(`${good}  - { title: 名前, field: payer-name }\n`), format: "csv-shift-jis" as const };
    const { bytes } = await writeExportFile(definition, [["髙橋 みの〜れ"]]);
    assert.equal(new TextDecoder("shift_jis").decode(bytes), '"名前"\r\n"髙橋 みの～れ"\r\n');
    await assert.rejects(writeExportFile(definition, [["𠮷野"]]), {
      code: "payment.staff-export-letter",
      params: { letter: "𠮷" },
    });
  });
});
