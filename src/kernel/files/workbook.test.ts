import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32, deflateRawSync } from "node:zlib";
import writeXlsxFile from "write-excel-file/node";
import { columnLetters, readWorkbook } from "./workbook.ts";

type Part = { readonly name: string; readonly content: Buffer; readonly claims?: number };

/** A zip as programs write it; `claims`: the size that it says a part unpacks to. */
function zipOf(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content, claims = content.length } of parts) {
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("504b0304", "hex"), common, Buffer.from(name), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from("504b01021400", "hex"), common, tail, Buffer.from(name)]));
    locals.push(local);
    at += local.length;
  }
  const middle = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(middle.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...locals, middle, Buffer.from("504b0506", "hex"), end]);
}

const part = (name: string, content: string | Buffer = "<x/>", claims?: number): Part => ({
  name,
  content: Buffer.from(content),
  ...(claims === undefined ? {} : { claims }),
});
const book = part("xl/workbook.xml");

async function reasonOf(bytes: Uint8Array): Promise<string> {
  const read = await readWorkbook(bytes);
  return read.ok ? "read" : read.reason;
}

test("numbers keep their digits, empty cells are empty, sheets have their names", async () => {
  const bytes = await writeXlsxFile([
    {
      sheet: "指標",
      data: [
        ["値", "題名"],
        [44.1, undefined],
        ["1303", "あ"],
      ],
    },
  ]).toBuffer();
  const read = await readWorkbook(bytes);
  assert.ok(read.ok);
  assert.deepEqual(read.sheets, [
    {
      name: "指標",
      rows: [
        ["値", "題名"],
        ["44.1", undefined],
        ["1303", "あ"],
      ],
    },
  ]);
});

test("a small file that unpacks to more than it may is not opened, whatever size it claims", async () => {
  const zeros = Buffer.alloc(70 * 1024 * 1024);
  assert.ok(zipOf([book, part("xl/media/a.bin", zeros)]).length < 100_000);
  assert.equal(await reasonOf(zipOf([book, part("xl/media/a.bin", zeros)])), "too-big");
  assert.equal(await reasonOf(zipOf([book, part("xl/media/a.bin", zeros, 10)])), "too-big");
});

test("one cell far out is not made into a table of billions of cells", async () => {
  for (const far of ['<c r="XFD1048576"><v>1</v></c>', '<row r="1048576"/>', '<dimension ref="A1:XFD9"/>']) {
    assert.equal(await reasonOf(zipOf([book, part("xl/worksheets/sheet1.xml", far)])), "too-big", far);
  }
});

test("other zips, macros, halves, doubled parts and texts are no workbooks", async () => {
  assert.equal(await reasonOf(zipOf([part("word/document.xml")])), "type");
  assert.equal(await reasonOf(zipOf([book, part("xl/vbaProject.bin")])), "type");
  assert.equal(await reasonOf(zipOf([book, book])), "broken");
  const whole = zipOf([book, part("xl/worksheets/sheet1.xml")]);
  assert.equal(await reasonOf(whole.subarray(0, whole.length - 30)), "broken");
  assert.equal(await reasonOf(Buffer.from("id: plan, this is a text and no zip at all")), "type");
  assert.equal(await reasonOf(new Uint8Array(6 * 1024 * 1024)), "too-big");
});

test("columns are named as spreadsheets name them", () => {
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(columnLetters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
});
