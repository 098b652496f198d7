import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "./root.ts";

/** docs/for-cities/fields.yaml: what each field of an ordinance file means, in both languages, with an example. */
export type FieldSection = {
  readonly at: string;
  readonly ja: string;
  readonly en: string;
  readonly fields: Readonly<Record<string, readonly [example: string, ja: string, en: string]>>;
};

export function readFieldSections(): readonly FieldSection[] {
  return parse(readFileSync(join(root, "docs/for-cities/fields.yaml"), "utf8"), { version: "1.2" });
}

export type FieldNote = { readonly example: string; readonly ja: string; readonly en: string };

/** By path: its own line, or that of fields that mean the same everywhere. */
export function findFieldNote(sections: readonly FieldSection[], path: string): FieldNote | undefined {
  const last = /[^.\]]+$/.exec(path)?.[0] ?? "";
  const own = sections.find(({ at, fields }) => at !== "*" && pathsOf(at, fields).has(path));
  const line =
    own === undefined
      ? sections.find(({ at }) => at === "*")?.fields[last]
      : own.fields[pathsOf(own.at, own.fields).get(path) ?? ""];
  if (line === undefined) return undefined;
  const [example, ja, en] = line;
  return { example: String(example), ja, en };
}

function pathsOf(at: string, fields: FieldSection["fields"]): ReadonlyMap<string, string> {
  return new Map(Object.keys(fields).map((name) => [[at, name].filter((part) => part !== "").join("."), name]));
}

/** Every path that has a line of its own. */
export function listNotedPaths(sections: readonly FieldSection[]): readonly string[] {
  return sections.filter(({ at }) => at !== "*").flatMap(({ at, fields }) => [...pathsOf(at, fields).keys()]);
}

/** A table for each section, for the documents. */
export function writeFieldTables(sections: readonly FieldSection[], locale: "ja" | "en"): string {
  const heads = locale === "ja" ? ["項目", "意味", "例"] : ["field", "meaning", "example"];
  return sections
    .map(({ at, fields, ...titles }) => {
      const rows = Object.entries(fields).map(([name, [example, ja, en]]) => {
        const field = name === "" ? at : name;
        return `| \`${field}\` | ${(locale === "ja" ? ja : en).replaceAll("|", "\\|")} | \`${String(example)}\` |`;
      });
      const where = at === "" || at === "*" ? "" : ` \`${at}\``;
      return [`### ${titles[locale]}${where}`, "", `| ${heads.join(" | ")} |`, "| --- | --- | --- |", ...rows].join(
        "\n",
      );
    })
    .join("\n\n");
}
