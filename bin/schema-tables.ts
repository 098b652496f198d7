import type { Column } from "./schema-columns.ts";

/** What the schema cannot say: what lies in a jsonb column, and the file that says it. */
const jsonTypes: Readonly<Record<string, { type: string; from?: string }>> = {
  "door.door.key": { type: "KeyPlaces", from: "./types.ts" },
  "door.door.name": { type: "LocalText", from: "../../kernel/i18n/locales.ts" },
  "door.door.place": { type: "LocalText", from: "../../kernel/i18n/locales.ts" },
  "kernel.audit_entry.counts": { type: "Record<string, number>" },
  "payment.cash_day.drawer": { type: "Record<string, number>" },
  "payment.payment.lines": { type: "{ label: string; amount: number }[]" },
};

/** How pg gives the types of PostgreSQL, with the parsers of src/kernel/db/open.ts. Everything else is text. */
const types: Readonly<Record<string, string>> = {
  bool: "boolean",
  bytea: "Buffer",
  float4: "number",
  float8: "number",
  int2: "number",
  int4: "number",
  int8: "number",
  timestamptz: "Date",
};

/** The text of a tables.ts. */
export function writeTables(schema: string, columns: readonly Column[]): string {
  const own = columns.filter((column) => column.schema === schema);
  const tables = Map.groupBy(own, ({ table }) => table);
  const body = [...tables].map(([table, fields]) => {
    const lines = fields.map((column) => `    ${column.name}: ${typeOf(column)};`);
    return [`  "${schema}.${table}": {`, ...lines, "  };"].join("\n");
  });
  const name = `${schema[0]?.toUpperCase()}${schema.slice(1)}Tables`;
  const text = [`export type ${name} = {`, ...body, "};", ""].join("\n");
  return [
    "// Made by `npm run schema` from the migrations. Change those, not this file.",
    ...importsOf(own, text),
    "",
    text,
  ].join("\n");
}

function typeOf(column: Column): string {
  const { type, words, isArray, isNullable, hasDefault, isGenerated } = column;
  if (type === "jsonb") return jsonTypeOf(column);
  const scalar = words === undefined ? (types[type] ?? "string") : words.map((word) => `"${word}"`).join(" | ");
  const plain = `${isArray ? `${scalar}[]` : scalar}${isNullable ? " | null" : ""}`;
  if (isGenerated) return `GeneratedAlways<${plain}>`;
  return hasDefault ? `Generated<${plain}>` : plain;
}

/** Read as a value, written as text. Without an entry in jsonTypes it is unknown, and must be parsed. */
function jsonTypeOf(column: Column): string {
  const { isNullable, hasDefault } = column;
  const { type } = jsonTypes[keyOf(column)] ?? { type: "unknown" };
  const orNull = isNullable ? " | null" : "";
  const read = type === "unknown" ? type : `${type}${orNull}`;
  return `ColumnType<${read}, string${orNull}${hasDefault ? " | undefined" : ""}, string${orNull}>`;
}

function importsOf(columns: readonly Column[], text: string): readonly string[] {
  const fromKysely = ["ColumnType", "Generated", "GeneratedAlways"].filter((name) => text.includes(`${name}<`));
  const others = new Map<string, Set<string>>();
  for (const column of columns) {
    const { type, from } = jsonTypes[keyOf(column)] ?? {};
    if (type !== undefined && from !== undefined) others.set(from, (others.get(from) ?? new Set()).add(nameIn(type)));
  }
  return [
    ...(fromKysely.length > 0 ? [`import type { ${fromKysely.join(", ")} } from "kysely";`] : []),
    ...[...others].map(([from, names]) => `import type { ${[...names].sort().join(", ")} } from "${from}";`),
  ];
}

/** `readonly OrdinanceArticle[]` → OrdinanceArticle */
function nameIn(type: string): string {
  return /[A-Z]\w*/.exec(type)?.[0] ?? type;
}

function keyOf({ schema, table, name }: Column): string {
  return `${schema}.${table}.${name}`;
}
