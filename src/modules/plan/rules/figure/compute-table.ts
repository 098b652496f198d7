import type { Computed, Formula, RowProblem } from "../formulas/index.ts";

type Cells = readonly (readonly string[])[];

/** A formula over a table whose first row is its head. Names of columns may stand in any order, full-width or with spaces. */
export function computeTable(
  formula: Formula,
  cells: Cells,
  year: number,
):
  | { readonly ok: true; readonly computed: Computed; readonly rows: readonly Readonly<Record<string, string>>[] }
  | { readonly ok: false; readonly problems: readonly RowProblem[] } {
  const plain = (text: string) => text.normalize("NFKC").replace(/[\s\ufeff]/gu, "");
  const [head = [], ...rest] = cells;
  const places = formula.columns.flatMap(({ name }) => {
    const index = head.findIndex((cell) => plain(cell) === plain(name));
    return index === -1 ? [] : [{ name, index }];
  });
  const rows = rest.map((row) => Object.fromEntries(places.map(({ name, index }) => [name, row[index] ?? ""])));
  const computed = formula.compute(rows, { year });
  return computed.ok ? { ok: true, computed, rows } : { ok: false, problems: computed.problems };
}
