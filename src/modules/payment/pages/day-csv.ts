import type { View } from "../../../kernel/http/view.ts";
import { writeCsv } from "../../../kernel/text/csv.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { wallTimeOf } from "../../../kernel/time/instant.ts";
import { receiptNumber } from "../rules/cash.ts";
import type { CashEntry } from "../store/cash-days.ts";

/** The day's movements for a spreadsheet; cells that look like formulas are made harmless. No names. */
export function dayCsv({ t, city }: View, day: CivilDate, entries: readonly CashEntry[]): string {
  const head = [
    t.text("payment.desk.day"),
    t.text("payment.desk.time"),
    t.text("payment.receipt-number"),
    t.text("payment.what"),
    t.text("payment.desk.charged"),
    t.text("payment.desk.refunded"),
  ];
  const rows = entries.map((entry) => [
    day,
    wallTimeOf(entry.at, city.config.zone),
    entry.receiptYear === undefined || entry.receiptNumber === undefined
      ? ""
      : receiptNumber(entry.receiptYear, entry.receiptNumber),
    entry.description,
    entry.kind === "charge" ? entry.amount : null,
    entry.kind === "refund" ? entry.amount : null,
  ]);
  return writeCsv([head, ...rows]);
}
