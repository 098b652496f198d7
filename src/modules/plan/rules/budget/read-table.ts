import type { Result } from "../../../../kernel/result.ts";
import type { BudgetSource, BudgetStage } from "../../types/budget.ts";
import { budgetSources } from "../../types/budget.ts";
import { type BudgetUnit, parseAmount, unitIn, unitWords, yenIn } from "./amount.ts";
import { totalOf } from "./cost.ts";
import { parseFiscalYear } from "./fiscal-year.ts";

/** A table as it stands in a file: rows from the first, cells as text. */
export type Cells = readonly (readonly string[])[];

export type BudgetLine = Readonly<Record<BudgetSource, number>> & {
  readonly project: string;
  readonly year: number;
  readonly stage: BudgetStage;
  readonly total: number;
};

export type TableProblem = {
  /** As the spreadsheet counts; undefined: the whole file. */
  readonly row: number | undefined;
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
};

export type ReadTable =
  | { readonly ok: true; readonly unit: BudgetUnit; readonly lines: readonly BudgetLine[] }
  | { readonly ok: false; readonly problems: readonly TableProblem[] };

type Column = "project" | "year" | "stage" | BudgetSource | "total";

/** What cities write over these columns. The first is ours. */
export const columnNames: Readonly<Record<Column, readonly string[]>> = {
  project: ["事業コード", "事業番号", "整理番号", "コード"],
  year: ["年度", "会計年度"],
  stage: ["区分", "予算区分", "段階"],
  national: ["国庫支出金", "国庫", "国支出金"],
  prefecture: ["県支出金", "都道府県支出金", "道支出金", "府支出金", "都支出金"],
  bond: ["地方債", "起債", "市債"],
  other: ["その他", "その他特定財源", "その他特財"],
  general: ["一般財源", "一財"],
  total: ["合計", "事業費", "事業費合計", "計"],
};

export const stageNames: Readonly<Record<BudgetStage, readonly string[]>> = {
  initial: ["当初", "当初予算", "当初予算額"],
  supplementary: ["補正", "補正予算", "補正額"],
  settled: ["決算", "決算額"],
};

/**
 * Reads a whole table or nothing: every mistake is named with its row. `unit` is what a person chose; the file's own word must
 * not contradict it, and without either nothing is read.
 */
export function readBudgetTable(
  cells: Cells,
  { unit, projects }: { readonly unit?: BudgetUnit | undefined; readonly projects: ReadonlySet<string> },
): ReadTable {
  const head = findHead(cells);
  if (head === undefined) return refuseAll("plan-budget.staff.file.no-head");
  const missing = (Object.keys(columnNames) as Column[]).filter((column) => !head.columns.has(column));
  if (missing.length > 0) {
    return refuseAll("plan-budget.staff.file.columns", {
      columns: missing.map((one) => columnNames[one][0]).join("、"),
    });
  }
  const stated = statedUnit(cells.slice(0, head.at + 1));
  if (stated === "other") return refuseAll("plan-budget.staff.file.unit-other");
  if (stated === "several") return refuseAll("plan-budget.staff.file.unit-several");
  const used = stated ?? unit;
  if (used === undefined) return refuseAll("plan-budget.staff.file.unit-missing");
  if (unit !== undefined && unit !== used) {
    return refuseAll("plan-budget.staff.file.unit-differs", { stated: unitWords[used], chosen: unitWords[unit] });
  }
  return readLines(cells, head, used, projects);
}

function readLines(cells: Cells, head: Head, unit: BudgetUnit, projects: ReadonlySet<string>): ReadTable {
  const lines: BudgetLine[] = [];
  const problems: TableProblem[] = [];
  const rowOf = new Map<string, number>();
  for (let at = head.at + 1; at < cells.length; at++) {
    const row = cells[at] ?? [];
    if (row.every((cell) => cell.trim() === "")) continue;
    const read = readLine((column) => row[head.columns.get(column) ?? -1] ?? "", unit, projects);
    const number = at + 1;
    if (!read.ok) {
      problems.push(...read.problems.map((problem) => ({ ...problem, row: number })));
      continue;
    }
    const { project, year, stage } = read.line;
    const key = `${project} ${year} ${stage}`;
    const earlier = rowOf.get(key);
    if (earlier !== undefined) {
      problems.push({ row: number, key: "plan-budget.staff.file.twice", params: { project, earlier } });
    }
    rowOf.set(key, number);
    lines.push(read.line);
  }
  if (problems.length > 0) return { ok: false, problems };
  return lines.length === 0 ? refuseAll("plan-budget.staff.file.empty") : { ok: true, unit, lines };
}

type Head = { readonly at: number; readonly columns: ReadonlyMap<Column, number> };

/** The first row in which a code and a year stand; what is above it are titles. */
function findHead(cells: Cells): Head | undefined {
  for (const [at, row] of cells.slice(0, 20).entries()) {
    const columns = new Map<Column, number>();
    for (const [index, cell] of row.entries()) {
      const column = (Object.keys(columnNames) as Column[]).find((one) => columnNames[one].includes(plainName(cell)));
      if (column !== undefined && !columns.has(column)) columns.set(column, index);
    }
    if (columns.has("project") && columns.has("year")) return { at, columns };
  }
  return undefined;
}

function plainName(cell: string): string {
  return cell
    .normalize("NFKC")
    .replace(/\s/gu, "")
    .replace(/[(].*$/u, "");
}

function statedUnit(rows: Cells): BudgetUnit | "other" | "several" | undefined {
  const found = new Set(rows.flat().flatMap((cell) => unitIn(cell) ?? []));
  return found.size > 1 ? "several" : [...found][0];
}

type ReadLine =
  | { readonly ok: true; readonly line: BudgetLine }
  | { readonly ok: false; readonly problems: readonly Omit<TableProblem, "row">[] };

function readLine(cellOf: (column: Column) => string, unit: BudgetUnit, projects: ReadonlySet<string>): ReadLine {
  const problems: Omit<TableProblem, "row">[] = [];
  const fail = (key: string, params: TableProblem["params"] = {}): undefined => {
    problems.push({ key, params });
    return undefined;
  };
  const take = <Value>(read: Result<Value>, params: TableProblem["params"]): Value | undefined =>
    read.ok ? read.value : fail(read.reason.key, { ...read.reason.params, ...params });

  const project = cellOf("project").normalize("NFKC").trim();
  if (project === "") fail("plan-budget.staff.file.no-project");
  else if (!projects.has(project)) fail("plan-budget.staff.file.unknown", { project });
  const year = take(parseFiscalYear(cellOf("year")), { typed: cellOf("year") });
  const stage = parseStage(cellOf("stage"));
  if (stage === undefined) fail("plan-budget.staff.file.stage", { typed: cellOf("stage") });

  const amountOf = (column: BudgetSource | "total"): number | undefined => {
    const typed = cellOf(column);
    const name = columnNames[column][0] ?? "";
    if (column === "total" && typed.trim() === "") return fail("plan-budget.staff.file.no-total");
    const amount = take(parseAmount(typed, unit), { typed, column: name });
    const isBelow = amount !== undefined && amount < 0 && stage !== undefined && stage !== "supplementary";
    return isBelow ? fail("plan-budget.staff.file.below-zero", { column: name }) : amount;
  };
  const [national, prefecture, bond, other, general] = budgetSources.map(amountOf);
  const total = amountOf("total");
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = [national, prefecture, bond, other, general];
  const funding = { national: a, prefecture: b, bond: c, other: d, general: e };
  if (problems.length === 0 && total !== undefined && totalOf(funding) !== total) {
    const [sum, stated] = [totalOf(funding), total].map((yen) => write(yen / yenIn[unit]));
    fail("plan-budget.staff.file.sum", { sum: sum ?? "", stated: stated ?? "", unit: unitWords[unit] });
  }
  if (problems.length > 0 || year === undefined || stage === undefined || total === undefined) {
    return { ok: false, problems };
  }
  return { ok: true, line: { project, year, stage, ...funding, total } };
}

function parseStage(text: string): BudgetStage | undefined {
  const plain = text.normalize("NFKC").replace(/\s/gu, "");
  return (Object.keys(stageNames) as BudgetStage[]).find((stage) => stageNames[stage].includes(plain));
}

function write(amount: number): string {
  return `${amount < 0 ? "−" : ""}${Math.abs(amount).toLocaleString("en-US")}`;
}

function refuseAll(key: string, params: TableProblem["params"] = {}): ReadTable {
  return { ok: false, problems: [{ row: undefined, key, params }] };
}
