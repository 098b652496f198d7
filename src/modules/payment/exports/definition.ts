import { existsSync, readdirSync } from "node:fs";
import { z } from "zod";
import { StartFailure } from "../../../kernel/start-failure.ts";
import { readYamlFile } from "../../../kernel/yaml-file.ts";
import { methods } from "../types.ts";

/** What one row is: a movement of money · a day, a place and a method · a month, a place and a method. */
export const rowKinds = ["payment", "day", "month"] as const;
export type RowKind = (typeof rowKinds)[number];

type Shape = { readonly kind: "text" | "date" | "yen"; readonly rows: readonly RowKind[]; readonly isPersonal?: true };
const all = rowKinds;
const sums = ["day", "month"] as const;

/** What a column can be made of. */
export const exportFields = {
  "fiscal-year": { kind: "text", rows: all },
  month: { kind: "date", rows: all },
  day: { kind: "date", rows: ["payment", "day"] },
  place: { kind: "text", rows: all },
  "place-name": { kind: "text", rows: all },
  method: { kind: "text", rows: all },
  "method-name": { kind: "text", rows: all },
  "charge-count": { kind: "yen", rows: sums },
  charged: { kind: "yen", rows: all },
  "refund-count": { kind: "yen", rows: sums },
  refunded: { kind: "yen", rows: all },
  balance: { kind: "yen", rows: all },
  deposit: { kind: "yen", rows: all },
  "deposit-kept": { kind: "yen", rows: all },
  income: { kind: "yen", rows: all },
  kind: { kind: "text", rows: ["payment"] },
  amount: { kind: "yen", rows: ["payment"] },
  "receipt-number": { kind: "text", rows: ["payment"] },
  "payment-id": { kind: "text", rows: ["payment"] },
  what: { kind: "text", rows: ["payment"] },
  "payer-name": { kind: "text", rows: ["payment"], isPersonal: true },
} as const satisfies Record<string, Shape>;
export type ExportField = keyof typeof exportFields;
const fieldNames = Object.keys(exportFields) as [ExportField, ...ExportField[]];

/** 20261204 · 2026-12-04 · 2026/12/04 · 令和8年12月4日 · R8.12.04 · 0081204 (era's year in three digits, as 財務会計 systems have it). */
export const dateFormats = [
  "yyyyMMdd",
  "yyyy-MM-dd",
  "yyyy/MM/dd",
  "yyyyMM",
  "wareki",
  "wareki-short",
  "wareki-digits",
] as const;
export type DateFormat = (typeof dateFormats)[number];

const title = z.string().min(1).max(60);
const column = z.strictObject({
  title,
  field: z.enum(fieldNames).optional(),
  /** The same text in each row. */
  value: z.string().max(200).optional(),
  date: z.enum(dateFormats).optional(),
  /** plain: -1234 · grouped: △1,234 · digits: filled with zeros in front to so many; nothing below zero fits. */
  number: z.union([z.enum(["plain", "grouped"]), z.strictObject({ digits: z.int().min(1).max(20) })]).optional(),
  /** A name in `tables`: what stands there instead of the value. */
  table: z.string().optional(),
  /** For values that are not in the table. Without it the file is not made, and the page says which value is missing. */
  otherwise: z.string().max(200).optional(),
});
export type ExportColumn = z.output<typeof column>;

const definition = z
  .strictObject({
    name: z.string().min(1).max(60),
    /** What it is for, and who gets it; stands on the staff's page. */
    note: z.string().max(300).optional(),
    format: z.enum(["csv-utf-8", "csv-utf-8-bom", "csv-shift-jis", "excel"]),
    /** False: no line of titles. */
    heading: z.boolean().default(true),
    rows: z.enum(rowKinds),
    filter: z
      .strictObject({
        places: z.array(z.string()).min(1).optional(),
        methods: z
          .array(z.enum([...methods, "transfer"]))
          .min(1)
          .optional(),
        kinds: z
          .array(z.enum(["charge", "refund"]))
          .min(1)
          .optional(),
      })
      .prefault({}),
    tables: z.record(z.string(), z.record(z.string(), z.string().max(200))).default({}),
    /** The codes are invented; the page says so. */
    sample: z.boolean().default(false),
    columns: z.array(column).min(1).max(100),
  })
  .superRefine(({ columns, rows, tables, filter }, context) => {
    const say = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
    if (filter.kinds !== undefined && rows !== "payment")
      say(
        ["filter", "kinds"],
        `rows: ${rows} の行は入金と返金の両方です。kinds は rows: payment だけで使えます / kinds needs rows: payment`,
      );
    const titles = new Set<string>();
    for (const [at, { title: name, field, value, date, number, table, otherwise }] of columns.entries()) {
      const here = (key: string) => ["columns", at, key];
      if (titles.has(name)) say(here("title"), `「${name}」が2つあります / there are two of it`);
      titles.add(name);
      if ((field === undefined) === (value === undefined))
        say(["columns", at], "field か value のどちらか1つを書いてください / either field or value");
      const shape: Shape | undefined = field && exportFields[field];
      if (shape !== undefined && !shape.rows.includes(rows))
        say(here("field"), `${field} は rows: ${shape.rows.join(", ")} で使えます / needs other rows`);
      if (date !== undefined && shape?.kind !== "date") say(here("date"), "日付の項目だけに書けます / for dates only");
      if (number !== undefined && shape?.kind !== "yen")
        say(here("number"), "数の項目だけに書けます / for numbers only");
      if (table !== undefined && !Object.hasOwn(tables, table))
        say(here("table"), `tables に「${table}」がありません / is not in tables`);
      if (table !== undefined && shape?.kind !== "text")
        say(here("table"), "文字の項目だけに書けます / for texts only");
      if (otherwise !== undefined && table === undefined)
        say(here("otherwise"), "table と一緒に書きます / goes with table");
    }
  });

export type ExportDefinition = z.output<typeof definition> & { readonly id: string };

export const isPersonal = ({ columns }: Pick<ExportDefinition, "columns">): boolean =>
  columns.some(({ field }) => field !== undefined && "isPersonal" in exportFields[field]);

/** All files of cities/<city>/exports/. Throws a StartFailure that names file, line and column; no folder is no export. */
export function readExports(folder: URL): ExportDefinition[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort()
    .map((name) => {
      const id = name.replace(/\.yaml$/, "");
      if (!/^[a-z][a-z0-9-]{0,40}$/.test(id))
        throw new StartFailure(`${name}: the name of an export's file is a-z, 0-9 and "-", and ends with .yaml`);
      return { ...readYamlFile(definition, new URL(name, folder)), id };
    });
}
