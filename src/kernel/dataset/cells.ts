import { isCivilDate } from "../time/civil-date.ts";
import type { DatasetColumn, DatasetDefinition, DatasetRow, DatasetValue } from "./types.ts";

/**
 * The values of a row in the order of the columns, and nothing else of it. A value that is missing or of another type than
 * its column says is our mistake and stops the file: a column that silently changes its meaning is worse than none.
 */
export function cellsOf({ name, columns }: Pick<DatasetDefinition, "name" | "columns">, row: DatasetRow) {
  return columns.map((column) => {
    const value = row[column.name];
    // Not what the value is: it might be a person's.
    if (value === undefined) throw new Error(`${name}: a row has no ${column.name}`);
    if (value !== null && !isOfType[column.type](value))
      throw new Error(`${name}: ${column.name} is no ${column.type}`);
    return value;
  });
}

const isOfType: Readonly<Record<DatasetColumn["type"], (value: NonNullable<DatasetValue>) => boolean>> = {
  text: (value) => typeof value === "string",
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => Number.isFinite(value),
  date: (value) => typeof value === "string" && isCivilDate(value),
  time: (value) => typeof value === "string" && /^([01]\d|2[0-4]):[0-5]\d$/.test(value),
  instant: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value),
  boolean: (value) => typeof value === "boolean",
};
