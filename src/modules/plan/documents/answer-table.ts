import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import { codeColumn, listAnswerFields } from "../rules/evaluation/answer-table.ts";
import type { Sheet, SheetForm } from "../types/evaluation.ts";

/**
 * The sheets as a table to be filled in: read again as it is, it changes nothing. A cell of an Excel file that is marked as text is
 * never run, whatever it begins with; so nothing is put before the words.
 */
export async function writeAnswerTable(form: SheetForm, sheets: readonly Sheet[]): Promise<Uint8Array> {
  const fields = listAnswerFields(form);
  const rows: SheetData = [
    [codeColumn, ...fields.map(({ label }) => label.ja)].map((value) => ({ value, fontWeight: "bold" as const })),
    ...sheets.map(({ subject, answers }) => [
      { value: subject, type: String },
      ...fields.map(({ id, options }) => {
        const typed = answers[id] ?? "";
        const value = options.find((option) => option.value === typed)?.label.ja ?? typed;
        return value === "" ? null : { value, type: String };
      }),
    ]),
  ];
  return writeXlsxFile(rows, { columns: [{ width: 12 }, ...fields.map(() => ({ width: 40 }))] }).toBuffer();
}
