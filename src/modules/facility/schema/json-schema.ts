import { z } from "zod";
import { localText } from "./atoms.ts";
import { condition, dayCondition, feeCondition } from "./conditions.ts";
import { facilityShape } from "./facility-shape.ts";

type Json = { [key: string]: unknown };

/**
 * The shape of an ordinance file for editors: `# yaml-language-server: $schema=…` gives completion and squiggles. `describe`
 * says what a field means; a field is named as by listShapeFields.
 */
export function facilityJsonSchema(describe: (path: string) => string | undefined): string {
  for (const shape of [dayCondition, feeCondition, condition]) names.add(shape, { id: nameOf(shape) });
  const schema = z.toJSONSchema(facilityShape, {
    io: "input",
    unrepresentable: "any",
    reused: "ref",
    metadata: names,
    override: ({ zodSchema, jsonSchema }) => {
      if ((zodSchema as unknown) === localText) Object.assign(jsonSchema, { anyOf: [text, textInLanguages] });
    },
  }) as Json;
  addWords(schema, "", describe, (schema.$defs ?? {}) as Json, new Set());
  return `${JSON.stringify({ title: "Machimigaki facility ordinance", ...schema }, undefined, 2)}\n`;
}

const names = z.registry<{ id: string }>();

function nameOf(shape: unknown): string {
  if (shape === dayCondition) return "dayCondition";
  return shape === feeCondition ? "feeCondition" : "condition";
}

const text = { type: "string", minLength: 1, maxLength: 400 };
const textInLanguages = {
  type: "object",
  properties: { ja: text, en: text, "ja-easy": text },
  required: ["ja"],
  additionalProperties: false,
};

/** Goes through each definition once, at the first place where it is used, as listShapeFields does. */
function addWords(
  at: Json,
  path: string,
  describe: (path: string) => string | undefined,
  defs: Json,
  seen: Set<string>,
): void {
  const into = (child: unknown, childPath: string) => {
    if (typeof child === "object" && child !== null) addWords(child as Json, childPath, describe, defs, seen);
  };
  const ref = typeof at.$ref === "string" ? at.$ref.replace("#/$defs/", "") : undefined;
  if (ref !== undefined) {
    const isCondition = /ondition$/.test(ref);
    if (seen.has(ref)) return;
    seen.add(ref);
    into(defs[ref], isCondition ? "when" : path);
    return;
  }
  for (const [name, child] of Object.entries((at.properties ?? {}) as Json)) {
    const childPath = path === "" ? name : `${path}.${name}`;
    const words = describe(childPath);
    if (words !== undefined && typeof child === "object" && child !== null)
      Object.assign(child, { description: words });
    into(child, childPath);
  }
  into(at.items, `${path}[]`);
  into(at.additionalProperties, `${path}[*]`);
  for (const kind of ["anyOf", "oneOf"] as const) {
    if (Array.isArray(at[kind])) for (const option of at[kind]) into(option, path);
  }
}
