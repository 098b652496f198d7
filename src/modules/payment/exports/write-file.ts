import { workbookType, writeWorkbook } from "../../../kernel/files/write-workbook.ts";
import { Refusal } from "../../../kernel/refusal.ts";
import { csvMark, writeCsv } from "../../../kernel/text/csv.ts";
import { encodeShiftJis } from "../../../kernel/text/shift-jis.ts";
import type { ExportCell } from "./cells.ts";
import type { ExportDefinition } from "./definition.ts";

export type ExportFile = { readonly type: string; readonly ending: "csv" | "xlsx"; readonly bytes: Uint8Array };

/** Both writers make harmless what a spreadsheet would run as a formula. */
export async function writeExportFile(
  { columns, format, heading, name }: ExportDefinition,
  rows: readonly (readonly ExportCell[])[],
): Promise<ExportFile> {
  const all = heading ? [columns.map(({ title }) => title), ...rows] : rows;
  if (format === "excel") {
    const sheet = { name: name.replace(/[\\/?*[\]:]/g, " ").slice(0, 31), rows: all, widths: columns.map(() => 18) };
    const bytes = await writeWorkbook([{ ...sheet, ...(heading ? { headRows: 1 } : {}) }]);
    return { type: workbookType, ending: "xlsx", bytes };
  }
  const marked = writeCsv(all);
  const text = marked.slice(csvMark.length);
  if (format !== "csv-shift-jis") {
    const bytes = new TextEncoder().encode(format === "csv-utf-8-bom" ? marked : text);
    return { type: "text/csv; charset=utf-8", ending: "csv", bytes };
  }
  const encoded = encodeShiftJis(text);
  if (!encoded.ok) throw new Refusal("payment.staff-export-letter", { params: { letter: encoded.letter } });
  return { type: "text/csv; charset=shift_jis", ending: "csv", bytes: encoded.bytes };
}
