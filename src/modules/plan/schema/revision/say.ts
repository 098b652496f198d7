import type { Translate } from "../../../../kernel/i18n/translate.ts";
import type { Place, Problem } from "./finding.ts";

/** 12行目 5文字目, or シート「指標」 7行 F列（目標値）. */
export function sayPlace(t: Translate, place: Place): string {
  if ("line" in place)
    return t.text("plan-data.staff.place.line", { line: String(place.line), column: String(place.column) });
  const { sheet, row, column, columnName } = place;
  if (columnName === undefined) return t.text("plan-data.staff.place.row", { sheet, row: String(row) });
  return t.text("plan-data.staff.place.cell", { sheet, row: String(row), column, name: columnName });
}

/** What is wrong and what to do. */
export function sayProblem(t: Translate, { message, params }: Problem): string {
  return t.text(`plan-data.staff.file.${message}`, params);
}
