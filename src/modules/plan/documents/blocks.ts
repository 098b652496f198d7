import type { Verdict } from "../types/indicator.ts";

/** What blocks.typ draws, in the order in which it comes. Plain JSON; all texts are in the document's language. */
export type Block =
  | { readonly kind: "heading"; readonly level: 2 | 3 | 4; readonly text: string; readonly "break-before": boolean }
  | { readonly kind: "text"; readonly text: string; readonly small: boolean }
  | { readonly kind: "statement"; readonly value: Cell }
  | { readonly kind: "facts"; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | { readonly kind: "table"; readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | ({ readonly kind: "chart" } & Chart)
  | { readonly kind: "contents" };

/** `width` is a share of the paper; 0 is as wide as its words. */
export type Column = { readonly label: string; readonly width: number; readonly number: boolean };
export type Cell = string | { readonly shape: Verdict | ""; readonly text: string; readonly strong: boolean };

/** Shares of the drawing: 0 is left and bottom, 1 right and top. */
export type Place = { readonly x: number; readonly y: number };

export type Chart = {
  /** The story in a sentence, read aloud instead of the drawing. */
  readonly alt: string;
  readonly points: readonly (Place & { readonly kind: "baseline" | "actual" | "target"; readonly label: string })[];
  readonly line: readonly Place[];
  readonly path: readonly Place[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
};

export function heading(level: 2 | 3 | 4, text: string, options: { readonly newPage?: boolean } = {}): Block {
  return { kind: "heading", level, text, "break-before": options.newPage ?? false };
}

export function paragraph(text: string): Block {
  return { kind: "text", text, small: false };
}

export function smallPrint(text: string): Block {
  return { kind: "text", text, small: true };
}

/** No rows: no table, so that nobody reads a head without a body. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): readonly Block[] {
  return rows.length === 0 ? [] : [{ kind: "table", columns, rows }];
}

export function facts(rows: readonly (readonly [label: string, value: string | undefined])[]): readonly Block[] {
  const known = rows.flatMap(([label, value]) => (value === undefined || value === "" ? [] : [{ label, value }]));
  return known.length === 0 ? [] : [{ kind: "facts", rows: known }];
}
