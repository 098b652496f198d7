import { bold, type WrittenCell, writeWorkbook } from "../../../../kernel/files/write-workbook.ts";
import type { PlanDocument } from "../../types/plan.ts";
import { type Column, guideSheet, type SheetShape, sheetShapes } from "./sheets.ts";

/** A plan as an Excel file that can be read again to the same document; without one, the empty template. */
export async function writePlanXlsx(plan?: PlanDocument): Promise<Uint8Array> {
  const sheets = sheetShapes.map((shape) => ({
    name: shape.name,
    rows: [shape.columns.map(heading), ...rowsOf(shape, plan).map((row) => cellsOf(shape, row))],
    widths: shape.columns.map(({ kind, path }) => (kind === "text" && path.length > 1 ? 30 : 14)),
    headRows: 1,
  }));
  const guide = [
    ["シート", "列", "書くこと"].map(bold),
    ...sheetShapes.flatMap((shape) =>
      shape.columns.map((column) => [shape.name, column.name, column.hint ?? kindHint[column.kind]]),
    ),
  ];
  return writeWorkbook([...sheets, { name: guideSheet, rows: guide, widths: [16, 30, 60] }]);
}

const kindHint = { text: "文字", integer: "整数", decimal: "数", flag: "はい、または空", choice: "" } as const;

function heading({ name }: Column): WrittenCell {
  return { ...bold(name), wrap: true };
}

function rowsOf({ list }: SheetShape, plan: PlanDocument | undefined): readonly object[] {
  if (plan === undefined) return [];
  return list === undefined ? [plan] : plan[list];
}

function cellsOf({ columns }: SheetShape, row: object): WrittenCell[] {
  return columns.map((column) => {
    const at = column.path.indexOf("*");
    if (at < 0) return cellOf(column, valueAt(row, column.path));
    const items = (valueAt(row, column.path.slice(0, at)) ?? []) as readonly unknown[];
    const words = items.map((item) => wordOf(column, valueAt(item, column.path.slice(at + 1))));
    const isEmpty = words.every((word) => word === "");
    return isEmpty ? undefined : { value: words.join(column.apart ?? "\n"), format: "@" };
  });
}

function cellOf(column: Column, value: unknown): WrittenCell {
  if (value === undefined || value === false || value === "") return undefined;
  const word = wordOf(column, value);
  // More digits than a spreadsheet's number keeps would be rounded by it.
  const isNumber = column.kind === "integer" || (column.kind === "decimal" && word.replace(/\D/g, "").length <= 15);
  return isNumber ? Number(word) : { value: word, format: "@" };
}

function wordOf({ kind, choices }: Column, value: unknown): string {
  if (value === undefined) return "";
  if (kind === "flag") return value === true ? "はい" : "";
  return kind === "choice" ? (choices?.[String(value)] ?? String(value)) : String(value);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], value);
}
