import type { City } from "../city.ts";

/** A table that is published: each column is named, so nothing gets out by accident. */
export type DatasetDefinition = {
  /** 'facility.spaces': the module and a name. It is the address /opendata/facility.spaces, so it never changes. */
  readonly name: string;
  readonly title: PublishedText;
  /** What a row is, and what is left out. */
  readonly description: PublishedText;
  readonly licence: "CC-BY-4.0";
  /** The published standard whose columns these are, if there is one. */
  readonly standard?: string;
  readonly columns: readonly DatasetColumn[];
  readonly rows: (city: City) => AsyncIterable<DatasetRow>;
};

export type DatasetColumn = {
  readonly name: string;
  /** date "2026-12-04" · time "18:00" · instant "2026-12-04T09:00:00.000Z" · integer and number without unit or commas */
  readonly type: "text" | "integer" | "number" | "date" | "time" | "instant" | "boolean";
  readonly unit?: PublishedText;
  readonly description: PublishedText;
};

/** A value for each column; null where there is none. */
export type DatasetRow = Readonly<Record<string, DatasetValue>>;
export type DatasetValue = string | number | boolean | null;

export type PublishedText = { readonly ja: string; readonly en: string; readonly "ja-easy"?: string };
