import type { TypedFigure } from "./entry.ts";

type Cells = readonly (readonly string[])[];
type Column = "indicator" | "year" | "value" | "certainty" | "source";

/** What stands above the columns; the first is ours. Other columns may be there and are not read. */
export const figureColumns: Readonly<Record<Column, readonly string[]>> = {
  indicator: ["指標", "成果指標", "指標名", "指標の名前", "指標ID", "ID", "id", "indicator"],
  year: ["年度", "会計年度", "year"],
  value: ["値", "今年の値", "実績", "実績値", "value"],
  certainty: ["確かさ", "速報・確定", "確定・速報", "certainty"],
  source: ["出典", "根拠", "資料", "source"],
};

/** Without a head: these columns, in this order, as the page says. */
const order: readonly Column[] = ["indicator", "value", "certainty", "source"];

/**
 * The rows of a pasted table or a file. `year` counts where the table has no column of years; `source` where a row names none.
 * The row's number is the spreadsheet's: the head is row 1.
 */
export function readFigureTable(
  cells: Cells,
  options: { readonly field: string; readonly year: number; readonly source: string },
): TypedFigure[] {
  const { field, year, source } = options;
  const { at, columns } = findHead(cells);
  return cells.flatMap((row, index) => {
    const cell = (column: Column) => (row[columns.get(column) ?? -1] ?? "").replace(/^\ufeff/, "").trim();
    if (index <= at || row.every((one) => one.trim() === "")) return [];
    return {
      where: `${index + 1}行目`,
      field,
      indicator: cell("indicator"),
      year: columns.has("year") ? (parseYear(cell("year")) ?? 0) : year,
      value: cell("value"),
      certainty: cell("certainty"),
      source: cell("source") || source,
    };
  });
}

/** 2025 · 令和7年度 · R7 · 令7. 0 where it cannot be read: no indicator has such a year. */
export function parseYear(text: string): number | undefined {
  const plain = text.normalize("NFKC").replace(/\s|年度?|会計/gu, "");
  const western = /^(?:FY)?(\d{4})$/i.exec(plain)?.[1];
  if (western !== undefined) return Number(western);
  const [, era, count] = /^(令和?|R|平成?|H)(\d{1,2}|元)$/i.exec(plain) ?? [];
  if (era === undefined || count === undefined) return undefined;
  return (/^[令R]/i.test(era) ? 2018 : 1988) + (count === "元" ? 1 : Number(count));
}

function findHead(cells: Cells): { at: number; columns: ReadonlyMap<Column, number> } {
  for (const [at, row] of cells.slice(0, 10).entries()) {
    const columns = new Map<Column, number>();
    for (const [index, text] of row.entries()) {
      const name = text.normalize("NFKC").replace(/[\s\ufeff]/gu, "");
      const column = (Object.keys(figureColumns) as Column[]).find((one) => figureColumns[one].includes(name));
      if (column !== undefined && !columns.has(column)) columns.set(column, index);
    }
    if (columns.has("indicator") && columns.has("value")) return { at, columns };
  }
  return { at: -1, columns: new Map(order.map((column, index) => [column, index])) };
}
