import type { CellObject, SheetData } from "write-excel-file/node";
import { harmlessText } from "./workbook-cell.ts";

type Style = Pick<CellObject, "fontWeight" | "wrap" | "format">;
/** Nothing stays an empty cell and is not zero. Numbers are numbers; whoever needs all digits of a decimal hands it in as text. */
export type WrittenCell =
  | string
  | number
  | null
  | undefined
  | ({ readonly value: string | number | null | undefined } & Style);

export type WrittenSheet = {
  readonly name: string;
  readonly rows: readonly (readonly WrittenCell[])[];
  /** In letters, column by column. */
  readonly widths: readonly number[];
  /** Rows that stay in sight. */
  readonly headRows?: number;
};

/** An Excel file (.xlsx). The only way to write one: every text in it is made harmless, and `readWorkbook` gives it back as it was. */
export async function writeWorkbook(sheets: readonly WrittenSheet[]): Promise<Uint8Array> {
  const written = sheets.map(({ name, rows, widths, headRows }) => ({
    sheet: name,
    data: rows.map((row) => row.map(cellOf)) satisfies SheetData,
    columns: widths.map((width) => ({ width })),
    ...(headRows === undefined ? {} : { stickyRowsCount: headRows }),
  }));
  const { default: writeXlsxFile } = await import("write-excel-file/node");
  return writeXlsxFile(written).toBuffer();
}

export const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export const bold = (value: string) => ({ value, fontWeight: "bold" }) as const;

function cellOf(cell: WrittenCell): CellObject | null {
  const { value, ...style } = typeof cell === "object" && cell !== null ? cell : { value: cell };
  if (value === undefined || value === null || value === "") return null;
  return typeof value === "number"
    ? { ...style, value, type: Number }
    : { ...style, value: cut(harmlessText(value)), type: String };
}

/** Excel calls a file with a longer cell damaged; half a letter would be dropped. */
function cut(text: string): string {
  return text.length <= mostLetters ? text : text.slice(0, mostLetters).replace(/[\ud800-\udbff]$/, "");
}

const mostLetters = 32_767;
