import { type CellText, columnLetters, readWorkbook, type WorkbookSheet } from "../../../../kernel/files/workbook.ts";
import { type Path, type Place, type Problem, problemAt, type ReadFile } from "./finding.ts";
import { type Column, type SheetShape, sheetShapes } from "./sheets.ts";

type Built = Record<string, unknown>;

/** A plan's Excel file as an untyped document, in which every value knows its cell. */
export async function readPlanXlsx(bytes: Uint8Array): Promise<ReadFile> {
  const workbook = await readWorkbook(bytes);
  if (!workbook.ok) {
    const place = { line: 1, column: 1 };
    return { ok: false, problems: [problemAt(place, { message: `workbook-${workbook.reason}` })] };
  }
  const problems: Problem[] = [];
  const places = new Map<string, Place>();
  const document: Built = {};
  for (const shape of sheetShapes) {
    const sheet = workbook.sheets.find(({ name }) => name.trim() === shape.name);
    const isNeeded = shape.list === undefined || shape.list === "levels" || shape.list === "nodes";
    if (sheet !== undefined) readSheet(sheet, shape, document, places, problems);
    else if (isNeeded) {
      const place = { sheet: shape.name, row: 1, column: "A", columnName: undefined };
      problems.push(problemAt(place, { message: "sheet-missing" }));
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: document, placeOf: (path) => placeOf(places, path) };
}

function readSheet(
  sheet: WorkbookSheet,
  shape: SheetShape,
  document: Built,
  places: Map<string, Place>,
  problems: Problem[],
): void {
  const [head = [], ...rows] = sheet.rows;
  const used = head.map((cell, index) => {
    const heading = String(cell ?? "").trim();
    const column = shape.columns.find(({ name }) => name === heading);
    const place = { sheet: shape.name, row: 1, column: columnLetters(index), columnName: heading };
    if (column === undefined && heading !== "")
      problems.push(problemAt(place, { message: "unknown-column", params: { name: heading } }));
    return column;
  });
  for (const [index, column] of used.entries()) {
    if (column === undefined || used.indexOf(column) === index) continue;
    const place = { sheet: shape.name, row: 1, column: columnLetters(index), columnName: column.name };
    problems.push(problemAt(place, { message: "column-twice", params: { name: column.name } }));
  }
  if (shape.list !== undefined) document[shape.list] = [];
  for (const [number, cells] of rows.entries()) {
    if (cells.every((cell) => cell === undefined || String(cell).trim() === "")) continue;
    const row = number + 2;
    const list = shape.list === undefined ? undefined : (document[shape.list] as Built[]);
    if (list === undefined && places.has("")) {
      const place = { sheet: shape.name, row, column: "A", columnName: undefined };
      problems.push(problemAt(place, { message: "one-row-only" }));
      continue;
    }
    const base: Path = list === undefined || shape.list === undefined ? [] : [shape.list, list.length];
    const target = list === undefined ? document : {};
    list?.push(target);
    places.set(base.join("/"), { sheet: shape.name, row, column: "A", columnName: undefined });
    for (const [index, column] of used.entries()) {
      if (column === undefined) continue;
      const place = { sheet: shape.name, row, column: columnLetters(index), columnName: column.name };
      const headPath = [...base, ...column.path.filter((step) => step !== "*")];
      places.set(headPath.join("/"), place);
      putCell(target, base, column, cells[index], place, places);
    }
  }
}

/** Puts what a cell says where its column says; nothing for an empty one. */
function putCell(
  row: Built,
  base: Path,
  column: Column,
  cell: CellText,
  place: Place,
  places: Map<string, Place>,
): void {
  if (cell === undefined || String(cell).trim() === "") return;
  const at = column.path.indexOf("*");
  if (at < 0) {
    put(row, column.path, readValue(column, cell));
    return;
  }
  const whole = String(cell);
  const words =
    column.apart === undefined ? whole.split(/\r\n?|\n/) : whole.split(/[、,，\s]+/).filter((word) => word !== "");
  for (const [item, word] of words.entries()) {
    if (word.trim() === "") continue;
    const path = [...column.path.slice(0, at), item, ...column.path.slice(at + 1)];
    places.set([...base, ...path].join("/"), place);
    put(row, path, readValue(column, word));
  }
}

function readValue({ kind, choices }: Column, cell: string | boolean): unknown {
  if (typeof cell === "boolean") return kind === "flag" ? cell : String(cell);
  const plain = cell.normalize("NFKC").trim();
  if (kind === "integer") return /^-?\d{1,12}(\.0+)?$/.test(plain) ? Number(plain) : cell;
  if (kind === "decimal") return plainDigits(plain);
  if (kind === "flag") return flags.get(plain.toLowerCase()) ?? cell;
  if (kind === "choice") return Object.entries(choices ?? {}).find(([, name]) => name === plain)?.[0] ?? plain;
  return cell;
}

const flags = new Map<string, boolean>([
  ...["はい", "○", "〇", "true", "yes", "1"].map((word) => [word, true] as const),
  ...["いいえ", "×", "false", "no", "0"].map((word) => [word, false] as const),
]);

/** Excel writes 28.000000000000004 and 1.0E-2 where 28 and 0.01 were typed: 15 digits are what it knows (IEEE 754). */
function plainDigits(text: string): string {
  const isLong = /^-?[\d.]+$/.test(text) && text.replace(/\D/g, "").length > 15 && text.includes(".");
  const isPower = /^-?\d(\.\d+)?e[+-]?\d{1,3}$/i.test(text);
  if (!isLong && !isPower) return text;
  return String(Number(Number(text).toPrecision(15)));
}

function put(row: Built, path: readonly (string | number)[], value: unknown): void {
  let at: Built = row;
  for (const [depth, step] of path.slice(0, -1).entries()) {
    at[step] ??= typeof path[depth + 1] === "number" ? [] : {};
    at = at[step] as Built;
  }
  at[path.at(-1) as string] = value;
}

/** The cell of the deepest part of the path that has one. */
function placeOf(places: ReadonlyMap<string, Place>, path: Path): Place {
  for (let length = path.length; length >= 0; length--) {
    const found =
      places.get(path.slice(0, length).join("/")) ??
      places.get(
        path
          .slice(0, length)
          .filter((step, at) => at < 2 || typeof step !== "number")
          .join("/"),
      ) ??
      places.get([...path.slice(0, length), "ja"].join("/"));
    if (found !== undefined) return found;
  }
  return {
    sheet: sheetShapes.find(({ list }) => list === path[0])?.name ?? sheetShapes[0]?.name ?? "",
    row: 1,
    column: "A",
    columnName: undefined,
  };
}
