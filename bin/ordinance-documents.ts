import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { messages } from "../src/kernel/i18n/messages.ts";
import { facilityJsonSchema } from "../src/modules/facility/schema/json-schema.ts";
import { putBetweenMarkers } from "./markers.ts";
import { findFieldNote, readFieldSections, writeFieldTables } from "./ordinance-fields.ts";
import { root } from "./root.ts";

const folder = "docs/for-cities";

/** The documents about ordinance files that are made from the shape and from fields.yaml: path and text. */
export function ordinanceDocuments(): readonly (readonly [path: string, text: string])[] {
  const sections = readFieldSections();
  const describe = (path: string): string | undefined => {
    const note = findFieldNote(sections, path);
    return note && `${note.ja}\n${note.en}\n例 example: ${note.example}`;
  };
  const document = (name: string, locale: "ja" | "en") => {
    const before = readFileSync(join(root, folder, name), "utf8");
    const withFields = putBetweenMarkers(before, "fields", writeFieldTables(sections, locale));
    return [`${folder}/${name}`, putBetweenMarkers(withFields, "refusals", writeRefusals(locale))] as const;
  };
  return [
    [`${folder}/facility.schema.json`, facilityJsonSchema(describe)],
    document("ordinance.ja.md", "ja"),
    document("ordinance.md", "en"),
  ];
}

/** The codes that an example may expect: those that the rules give. */
function writeRefusals(locale: "ja" | "en"): string {
  const rules = join(root, "src/modules/facility/rules");
  const text = readdirSync(rules)
    .filter((name) => name.endsWith(".ts") && !/\.test\.|^(states|hold|change|booking)\.ts$/.test(name))
    .map((name) => readFileSync(join(rules, name), "utf8"))
    .join("\n");
  const codes = [...new Set([...text.matchAll(/"(facility\.[a-z-]+)"/g)].map(([, code = ""]) => code))]
    .filter((code) => `refusal.${code}` in messages.ja)
    .sort();
  const rows = codes.map((code) => `| \`${code}\` | ${sayPattern(locale, code)} |`);
  const heads = locale === "ja" ? "| 符号 | 文 |" : "| code | what people read |";
  return [heads, "| --- | --- |", ...rows].join("\n");
}

/** The message with … for what goes into it. */
function sayPattern(locale: "ja" | "en", code: string): string {
  const table: Readonly<Record<string, string>> = messages[locale];
  let depth = 0;
  let said = "";
  for (const char of table[`refusal.${code}`] ?? "") {
    if (char === "{" && depth++ === 0) said += "…";
    if (depth === 0) said += char;
    if (char === "}") depth -= 1;
  }
  return said.replaceAll(/…+/g, "…").replaceAll("|", "\\|");
}
