export type Cell = string | number | boolean | null | undefined;

/**
 * A CSV file for spreadsheets (RFC 4180): every text in quotes, CRLF, a byte order mark so that Excel reads it as UTF-8. Text that
 * a spreadsheet would run as a formula is made harmless.
 */
export function writeCsv(rows: Iterable<readonly Cell[]>): string {
  let text = csvMark;
  for (const row of rows) text += writeCsvRow(row);
  return text;
}

/** What a file begins with, so that Excel reads it as UTF-8. For a file that is written row by row. */
export const csvMark = "\ufeff";

export function writeCsvRow(row: readonly Cell[]): string {
  return `${row.map(writeCell).join(",")}\r\n`;
}

/**
 * Puts ' before a text that begins like a formula. Spreadsheets run such a cell when the file is opened, and it can send the
 * other cells away (OWASP "CSV injection"). Full-width signs count: Japanese input methods turn them into the plain ones.
 */
export function neutraliseCell(text: string): string {
  return beginsLikeFormula(text) ? `'${text}` : text;
}

export function beginsLikeFormula(text: string): boolean {
  return /^(?:[\t\r\n]|[\s\ufeff]*[=+\-@|%＝＋－＠−])/u.test(text);
}

function writeCell(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell !== "string") return String(cell);
  return `"${neutraliseCell(cell).replaceAll('"', '""')}"`;
}
