import type { Path } from "./finding.ts";
import { listShapeFields } from "./shape-fields.ts";

/** The field that a misspelt one was meant to be: the nearest of those that can stand there, two letters away at most. */
export function findMeantField(path: Path): string | undefined {
  const key = String(path.at(-1) ?? "");
  const most = key.length < 5 ? 1 : 2;
  const near = fieldsBeside(path)
    .map((name) => ({ name, far: distance(key.toLowerCase(), name.toLowerCase()) }))
    .filter(({ far }) => far <= most)
    .toSorted((a, b) => a.far - b.far);
  return near[0]?.name;
}

/** Fields of the shape beside this one: `terms[].limits[].most` has `per` and `count`; conditions are the same everywhere. */
function fieldsBeside(path: Path): readonly string[] {
  const parent = path.slice(0, -1).map((step) => (typeof step === "number" ? "[]" : `.${step}`));
  const at = parent.join("").replace(/^\./, "");
  const place = /(^|\.)(when|is)$/.test(at) ? "when" : at.replace(/^articles\..*$/, "articles[*]");
  const prefix = place === "" ? "" : `${place}.`;
  return listShapeFields()
    .map(({ path: known }) => known)
    .filter((known) => known.startsWith(prefix) && !/[.[]/.test(known.slice(prefix.length)))
    .map((known) => known.slice(prefix.length));
}

/** How many letters are to be changed, put in, left out or exchanged with the next. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const [above, left, corner] = [rows[i - 1]?.[j] ?? 0, row[j - 1] ?? 0, rows[i - 1]?.[j - 1] ?? 0];
      const isExchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const exchanged = isExchanged ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(above + 1, left + 1, corner + (a[i - 1] === b[j - 1] ? 0 : 1), exchanged));
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? 0;
}
