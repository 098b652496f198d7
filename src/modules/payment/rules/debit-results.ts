import { toAsciiDigits } from "../../../kernel/text/digits.ts";

export type DebitResult = {
  readonly row: number;
  readonly customer: string;
  readonly amount: number;
  /** 振替結果コード: 0 is taken. */
  readonly code: string;
};

export type ResultTable =
  | { readonly ok: true; readonly lines: readonly DebitResult[] }
  | { readonly ok: false; readonly row: number };

/** As banks call them; the list that goes out has the same, so that it can come back. */
export const headings = ["顧客番号", "金額", "振替結果"] as const;

/** A bank's results as a table with the columns 顧客番号, 金額 and 振替結果 (the code). The first bad row ends it. */
export function readResultTable(cells: readonly (readonly string[])[]): ResultTable {
  const top = cells.findIndex((row) => headings.every((name) => row.some((cell) => cell.trim() === name)));
  if (top < 0) return { ok: false, row: 1 };
  const [customer = 0, amount = 0, code = 0] = headings.map((name) =>
    (cells[top] ?? []).findIndex((cell) => cell.trim() === name),
  );
  const lines: DebitResult[] = [];
  for (const [index, cell] of cells.slice(top + 1).entries()) {
    if (cell.every((text) => text.trim() === "")) continue;
    const row = top + 2 + index;
    const read = (at: number) => toAsciiDigits(cell[at] ?? "").trim();
    const yen = read(amount).replace(/[¥,\s円]/g, "");
    // Spreadsheets drop the zeros in front.
    if (!/^\d{1,12}$/.test(read(customer)) || !/^\d{1,8}$/.test(yen) || !/^[0123489]$/.test(read(code)))
      return { ok: false, row };
    lines.push({ row, customer: read(customer).padStart(12, "0"), amount: Number(yen), code: read(code) });
  }
  return lines.length === 0 ? { ok: false, row: top + 1 } : { ok: true, lines };
}

export type Matched<Item> =
  | { readonly ok: true; readonly pairs: readonly { readonly item: Item; readonly line: DebitResult }[] }
  | { readonly ok: false; readonly rows: readonly number[]; readonly missing: number };

/**
 * Each line to one item of the list, by customer and amount, and each item to one line: a file of another list, or half
 * of one, matches nothing.
 */
export function matchResults<Item extends { readonly customerNumber: string; readonly amount: number }>(
  items: readonly Item[],
  lines: readonly DebitResult[],
): Matched<Item> {
  const left = [...items];
  const pairs: { item: Item; line: DebitResult }[] = [];
  const rows: number[] = [];
  for (const line of lines) {
    const index = left.findIndex(
      ({ customerNumber, amount }) => customerNumber === line.customer && amount === line.amount,
    );
    const [item] = index < 0 ? [] : left.splice(index, 1);
    if (item === undefined) rows.push(line.row);
    else pairs.push({ item, line });
  }
  return rows.length > 0 || left.length > 0 ? { ok: false, rows, missing: left.length } : { ok: true, pairs };
}
