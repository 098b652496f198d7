import { bold, writeWorkbook } from "../../../kernel/files/write-workbook.ts";
import { codeColumn, listAnswerFields } from "../rules/evaluation/answer-table.ts";
import type { Sheet, SheetForm } from "../types/evaluation.ts";

/** The sheets as a table to be filled in: read again as it is, it changes nothing. */
export async function writeAnswerTable(form: SheetForm, sheets: readonly Sheet[]): Promise<Uint8Array> {
  const fields = listAnswerFields(form);
  const rows = [
    [codeColumn, ...fields.map(({ label }) => label.ja)].map(bold),
    ...sheets.map(({ subject, answers }) => [
      subject,
      ...fields.map(({ id, options }) => {
        const typed = answers[id] ?? "";
        return options.find((option) => option.value === typed)?.label.ja ?? typed;
      }),
    ]),
  ];
  return writeWorkbook([{ name: form.id, rows, widths: [12, ...fields.map(() => 40)] }]);
}
