import { bold, writeWorkbook } from "../../../kernel/files/write-workbook.ts";
import { writeCsv } from "../../../kernel/text/csv.ts";
import { columnNames, stageNames } from "../rules/budget/read-table.ts";
import { type BudgetRow, budgetSources } from "../types/budget.ts";

/** A project as a file names it: its code is what is read again, its name is for people. */
export type NamedProject = { readonly code: string; readonly name: string };

const head = (): string[] => [
  columnNames.project[0] ?? "",
  "事業名",
  columnNames.year[0] ?? "",
  columnNames.stage[0] ?? "",
  ...budgetSources.map((source) => columnNames[source][0] ?? ""),
  columnNames.total[0] ?? "",
];

/** The unit stands first, so that nobody has to guess it. */
const unitLine = "単位：円";

/** What is written can be read again, and changes nothing then. */
function cellsOf(rows: readonly BudgetRow[], names: ReadonlyMap<string, string>): (string | number)[][] {
  return rows.map(({ project, year, stage, funding, total }) => [
    project,
    names.get(project) ?? "",
    year,
    stageNames[stage][0] ?? "",
    ...budgetSources.map((source) => funding[source]),
    total,
  ]);
}

export function writeBudgetCsv(rows: readonly BudgetRow[], names: ReadonlyMap<string, string>): string {
  return writeCsv([[unitLine], head(), ...cellsOf(rows, names)]);
}

/** An Excel file: the amounts, and on a second sheet the codes of all projects. Without rows it is the template. */
export async function writeBudgetXlsx(
  rows: readonly BudgetRow[],
  projects: readonly NamedProject[],
): Promise<Uint8Array> {
  const names = new Map(projects.map(({ code, name }) => [code, name]));
  const amounts = cellsOf(rows, names).map((row) =>
    row.map((value, index) => (typeof value === "number" && index !== 2 ? { value, format: "#,##0" } : value)),
  );
  const codes = [[columnNames.project[0] ?? "", "事業名"].map(bold), ...projects.map(({ code, name }) => [code, name])];
  const widths = [14, 36, 8, 8, ...Array<number>(6).fill(15)];
  return writeWorkbook([
    { name: "予算", rows: [[unitLine], head().map(bold), ...amounts], widths, headRows: 2 },
    { name: "事業の一覧", rows: codes, widths },
  ]);
}
