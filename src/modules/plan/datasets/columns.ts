import type { DatasetColumn } from "../../../kernel/dataset/types.ts";

type Columns = readonly DatasetColumn[];

export const yen = { ja: "円", en: "yen" };

export function column(
  name: string,
  type: DatasetColumn["type"],
  ja: string,
  en: string,
  unit?: DatasetColumn["unit"],
): DatasetColumn {
  return { name, type, description: { ja, en }, ...(unit === undefined ? {} : { unit }) };
}

export const planColumn: Columns = [
  column("plan_id", "text", "計画の番号。変わりません", "Id of the plan; it does not change"),
];

export const sampleColumn: Columns = [
  column("sample", "boolean", "trueは、見本の行", "True for a row that is a sample"),
];

/** As it is written in JSON: a number that is as exact as the source, up to 15 digits. */
export function numberOf(value: string | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
