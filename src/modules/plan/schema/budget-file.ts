import writeXlsxFile, { type SheetData } from "write-excel-file/node";
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
  const amounts: SheetData = [
    [{ value: unitLine }],
    head().map((value) => ({ value, fontWeight: "bold" })),
    ...cellsOf(rows, names).map((row) =>
      row.map((value, index) =>
        typeof value === "number" && index !== 2 ? { value, type: Number, format: "#,##0" } : { value },
      ),
    ),
  ];
  const codes: SheetData = [
    [
      { value: columnNames.project[0] ?? "", fontWeight: "bold" },
      { value: "事業名", fontWeight: "bold" },
    ],
    ...projects.map(({ code, name }) => [{ value: code }, { value: name }]),
  ];
  const wide = [{ width: 14 }, { width: 36 }, { width: 8 }, { width: 8 }, ...Array(6).fill({ width: 15 })];
  return writeXlsxFile([
    { sheet: "予算", data: amounts, columns: wide, stickyRowsCount: 2 },
    { sheet: "事業の一覧", data: codes, columns: wide },
  ]).toBuffer();
}
