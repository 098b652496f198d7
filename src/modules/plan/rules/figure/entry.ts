import type { IndicatorDefinition } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";
import { formatFigure } from "../number.ts";
import { isNoFigure, parseFigure } from "./parse.ts";
import { type Doubt, doubtAbout } from "./plausible.ts";

/** One row of a grid, a pasted table or a file, as it was typed. */
export type TypedFigure = {
  /** The row as a person knows it: 「3行目」, or the indicator's name. */
  readonly where: string;
  /** The form's field in which it was typed. */
  readonly field: string;
  readonly indicator: string;
  readonly year: number;
  readonly value: string;
  readonly certainty: string;
  readonly source: string;
};

export type FigureEntry = {
  readonly where: string;
  readonly field: string;
  readonly indicatorId: string;
  readonly year: number;
  readonly value: Decimal;
  readonly certainty: "provisional" | "final";
  readonly source: string;
};

/** `code` is a refusal's code; `params` always has `where`. */
export type EntryProblem = {
  readonly field: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

export type EntryGround = {
  readonly indicators: readonly (Pick<
    IndicatorDefinition,
    "id" | "name" | "kind" | "unit" | "decimals" | "baseline" | "target"
  > & { readonly isTyped: boolean })[];
  /** The value before this year, by indicator. */
  readonly known: (indicatorId: string, year: number) => Decimal | undefined;
  /** The last year for which there can be a value. */
  readonly lastYear: number;
  /** A person has looked at what is implausible. */
  readonly isConfirmed: boolean;
};

export type ReadEntries =
  | { readonly ok: true; readonly entries: readonly FigureEntry[] }
  | { readonly ok: false; readonly problems: readonly EntryProblem[]; readonly hasDoubts: boolean };

/** All rows, or every problem with its row: nothing is taken of a table that has one. Rows without a value say nothing. */
export function readEntries(typed: readonly TypedFigure[], ground: EntryGround): ReadEntries {
  const entries: FigureEntry[] = [];
  const problems: EntryProblem[] = [];
  const places = new Map<string, string>();
  for (const row of typed) {
    if (isNoFigure(row.value)) continue;
    const read = readEntry(row, ground);
    if (!read.ok) {
      problems.push(read.problem);
      continue;
    }
    const key = `${read.entry.indicatorId} ${read.entry.year}`;
    const earlier = places.get(key);
    if (earlier !== undefined) problems.push(problem(row, "plan.staff-figure-twice", { earlier }));
    places.set(key, row.where);
    entries.push(read.entry);
  }
  if (problems.length === 0) return { ok: true, entries };
  return { ok: false, problems, hasDoubts: problems.some(({ code }) => Object.values(doubtCodes).includes(code)) };
}

const doubtCodes: Readonly<Record<Doubt, string>> = {
  "ten-times": "plan.staff-figure-doubt-ten-times",
  tenth: "plan.staff-figure-doubt-tenth",
  "over-hundred": "plan.staff-figure-doubt-over-hundred",
  negative: "plan.staff-figure-doubt-negative",
};

function readEntry(
  row: TypedFigure,
  ground: EntryGround,
): { ok: true; entry: FigureEntry } | { ok: false; problem: EntryProblem } {
  const refuse = (code: string, params: EntryProblem["params"] = {}) =>
    ({ ok: false, problem: problem(row, code, params) }) as const;
  const indicator = findIndicator(row.indicator, ground.indicators);
  if (indicator === undefined) return refuse("plan.staff-figure-indicator", { typed: row.indicator.slice(0, 100) });
  if (!indicator.isTyped) return refuse("plan.staff-figure-not-yours", { name: indicator.name.ja });
  if (row.year < indicator.baseline.year || row.year > ground.lastYear) return refuse("plan.staff-figure-year");
  const value = parseFigure(row.value, indicator.unit.ja);
  if (!value.ok)
    return refuse(valueCodes[value.reason.key] ?? "plan.staff-figure-number", { typed: row.value.slice(0, 40) });
  const certainty = parseCertainty(row.certainty);
  if (certainty === undefined) return refuse("plan.staff-figure-certainty", { typed: row.certainty.slice(0, 40) });
  const source = row.source.normalize("NFC").trim();
  if (source === "") return refuse("plan.staff-figure-source");
  if (source.length > 500) return refuse("plan.staff-figure-source-long");
  const known = ground.known(indicator.id, row.year) ?? indicator.baseline.value;
  const doubt = ground.isConfirmed ? undefined : doubtAbout(indicator, value.value, known);
  if (doubt !== undefined) {
    const write = (figure: Decimal) => formatFigure(figure, indicator.decimals, "ja");
    return refuse(doubtCodes[doubt], { value: write(value.value), known: write(known ?? "0") });
  }
  const { where, field, year } = row;
  return { ok: true, entry: { where, field, indicatorId: indicator.id, year, value: value.value, certainty, source } };
}

/** What the parser says, with the row. */
const valueCodes: Readonly<Record<string, string>> = {
  "plan-figure.staff.problem.separators": "plan.staff-figure-separators",
  "plan-figure.staff.problem.too-long": "plan.staff-figure-too-long",
};

function problem({ where, field }: TypedFigure, code: string, params: EntryProblem["params"]): EntryProblem {
  return { field, code, params: { where, ...params } };
}

/** By id, or by name as it is printed; spaces and width do not matter. */
function findIndicator<Indicator extends { id: string; name: { ja: string } }>(
  typed: string,
  indicators: readonly Indicator[],
): Indicator | undefined {
  const plain = (text: string) => text.normalize("NFKC").replace(/\s/gu, "");
  const wanted = plain(typed);
  return indicators.find(({ id, name }) => id === wanted || plain(name.ja) === wanted);
}

/** 速報 unless it is said to be final: a provisional value is shown as such and does no harm. */
export function parseCertainty(text: string): "provisional" | "final" | undefined {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  if (["", "速報", "速報値", "暫定", "暫定値", "見込", "見込み", "provisional"].includes(plain)) return "provisional";
  return ["確定", "確定値", "確報", "最終", "final"].includes(plain) ? "final" : undefined;
}
