import { toAsciiDigits } from "../../../kernel/text/digits.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { parseJapaneseDate } from "../../../kernel/time/japanese-date.ts";

export type ClearingColumns = { readonly number: string; readonly amount: string; readonly paidOn: string };
export type ClearingLine = {
  /** As in the file: 1 is its first row. */
  readonly row: number;
  readonly number: string;
  readonly amount: number;
  readonly paidOn: CivilDate;
};

/** What is wrong, and in which row. `row` 0: the file as a whole. */
export type FileMistake = {
  readonly row: number;
  readonly what: "no-heading" | "no-lines" | "number" | "amount" | "day" | "twice";
  readonly text: string;
};

export type ClearingFile =
  | { readonly ok: true; readonly lines: readonly ClearingLine[] }
  | { readonly ok: false; readonly mistakes: readonly FileMistake[] };

const mostLines = 20_000;
const mostYen = 10_000_000;

/**
 * The rows of a bank's file, by the headings that the city has named; other columns, rows before the heading and empty
 * rows count for nothing. All rows or none: each mistake is named with its row.
 */
export function readClearing(cells: readonly (readonly string[])[], columns: ClearingColumns): ClearingFile {
  const names = [columns.number, columns.amount, columns.paidOn];
  const heading = cells.findIndex((row) => names.every((name) => row.some((cell) => clean(cell) === clean(name))));
  if (heading < 0) return { ok: false, mistakes: [{ row: 0, what: "no-heading", text: names.join("、") }] };
  const [number = 0, amount = 0, paidOn = 0] = names.map((name) =>
    (cells[heading] ?? []).findIndex((cell) => clean(cell) === clean(name)),
  );
  const mistakes: FileMistake[] = [];
  const lines: ClearingLine[] = [];
  const seen = new Set<string>();
  for (const [index, cell] of cells.slice(heading + 1).entries()) {
    const row = heading + 2 + index;
    if (cell.every((text) => clean(text) === "")) continue;
    const line = readLine({ number: cell[number], amount: cell[amount], paidOn: cell[paidOn] });
    const wrong = (what: FileMistake["what"], text = "") => void mistakes.push({ row, what, text: text.slice(0, 40) });
    if (line.number === undefined) wrong("number", cell[number]);
    else if (line.amount === undefined) wrong("amount", cell[amount]);
    else if (line.paidOn === undefined) wrong("day", cell[paidOn]);
    else if (seen.has(line.number)) wrong("twice", line.number);
    else {
      seen.add(line.number);
      lines.push({ row, number: line.number, amount: line.amount, paidOn: line.paidOn });
    }
  }
  if (mistakes.length === 0 && (lines.length === 0 || lines.length > mostLines))
    return { ok: false, mistakes: [{ row: 0, what: "no-lines", text: String(lines.length) }] };
  return mistakes.length > 0 ? { ok: false, mistakes } : { ok: true, lines };
}

/** Each value, or undefined if it cannot be read. A number keeps what is not ours: it is shown as unknown. */
function readLine(cell: { number: string | undefined; amount: string | undefined; paidOn: string | undefined }) {
  const number = clean(cell.number ?? "").replace(/[-\s]/g, "");
  const yen = clean(cell.amount ?? "").replace(/[¥,\s円]/g, "");
  const day = clean(cell.paidOn ?? "");
  // Banks write 20261204 and Excel 2026-12-04.
  const plain = /^(\d{4})(\d{2})(\d{2})$/.exec(day);
  const date = parseJapaneseDate(plain === null ? day : `${plain[1]}-${plain[2]}-${plain[3]}`);
  const amount = /^\d{1,9}(\.0+)?$/.test(yen) ? Number(yen) : Number.NaN;
  return {
    number: /^[0-9A-Za-z]{1,40}$/.test(number) ? number : undefined,
    amount: amount > 0 && amount <= mostYen ? amount : undefined,
    paidOn: date.ok ? date.value.date : undefined,
  };
}

const clean = (text: string) => toAsciiDigits(text).normalize("NFKC").trim();

export type Finding = "booked" | "unknown-number" | "too-much" | "too-little" | "paid-already";

/** What a line means for the payment that its number names. Only the exact amount of an unpaid one is booked by itself. */
export function findingOf(
  line: { readonly amount: number },
  payment: { readonly amount: number; readonly isPaid: boolean; readonly isReplaced: boolean } | undefined,
): Finding {
  if (payment === undefined) return "unknown-number";
  if (payment.isPaid || payment.isReplaced) return "paid-already";
  if (line.amount === payment.amount) return "booked";
  return line.amount > payment.amount ? "too-much" : "too-little";
}
