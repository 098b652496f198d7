import { parseJapaneseDate } from "../../../../kernel/time/japanese-date.ts";
import type { WordParams } from "../../types/words.ts";
import { parseFigure } from "../figure/parse.ts";
import type { Cells, Column, Row, RowProblem, Uncomputable } from "./types.ts";

type Read = { readonly ok: true; readonly rows: readonly Cells[] } | Uncomputable;

/** Every cell by its column's type. Rows in which nothing is written are passed over. */
export function readRows(columns: readonly Column[], rows: readonly Row[]): Read {
  const written = rows
    .map((row, place) => ({ row, number: place + 2 }))
    .filter(({ row }) => columns.some(({ name }) => (row[name] ?? "").trim() !== ""));
  if (written.length === 0) return refuseRows([problem(undefined, undefined, "plan.rule.row.no-rows")]);
  const missing = columns.filter(
    ({ name, isRequired }) => isRequired !== false && rows.every((row) => row[name] === undefined),
  );
  if (missing.length > 0) {
    return refuseRows(missing.map(({ name }) => problem(undefined, name, "plan.rule.row.no-column", { column: name })));
  }
  const problems: RowProblem[] = [];
  const read = written.map(({ row, number }): Cells => {
    const cells = new Map<string, string>();
    for (const column of columns) {
      const found = readCell(column, row[column.name] ?? "");
      if (typeof found === "string") cells.set(column.name, found);
      else problems.push(problem(number, column.name, found.key, { column: column.name, ...found.params }));
    }
    return { row: number, cell: (name) => cells.get(name) ?? "" };
  });
  return problems.length > 0 ? refuseRows(problems) : { ok: true, rows: read };
}

export function problem(
  row: number | undefined,
  column: string | undefined,
  key: string,
  params: WordParams = {},
): RowProblem {
  return { row, column, words: { key, params } };
}

export function refuseRows(problems: readonly RowProblem[]): Uncomputable {
  return { ok: false, problems };
}

type Wrong = { readonly key: string; readonly params?: WordParams };

function readCell(column: Column, typed: string): string | Wrong {
  const text = typed.normalize("NFKC").trim();
  if (text === "") return column.isRequired === false ? "" : { key: "plan.rule.row.empty" };
  if (column.type === "text") return text;
  if (column.type === "choice") {
    const options = column.options ?? [];
    return options.includes(text) ? text : { key: "plan.rule.row.choice", params: { options: options.join("、") } };
  }
  if (column.type === "day") {
    const day = parseJapaneseDate(text);
    return day.ok ? day.value.date : { key: day.reason.key, params: day.reason.params };
  }
  const figure = parseFigure(text);
  if (!figure.ok) return { key: figure.reason.key, params: figure.reason.params };
  const { value } = figure;
  if (column.type === "decimal") return value;
  if (!/^\d+$/.test(value)) return { key: "plan.rule.row.whole" };
  return column.type === "score" && Number(value) > 10 ? { key: "plan.rule.row.score" } : value;
}
