import type { z } from "zod";
import { localText } from "./atoms.ts";
import { condition, dayCondition, feeCondition } from "./conditions.ts";
import { facilityShape } from "./facility-shape.ts";

type Schema = z.core.$ZodType;

/** A field of the shape: `terms[].limits[].most`; of a record `fees.table[].amounts.*`. Its schema, or those of its kinds. */
export type ShapeField = { readonly path: string; readonly schemas: readonly Schema[] };

/** Conditions are the same everywhere: their fields are `when.days` and so on. */
const conditions: ReadonlySet<unknown> = new Set([dayCondition, feeCondition, condition]);

/** Each field once, in the order of the shape; what is used in several places is gone through at the first. */
export function listShapeFields(): readonly ShapeField[] {
  const fields = new Map<string, Schema[]>();
  const seen = new Map<Schema, string>();
  const visit = (schema: Schema, path: string): void => {
    const inner = unwrap(schema);
    if ((inner as unknown) === unwrap(localText)) return;
    const at = conditions.has(inner) ? "when" : path;
    if (seen.has(inner) && seen.get(inner) !== at) return;
    if (inner._zod.def.type !== "union") seen.set(inner, at);
    for (const [step, child] of childrenOf(inner)) {
      const childPath = step === "" ? at : step.startsWith("[") ? `${at}${step}` : at === "" ? step : `${at}.${step}`;
      if (step !== "" && !step.startsWith("[")) {
        const known = fields.get(childPath) ?? [];
        if (known.includes(child)) continue;
        fields.set(childPath, [...known, child]);
      }
      visit(child, childPath);
    }
  };
  visit(facilityShape, "");
  return [...fields].map(([path, schemas]) => ({ path, schemas }));
}

type Def = {
  readonly type: string;
  readonly innerType?: Schema;
  readonly out?: Schema;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly options?: readonly Schema[];
  readonly valueType?: Schema;
};

function defOf(schema: Schema): Def {
  // Which of these a definition has is said by its type.
  return schema._zod.def as unknown as Def;
}

/** Without optional, default and preprocess. */
export function unwrap(schema: Schema): Schema {
  const { type, innerType, out } = defOf(schema);
  if (type === "pipe" && out !== undefined) return unwrap(out);
  return innerType === undefined ? schema : unwrap(innerType);
}

function childrenOf(schema: Schema): readonly (readonly [step: string, child: Schema])[] {
  const { type, shape = {}, element, options = [], valueType } = defOf(schema);
  if (type === "object") return Object.entries(shape);
  if (type === "array" && element !== undefined) return [["[]", element]];
  if (type === "union") return options.map((option) => ["", option] as const);
  if (type === "record" && valueType !== undefined && hasFields(valueType)) return [["[*]", valueType]];
  return [];
}

function hasFields(schema: Schema): boolean {
  return defOf(unwrap(schema)).type === "object";
}
