import { judgeWorkbook } from "./workbook.ts";
import { textAsWritten } from "./workbook-cell.ts";

/** What a person handed in cannot be read as a table. */
export type TableFileProblem = "file-empty" | "file-too-big" | "file-type" | "file-broken" | "file-letters";

export type TableFile =
  | { readonly ok: true; readonly cells: readonly (readonly string[])[] }
  | { readonly ok: false; readonly reason: TableFileProblem };

/**
 * The first sheet of an Excel file (.xlsx), or a CSV file in UTF-8 or Shift_JIS, as rows of text. Numbers keep the digits
 * that stand in the file: they never become binary fractions. What a file is, its content says, not its name.
 */
export async function readTableFile(bytes: Uint8Array): Promise<TableFile> {
  if (bytes.length === 0) return { ok: false, reason: "file-empty" };
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (isZip) return readXlsx(bytes);
  // The old Excel format, PDF, pictures
  if (bytes.subarray(0, 4096).includes(0)) return { ok: false, reason: "file-type" };
  const text = decode(bytes);
  return text === undefined ? { ok: false, reason: "file-letters" } : { ok: true, cells: parseCsv(text) };
}

async function readXlsx(bytes: Uint8Array): Promise<TableFile> {
  const refused = judgeWorkbook(bytes, limits);
  if (refused !== undefined) return { ok: false, reason: reasons[refused] };
  try {
    const { readSheet } = await import("read-excel-file/node");
    const rows = await readSheet(Buffer.from(bytes), { parseNumber: (digits: string) => digits, trim: false });
    return { ok: true, cells: rows.map((row) => row.map(textOf)) };
  } catch {
    return { ok: false, reason: "file-broken" };
  }
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return textAsWritten(String(cell));
}

/** 2,000 projects with ten years and three stages are 60,000 rows. */
const limits = { bytes: 6 * 1024 * 1024, unpackedBytes: 100 * 1024 * 1024, rows: 100_000 };
const reasons = { type: "file-type", "too-big": "file-too-big", broken: "file-broken" } as const;

/** Excel in Japan saves CSV as Shift_JIS; every other program as UTF-8. */
function decode(bytes: Uint8Array): string | undefined {
  for (const encoding of ["utf-8", "shift_jis"]) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // the next encoding
    }
  }
  return undefined;
}

/** RFC 4180, and tabs instead of commas, as spreadsheets copy. A quote inside an unquoted cell is a letter. */
export function parseCsv(text: string): string[][] {
  const separator = (text.split("\n", 1)[0] ?? "").includes("\t") ? "\t" : ",";
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? "";
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[++at] ?? "";
      else isQuoted = false;
    } else if (letter === '"' && cell === "") isQuoted = true;
    else if (letter === separator) {
      row.push(cell);
      cell = "";
    } else if (letter === "\n") {
      rows.push([...row, cell.replace(/\r$/, "")]);
      row = [];
      cell = "";
    } else cell += letter;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell.replace(/\r$/, "")]);
  return rows;
}
