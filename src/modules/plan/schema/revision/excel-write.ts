import writeXlsxFile, { type Cell, type SheetData } from "write-excel-file/node";
import { beginsLikeFormula } from "../../../../kernel/text/csv.ts";
import type { PlanDocument } from "../../types/plan.ts";
import { type Column, guideSheet, type SheetShape, sheetShapes } from "./sheets.ts";

/** A plan as an Excel file that can be read again to the same document; without one, the empty template. */
export async function writePlanXlsx(plan?: PlanDocument): Promise<Uint8Array> {
  const sheets = sheetShapes.map((shape) => ({
    sheet: shape.name,
    data: [shape.columns.map(heading), ...rowsOf(shape, plan).map((row) => cellsOf(shape, row))] satisfies SheetData,
    columns: shape.columns.map(({ kind, path }) => ({ width: kind === "text" && path.length > 1 ? 30 : 14 })),
    stickyRowsCount: 1,
  }));
  const guide: SheetData = [
    ["シート", "列", "書くこと"].map((value) => ({ value, fontWeight: "bold" as const })),
    ...sheetShapes.flatMap((shape) =>
      shape.columns.map((column): Cell[] => [shape.name, column.name, column.hint ?? kindHint[column.kind]]),
    ),
  ];
  const columns = [{ width: 16 }, { width: 30 }, { width: 60 }];
  const file = writeXlsxFile([...sheets, { sheet: guideSheet, data: guide, columns }]);
  return file.toBuffer();
}

const kindHint = { text: "文字", integer: "整数", decimal: "数", flag: "はい、または空", choice: "" } as const;

function heading({ name }: Column): Cell {
  return { value: name, fontWeight: "bold", wrap: true };
}

function rowsOf({ list }: SheetShape, plan: PlanDocument | undefined): readonly object[] {
  if (plan === undefined) return [];
  return list === undefined ? [plan] : plan[list];
}

function cellsOf({ columns }: SheetShape, row: object): Cell[] {
  return columns.map((column) => {
    const at = column.path.indexOf("*");
    if (at < 0) return cellOf(column, valueAt(row, column.path));
    const items = (valueAt(row, column.path.slice(0, at)) ?? []) as readonly unknown[];
    const words = items.map((item) => wordOf(column, valueAt(item, column.path.slice(at + 1))));
    const isEmpty = words.every((word) => word === "");
    return isEmpty ? undefined : { value: harmless(words.join(column.apart ?? "\n")), type: String, format: "@" };
  });
}

function cellOf(column: Column, value: unknown): Cell {
  if (value === undefined || value === false || value === "") return undefined;
  const word = wordOf(column, value);
  // More digits than a spreadsheet's number keeps would be rounded by it.
  const isNumber = column.kind === "integer" || (column.kind === "decimal" && word.replace(/\D/g, "").length <= 15);
  if (isNumber) return { value: Number(word), type: Number };
  return { value: harmless(word), type: String, format: "@" };
}

function wordOf({ kind, choices }: Column, value: unknown): string {
  if (value === undefined) return "";
  if (kind === "flag") return value === true ? "はい" : "";
  return kind === "choice" ? (choices?.[String(value)] ?? String(value)) : String(value);
}

/**
 * A text that a spreadsheet would run as a formula, once it is saved as CSV, gets ' in front. Of those that have some there
 * already one more, so that reading can take exactly one away again.
 */
export function harmless(text: string): string {
  return isDangerous(text.replace(/^'+/, "")) ? `'${text}` : text;
}

export function asWritten(text: string): string {
  return text.startsWith("'") && isDangerous(text.replace(/^'+/, "")) ? text.slice(1) : text;
}

/** write-excel-file 4.1 looks words up in a plain object: a cell that says toString makes a file that cannot be opened. */
function isDangerous(text: string): boolean {
  return beginsLikeFormula(text) || text in {};
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], value);
}
