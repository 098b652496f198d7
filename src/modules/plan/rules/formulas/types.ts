import type { LocalText } from "../../../../kernel/i18n/locales.ts";
import type { Figure } from "../../types/figure.ts";
import type { Decimal, Words } from "../../types/words.ts";

/** How an indicator's value comes out of an imported table. Pure: the rows and the fiscal year are all it knows. */
export type Formula = {
  readonly id: string;
  readonly title: LocalText;
  readonly columns: readonly Column[];
  /** What is counted, in words, for the public page. */
  readonly rule: LocalText;
  /** Where the rule was read, or that it is ours. */
  readonly source: LocalText;
  readonly compute: (rows: readonly Row[], context: FormulaContext) => Computed | Uncomputable;
};

export type FormulaContext = { readonly year: number };

/** The table's head is its first row; `name` stands there. */
export type Column = {
  readonly name: string;
  readonly type: CellType;
  readonly meaning: LocalText;
  /** false: the cell may be empty. */
  readonly isRequired?: boolean;
  readonly options?: readonly string[];
};

/** whole: 0, 1, 2 … · decimal: also fractions and minus · score: 0 to 10 · choice: one of `options`. */
export const cellTypes = ["text", "whole", "decimal", "day", "choice", "score"] as const;
export type CellType = (typeof cellTypes)[number];

/** As it came from the file: text by the column's name. */
export type Row = Readonly<Record<string, string | undefined>>;

export type Computed = {
  readonly ok: true;
  /** Not rounded: 20 digits at most. */
  readonly value: Decimal;
  readonly numerator?: Decimal;
  readonly denominator?: Decimal;
  /** The raw counts behind it, so that the value can be calculated again. */
  readonly counts: Figure["counts"];
};

/** Everything that is wrong, at once. */
export type Uncomputable = { readonly ok: false; readonly problems: readonly RowProblem[] };

export type RowProblem = {
  /** As a spreadsheet counts: the head is row 1. undefined: the table as a whole. */
  readonly row: number | undefined;
  readonly column: string | undefined;
  readonly words: Words;
};

export type Cells = {
  readonly row: number;
  /** Numbers as decimals, days as 2026-12-04; "" where nothing is written. */
  readonly cell: (column: string) => string;
};
