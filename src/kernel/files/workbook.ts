import { inflateRawSync } from "node:zlib";
import { textAsWritten } from "./workbook-cell.ts";

export type CellText = string | boolean | undefined;
export type WorkbookSheet = { readonly name: string; readonly rows: readonly (readonly CellText[])[] };
export type WorkbookProblem = "type" | "too-big" | "broken";
export type Workbook =
  | { readonly ok: true; readonly sheets: readonly WorkbookSheet[] }
  | { readonly ok: false; readonly reason: WorkbookProblem };

export const mostWorkbookBytes = 5 * 1024 * 1024;
const mostEntries = 500;
const mostColumns = 200;

export type WorkbookLimits = { readonly bytes: number; readonly unpackedBytes: number; readonly rows: number };

const usual: WorkbookLimits = { bytes: mostWorkbookBytes, unpackedBytes: 60 * 1024 * 1024, rows: 30_000 };

/**
 * An Excel file (.xlsx) as text: numbers keep the digits that stand in the file and never become binary fractions; of a
 * formula its last value; of what `writeWorkbook` made harmless the text itself. Nothing of it is trusted: what it unpacks to is counted while it is unpacked, whatever it says;
 * a cell far out, which would make a table of billions of cells, and macros are refused.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Workbook> {
  const reason = judgeWorkbook(bytes);
  if (reason !== undefined) return { ok: false, reason };
  try {
    // Loaded for the first file, as are the others of this folder: together 0.1 s of every start otherwise.
    const { default: readXlsxFile } = await import("read-excel-file/node");
    const sheets = await readXlsxFile(Buffer.from(bytes), { parseNumber: (digits: string) => digits, trim: false });
    return {
      ok: true,
      sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(textOf)) })),
    };
  } catch {
    return { ok: false, reason: "broken" };
  }
}

function textOf(cell: unknown): CellText {
  if (cell === null || cell === undefined || cell === "") return undefined;
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === "boolean" ? cell : textAsWritten(String(cell));
}

/** undefined if it may be opened. */
export function judgeWorkbook(bytes: Uint8Array, limits = usual): WorkbookProblem | undefined {
  if (bytes.length > limits.bytes) return "too-big";
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 22 || buffer.readUInt32LE(0) !== 0x04034b50) return "type";
  const entries = listEntries(buffer);
  if (entries === undefined) return "broken";
  const names = new Set(entries.map(({ name }) => name));
  if (!names.has("xl/workbook.xml") || names.has("xl/vbaProject.bin")) return "type";
  if (names.size !== entries.length) return "broken";
  if (entries.length > mostEntries) return "too-big";
  let left = limits.unpackedBytes;
  for (const entry of entries) {
    const content = unpack(buffer, entry, left);
    if (content === "broken" || content === "too-big") return content;
    left -= content.length;
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(entry.name) && reachesTooFar(content.toString("latin1"), limits.rows))
      return "too-big";
  }
  return undefined;
}

type Entry = { readonly name: string; readonly method: number; readonly packed: number; readonly at: number };

/** The central directory, by the record at the file's end (APPNOTE 4.3.12, 4.3.16); zip64 is no spreadsheet of 5 MB. */
function listEntries(buffer: Buffer): Entry[] | undefined {
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > buffer.length) return undefined;
  const count = buffer.readUInt16LE(end + 10);
  let at = buffer.readUInt32LE(end + 16);
  const entries: Entry[] = [];
  for (let n = 0; n < count; n++) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== 0x02014b50) return undefined;
    const nameLength = buffer.readUInt16LE(at + 28);
    entries.push({
      name: buffer.toString("utf8", at + 46, at + 46 + nameLength),
      method: buffer.readUInt16LE(at + 10),
      packed: buffer.readUInt32LE(at + 20),
      at: buffer.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return entries;
}

function unpack(buffer: Buffer, { method, packed, at }: Entry, left: number): Buffer | "broken" | "too-big" {
  if (at + 30 > buffer.length || buffer.readUInt32LE(at) !== 0x04034b50) return "broken";
  const from = at + 30 + buffer.readUInt16LE(at + 26) + buffer.readUInt16LE(at + 28);
  const content = buffer.subarray(from, from + packed);
  if (content.length !== packed) return "broken";
  if (method === 0) return content.length > left ? "too-big" : content;
  if (method !== 8) return "broken";
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, left) });
  } catch (error) {
    return (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE" ? "too-big" : "broken";
  }
}

/** Readers make a table from A1 to the farthest cell: one cell at XFD1048576 would be 17 billion. */
function reachesTooFar(xml: string, mostRows: number): boolean {
  for (const [, column = "", row = ""] of xml.matchAll(
    /\b(?:r|ref)\s*=\s*["'](?:[A-Z]{1,4}\d{1,8}:)?([A-Z]{0,4})(\d{1,8})["']/g,
  )) {
    if (columnNumber(column) > mostColumns || Number(row) > mostRows) return true;
  }
  return false;
}

/** A is 1, Z is 26, AA is 27. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

/** 0 is A, 25 is Z, 26 is AA: how spreadsheets name their columns. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}
