import { z } from "zod";
import type { DatasetColumn, DatasetDefinition } from "./types.ts";

const text = z.object({ ja: z.string(), en: z.string().optional() });

/** What writeDatasetJson writes, for the API document. */
export function datasetJsonShape({ columns }: DatasetDefinition) {
  return z.object({
    name: z.string(),
    title: text,
    description: text,
    publisher: text,
    licence: z.literal("CC-BY-4.0"),
    licenceUrl: z.url(),
    standard: z.string().optional(),
    page: z.url().meta({ description: "The same for people." }),
    updatedAt: z.iso.datetime().meta({ description: "The moment at which this was written from the records." }),
    sample: z.boolean().meta({ description: "True while amounts, people and telephone numbers are invented." }),
    columns: z.array(z.object({ name: z.string(), type: z.string(), unit: text.optional(), description: text })),
    rows: z.array(z.object(Object.fromEntries(columns.map((column) => [column.name, cellShape(column)])))),
  });
}

/** What writeDatasetCsv writes: a text whose columns are described in words, because OpenAPI has none for CSV. */
export function datasetCsvShape({ columns }: DatasetDefinition) {
  const lines = columns.map(({ name, type, unit, description }) => {
    const inUnits = unit === undefined ? "" : `, ${unit.en}`;
    return `${name} (${type}${inUnits}): ${description.en}`;
  });
  return z.string().meta({ description: `Columns:\n${lines.join("\n")}` });
}

function cellShape({ type, unit, description }: DatasetColumn) {
  const words = unit === undefined ? description.en : `${description.en} (${unit.en})`;
  return shapes[type].nullable().meta({ description: words });
}

const shapes: Readonly<Record<DatasetColumn["type"], z.ZodType>> = {
  text: z.string(),
  integer: z.int(),
  number: z.number(),
  date: z.string().meta({ format: "date" }),
  time: z.string().meta({ format: "time" }),
  instant: z.string().meta({ format: "date-time" }),
  boolean: z.boolean(),
};
