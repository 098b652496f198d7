import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { type BankAccount, isBankText } from "./bank-account.ts";

/**
 * 口座振替 in 全銀協規定形式: records of 120 bytes, each letter one byte (JIS X 0201), with CR LF between them. Header 1,
 * data 2, trailer 8, end 9. The bank sends the same file back with its results.
 */
export type DebitCompany = {
  readonly company: string;
  readonly companyName: string;
  readonly bank: string;
  readonly bankName: string;
  readonly branch: string;
  readonly branchName: string;
  readonly kind: "ordinary" | "current";
  readonly number: string;
};

export type DebitLine = { readonly account: BankAccount; readonly amount: number; readonly customer: string };

const kinds: Readonly<Record<BankAccount["kind"], string>> = { ordinary: "1", current: "2", savings: "3" };

/** The bytes of the file. Throws if something does not fit into its place: a shifted record is another person's account. */
export function writeDebitFile(company: DebitCompany, withdrawOn: CivilDate, lines: readonly DebitLine[]): Uint8Array {
  const [, month = "", day = ""] = withdrawOn.split("-");
  const header = [
    "1",
    "91",
    "0",
    digits(company.company, 10),
    letters(company.companyName, 40),
    digits(`${month}${day}`, 4),
    digits(company.bank, 4),
    letters(company.bankName, 15),
    digits(company.branch, 3),
    letters(company.branchName, 15),
    kinds[company.kind],
    digits(company.number, 7),
    letters("", 17),
  ];
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  const trailer = ["8", digits(lines.length, 6), digits(total, 12), digits(0, 36), letters("", 65)];
  const records = [header, ...lines.map(dataRecord), trailer, ["9", letters("", 119)]];
  return encode(records.map((fields) => `${record(fields)}\r\n`).join(""));
}

function dataRecord({ account, amount, customer }: DebitLine): string[] {
  return [
    "2",
    digits(account.bank, 4),
    letters("", 15),
    digits(account.branch, 3),
    letters("", 15),
    letters("", 4),
    kinds[account.kind],
    digits(account.number, 7),
    letters(account.holder, 30),
    digits(amount, 10),
    // 新規コード: 0, neither the first time nor changed
    "0",
    // 顧客番号: digits to the right, zeros before
    digits(customer, 20),
    // 振替結果コード: 0 until the bank writes its own
    "0",
    letters("", 8),
  ];
}

export type DebitResultLine = {
  readonly row: number;
  readonly customer: string;
  readonly amount: number;
  /** 0 taken · 1 no money · 2 no account · 3 stopped by the payer · 4 no agreement · 8 stopped by the city · 9 other */
  readonly code: string;
};

export type DebitResultFile =
  | { readonly ok: true; readonly withdrawOn: string; readonly lines: readonly DebitResultLine[] }
  | { readonly ok: false; readonly row: number };

/** True if these bytes look like 全銀協規定形式: a header of 口座振替. */
export function isDebitFile(bytes: Uint8Array): boolean {
  return bytes.length >= 120 && Buffer.from(bytes.subarray(0, 3)).toString("latin1") === "191";
}

/** The file that came back. Count and sum must be those of its trailer, else no row counts. */
export function readDebitResults(bytes: Uint8Array): DebitResultFile {
  const text = Buffer.from(bytes).toString("latin1");
  const rows = text.includes("\n") ? text.split(/\r?\n/).filter((row) => row !== "") : (text.match(/.{1,120}/gs) ?? []);
  const lines: DebitResultLine[] = [];
  let withdrawOn = "";
  let isClosed = false;
  for (const [index, line] of rows.entries()) {
    const row = index + 1;
    const wrong = { ok: false, row } as const;
    if (line === "\u001a") continue;
    if (line.length !== 120) return wrong;
    if (line[0] === "1" && index === 0) withdrawOn = line.slice(54, 58);
    else if (line[0] === "2" && index > 0 && !isClosed) {
      const [amount, customer, code] = [line.slice(80, 90), line.slice(91, 111).trim(), line[111] ?? ""];
      if (!/^\d{10}$/.test(amount) || !/^\d{1,20}$/.test(customer) || !/^[0123489]$/.test(code)) return wrong;
      lines.push({ row, customer: customer.slice(-12), amount: Number(amount), code });
    } else if (line[0] === "8" && !isClosed) {
      const total = lines.reduce((sum, { amount }) => sum + amount, 0);
      if (Number(line.slice(1, 7)) !== lines.length || Number(line.slice(7, 19)) !== total) return wrong;
      isClosed = true;
    } else if (line[0] !== "9" || !isClosed) return wrong;
  }
  return isClosed && lines.length > 0 ? { ok: true, withdrawOn, lines } : { ok: false, row: rows.length };
}

function digits(value: string | number, length: number): string {
  const text = String(value);
  if (!/^\d+$/.test(text) || text.length > length)
    throw new RangeError(`${text.length} digits do not fit into ${length}`);
  return text.padStart(length, "0");
}

function letters(text: string, length: number): string {
  if (!isBankText(text) || text.length > length) throw new RangeError(`a text does not fit into ${length} letters`);
  return text.padEnd(length, " ");
}

function record(fields: readonly string[]): string {
  const text = fields.join("");
  if (text.length !== 120) throw new RangeError(`a record of ${text.length} letters`);
  return text;
}

/** JIS X 0201: half-width kana are one byte, U+FF61 is 0xA1. */
function encode(text: string): Uint8Array {
  return Uint8Array.from(text, (one) => {
    const code = one.charCodeAt(0);
    return code >= 0xff61 ? code - 0xff61 + 0xa1 : code;
  });
}
