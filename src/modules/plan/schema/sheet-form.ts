import { z } from "zod";
import { readYamlFile } from "../../../kernel/yaml-file.ts";
import { costDirections, directionFields, resultDirections } from "../rules/evaluation/direction.ts";
import { inputName } from "../rules/evaluation/posted.ts";
import type { SheetField, SheetForm } from "../types/evaluation.ts";

const localText = z.strictObject({
  ja: z.string().min(1),
  en: z.string().optional(),
  "ja-easy": z.string().optional(),
});
const id = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, "lower case letters, digits and hyphens, at most 41");

const field = z
  .strictObject({
    id,
    label: localText,
    hint: localText.optional(),
    kind: z.enum(["text", "long-text", "choice", "number", "auto"]),
    required: z.boolean().default(false),
    maxLength: z.int().min(1).max(4000).optional(),
    options: z.array(z.strictObject({ value: id.or(z.string().regex(/^[A-Z0-9]$/)), label: localText })).default([]),
    source: z.enum(["indicators", "cost", "projects", "last-year"]).optional(),
    public: z.boolean().default(true),
    carriesOver: z.boolean().default(false),
  })
  .check((context) => {
    const { kind, source, options, required } = context.value;
    const say = (path: string, message: string) =>
      context.issues.push({ code: "custom", input: context.value, path: [path], message });
    if ((kind === "auto") !== (source !== undefined)) say("source", "goes with kind: auto, and with nothing else");
    if ((kind === "choice") !== options.length > 0) say("options", "go with kind: choice, and with nothing else");
    if (kind === "auto" && required) say("required", "a field that fills itself is not asked for");
    if (new Set(options.map(({ value }) => value)).size < options.length) say("options", "a value stands twice");
  })
  .transform(
    ({ required, public: isPublic, hint, maxLength, source, ...rest }): SheetField => ({
      ...rest,
      hint,
      source,
      isRequired: required,
      isPublic,
      maxLength: rest.kind === "text" ? (maxLength ?? 100) : rest.kind === "long-text" ? (maxLength ?? 400) : undefined,
    }),
  );

/** cities/<city>/sheets/<kind>.yaml */
export const sheetForm = z
  .strictObject({
    id,
    parts: z.array(z.strictObject({ id, title: localText, fields: z.array(field).min(1) })).min(1),
  })
  .check((context) => {
    const seen = new Set<string>();
    const all = context.value.parts.flatMap(({ fields }) => fields);
    const comments = new Set(all.filter(({ kind }) => kind === "auto").map(inputName));
    for (const [part, { fields }] of context.value.parts.entries()) {
      for (const [index, { id: name, options }] of fields.entries()) {
        const at = (message: string) =>
          context.issues.push({
            code: "custom",
            input: name,
            path: ["parts", part, "fields", index, "id"],
            message,
          });
        if (seen.has(name)) at(`${name} stands twice in this form`);
        if (name.startsWith("take-") || comments.has(name) || reserved.has(name))
          at(`${name} is a word of the page itself`);
        const known = directionValues[name];
        const strange = known && options.find(({ value }) => !known.includes(value));
        if (strange) at(`${name} knows the values ${known.join(", ")}, and not ${strange.value}`);
        seen.add(name);
      }
    }
  });

/** Names that the page's form uses itself. */
const reserved = new Set(["version", "do", "comment", "form-key"]);

const directionValues: Readonly<Record<string, readonly string[]>> = {
  [directionFields.result]: resultDirections,
  [directionFields.cost]: costDirections,
  [directionFields.special]: ["merge", "pause", "end"],
};

/** Throws a StartFailure that names file, line and column of everything that is wrong. */
export function readSheetForm(file: URL): SheetForm {
  return readYamlFile(sheetForm, file);
}
