import type { City } from "../city.ts";

/** A table that may be published: each column is named, so nothing gets out by accident. */
export type DatasetDefinition = {
  readonly name: string;
  readonly title: { readonly ja: string; readonly en: string };
  readonly licence: "CC-BY-4.0";
  readonly standard?: string;
  readonly columns: readonly {
    readonly name: string;
    readonly type: "text" | "integer" | "number" | "date" | "time" | "instant" | "boolean";
    readonly description: { readonly ja: string; readonly en: string };
  }[];
  readonly rows: (city: City) => AsyncIterable<Readonly<Record<string, string | number | boolean | null>>>;
};
