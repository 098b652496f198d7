import { Refusal } from "../../../kernel/refusal.ts";
import { type CivilDate, partsOf } from "../../../kernel/time/civil-date.ts";
import { findEra } from "../../../kernel/time/eras.ts";
import { formatWareki } from "../../../kernel/time/format-date.ts";
import type { DateFormat, ExportColumn, ExportDefinition, ExportField } from "./definition.ts";

/** A row before it is formatted: days as CivilDate, amounts as whole yen. */
export type ExportRow = Readonly<Partial<Record<ExportField, string | number>>>;
export type ExportCell = string | number;

/** The rows as the definition wants them, without its titles. A value that has no code refuses the whole file. */
export function cellsOf({ columns, tables }: ExportDefinition, rows: readonly ExportRow[]): ExportCell[][] {
  return rows.map((row) => columns.map((column) => cellOf(column, tables, row)));
}

function cellOf(column: ExportColumn, tables: ExportDefinition["tables"], row: ExportRow): ExportCell {
  const { field, value, table, otherwise, date, number } = column;
  if (field === undefined) return value ?? "";
  const found = row[field] ?? "";
  if (table !== undefined) {
    const mapped = Object.hasOwn(tables[table] ?? {}, found) ? tables[table]?.[found] : otherwise;
    if (mapped === undefined)
      throw new Refusal("payment.staff-export-unmapped", { params: { table, value: String(found) } });
    return mapped;
  }
  if (typeof found === "number") return formatNumber(found, number ?? "plain", column.title);
  return isDateField(field) && found !== "" ? formatDay(found, date ?? "yyyy-MM-dd") : found;
}

const isDateField = (field: ExportField): boolean => field === "day" || field === "month";

/** Only `plain` is a number for spreadsheets. △ is how accounts write what is below zero, and no formula begins with it. */
export function formatNumber(
  amount: number,
  format: "plain" | "grouped" | { readonly digits: number },
  title: string,
): ExportCell {
  if (format === "plain") return amount;
  const digits = String(Math.abs(amount));
  if (format === "grouped") return `${amount < 0 ? "△" : ""}${digits.replace(/\B(?=(\d{3})+$)/g, ",")}`;
  if (amount < 0 || digits.length > format.digits)
    throw new Refusal("payment.staff-export-no-room", { params: { title, amount } });
  return digits.padStart(format.digits, "0");
}

export function formatDay(day: CivilDate, format: DateFormat): string {
  const { year, month, day: date } = partsOf(day);
  const two = (value: number) => String(value).padStart(2, "0");
  const era = findEra(day);
  const inEra = era === undefined ? year : year - era.base;
  switch (format) {
    case "yyyyMMdd":
      return day.replaceAll("-", "");
    case "yyyyMM":
      return day.slice(0, 7).replace("-", "");
    case "yyyy-MM-dd":
      return day;
    case "yyyy/MM/dd":
      return day.replaceAll("-", "/");
    case "wareki":
      return formatWareki(day);
    case "wareki-short":
      return `${era?.short[0] ?? ""}${inEra}.${two(month)}.${two(date)}`;
    case "wareki-digits":
      return `${String(inEra).padStart(3, "0")}${two(month)}${two(date)}`;
  }
}
