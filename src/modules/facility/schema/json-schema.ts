import { z } from "zod";
import { localText } from "./atoms.ts";
import { facilityShape } from "./facility-shape.ts";

/** The shape of an ordinance file for editors: `# yaml-language-server: $schema=…` gives completion and squiggles. */
export function facilityJsonSchema(): string {
  const schema = z.toJSONSchema(facilityShape, {
    io: "input",
    unrepresentable: "any",
    reused: "ref",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== (localText as unknown)) return;
      const text = { type: "string", minLength: 1, maxLength: 400 };
      Object.assign(jsonSchema, {
        anyOf: [
          text,
          {
            type: "object",
            properties: { ja: text, en: text, "ja-easy": text },
            required: ["ja"],
            additionalProperties: false,
          },
        ],
      });
    },
  });
  return `${JSON.stringify({ title: "Machimigaki facility ordinance", ...schema }, undefined, 2)}\n`;
}
