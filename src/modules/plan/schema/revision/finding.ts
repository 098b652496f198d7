import type { MessageKey } from "../../../../kernel/i18n/messages.ts";
import type { Params } from "../../../../kernel/i18n/translate.ts";
import type { YamlPath } from "../../../../kernel/yaml-text.ts";

export type Path = YamlPath;

/** Something wrong in a plan's file, before it has a place and a language. */
export type Finding = {
  readonly path: Path;
  /** The field's name is wrong, not its value. */
  readonly atKey?: boolean;
  readonly message: FileMessage;
  readonly params?: Params;
};

/** The message's key without `plan-data.staff.file.`. */
export type FileMessage = MessageKey extends infer Key
  ? Key extends `plan-data.staff.file.${infer Rest}`
    ? Rest
    : never
  : never;

/** Lines, rows and columns count from 1, as editors and spreadsheets do. */
export type Place =
  | { readonly line: number; readonly column: number }
  /** `columnName` is the heading of the column; undefined: the row itself. */
  | { readonly sheet: string; readonly row: number; readonly column: string; readonly columnName: string | undefined };

/** A finding with its place: one line of what must be mended. Plain JSON. */
export type Problem = { readonly place: Place; readonly message: FileMessage; readonly params: Params };

/** A file as an untyped value, which still knows where everything stood; or what keeps it from being read at all. */
export type ReadFile =
  | {
      readonly ok: true;
      readonly value: unknown;
      readonly placeOf: (path: Path, atKey?: boolean) => Place;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export function refusedFile(
  found: readonly { readonly place: Place; readonly finding: Omit<Finding, "path"> }[],
): Extract<ReadFile, { ok: false }> {
  return { ok: false, problems: found.map(({ place, finding }) => problemAt(place, finding)) };
}

export function problemAt(place: Place, { message, params = {} }: Omit<Finding, "path">): Problem {
  return { place, message, params };
}

/** In the order in which a reader goes through the file. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => compare(a.place, b.place));
}

function compare(a: Place, b: Place): number {
  if ("line" in a || "line" in b) {
    return "line" in a && "line" in b ? a.line - b.line || a.column - b.column : 0;
  }
  if (a.sheet !== b.sheet) return 0;
  return a.row - b.row || a.column.length - b.column.length || (a.column < b.column ? -1 : 1);
}
