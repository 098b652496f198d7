import { z } from "zod";
import { methodOf, type Route } from "./route.ts";

/** The OpenAPI 3.1 document of all feeds that have words. Schemas come from the same parsers that guard the routes. */
export function openApiDocument(routes: readonly Route[], info: { title: string; version: string; server: string }) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    if (route.kind !== "feed" || route.words === undefined) continue;
    const path = route.path.replace(/:([a-zA-Z]+)(\{[^}]*\})?/g, "{$1}");
    paths[path] = {
      [methodOf(route).toLowerCase()]: {
        summary: route.words.summary,
        description: route.words.description,
        parameters: [...parametersOf(route.params, "path"), ...parametersOf(route.query, "query")],
        responses: {
          200: {
            description: route.words.summary,
            content: { [route.words.type ?? "application/json"]: { schema: schemaOf(route.words.answer, "output") } },
          },
          404: problem("There is no such thing."),
          422: problem("A parameter is wrong; `detail` says which."),
          429: problem("Too many requests from one source."),
        },
      },
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: info.title, version: info.version, license: { name: "CC BY 4.0", identifier: "CC-BY-4.0" } },
    servers: [{ url: info.server }],
    paths,
  };
}

function parametersOf(parser: z.ZodType, place: "path" | "query") {
  const schema = schemaOf(parser, "input") as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || (schema.required ?? []).includes(name),
    schema: property,
  }));
}

function schemaOf(parser: z.ZodType, io: "input" | "output") {
  const { $schema: _, ...schema } = z.toJSONSchema(parser, { io, unrepresentable: "any" });
  return schema;
}

function problem(description: string) {
  return {
    description,
    content: {
      "application/problem+json": {
        schema: {
          type: "object",
          properties: { status: { type: "integer" }, title: { type: "string" }, detail: { type: "string" } },
          required: ["status", "title"],
        },
      },
    },
  };
}
