import type { Sheet, SheetField, SheetForm } from "../../types/evaluation.ts";
import { listFields } from "./fields.ts";
import { inputName, readAnswers } from "./posted.ts";

/** The first column of a file of answers: 施策 or 事業 by its number. */
export const codeColumn = "番号";

export type AnswerTableProblem = {
  /** As the spreadsheet counts. */
  readonly row: number;
  readonly code: "columns" | "unknown" | "not-writing" | "twice" | "field";
  readonly what: string;
};

export type AnsweredSheet = Pick<Sheet, "id" | "version" | "answers">;

/** The columns of a form: what fills itself has none, because it cannot be typed over. */
export function listAnswerFields(form: SheetForm): readonly SheetField[] {
  return listFields(form).filter(({ kind }) => kind !== "auto");
}

/**
 * Rows of a spreadsheet → sheets with new words. A column is known by the field's id or its name; an empty cell leaves what is
 * there. A choice may be written as its word. Every problem is named with its row; with one of them nothing is taken.
 */
export function readAnswerTable(
  form: SheetForm,
  sheets: readonly Sheet[],
  cells: readonly (readonly string[])[],
): { readonly changed: readonly AnsweredSheet[]; readonly problems: readonly AnswerTableProblem[] } {
  const [head = [], ...rows] = cells;
  const fields = listAnswerFields(form);
  const columns = head.slice(1).map((name) => fields.find(({ id, label }) => [id, label.ja].includes(name.trim())));
  const strange = head.slice(1).filter((name, at) => name.trim() !== "" && columns[at] === undefined);
  if (head[0]?.trim() !== codeColumn || strange.length > 0) {
    return { changed: [], problems: [{ row: 1, code: "columns", what: strange[0] ?? head[0] ?? "" }] };
  }
  const byCode = new Map(sheets.map((sheet) => [sheet.subject, sheet]));
  const seen = new Set<string>();
  const changed: AnsweredSheet[] = [];
  const problems: AnswerTableProblem[] = [];
  for (const [at, cellsOfRow] of rows.entries()) {
    const subject = (cellsOfRow[0] ?? "").trim();
    if (cellsOfRow.every((cell) => cell.trim() === "")) continue;
    const problem = (code: AnswerTableProblem["code"], what: string) => problems.push({ row: at + 2, code, what });
    const sheet = byCode.get(subject);
    if (sheet === undefined) problem("unknown", subject);
    else if (seen.has(subject)) problem("twice", subject);
    else if (sheet.state !== "writing") problem("not-writing", subject);
    else {
      seen.add(subject);
      const sent = sentOf(columns, cellsOfRow.slice(1));
      const read = readAnswers(form, sent);
      for (const { name } of read.problems) problem("field", fields.find(({ id }) => id === name)?.label.ja ?? name);
      const answers = { ...sheet.answers, ...read.answers };
      const isNew = Object.entries(read.answers).some(([field, text]) => sheet.answers[field] !== text);
      if (isNew) changed.push({ id: sheet.id, version: sheet.version + 1, answers });
    }
  }
  return { changed, problems };
}

function sentOf(columns: readonly (SheetField | undefined)[], cells: readonly string[]): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const [at, field] of columns.entries()) {
    const text = cells[at] ?? "";
    if (field === undefined || text.trim() === "") continue;
    const option = field.options.find(({ label }) => label.ja === text.trim());
    sent[inputName(field)] = option?.value ?? text;
  }
  return sent;
}
