import { z } from "zod";
import { type Feed, type Hook, methodOf, type Route } from "./route.ts";

/** The OpenAPI 3.1 document of all feeds and hooks that have words. Schemas come from the same parsers that guard the routes. */
export function openApiDocument(routes: readonly Route[], info: { title: string; version: string; server: string }) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const operation = route.kind === "feed" ? readingOf(route) : route.kind === "hook" ? sendingOf(route) : undefined;
    if (operation === undefined) continue;
    const path = route.path.replace(/:([a-zA-Z]+)(\{[^}]*\})?/g, "{$1}");
    paths[path] = { ...paths[path], [methodOf(route).toLowerCase()]: operation };
  }
  return {
    openapi: "3.1.0",
    info: { title: info.title, version: info.version, license: { name: "CC BY 4.0", identifier: "CC-BY-4.0" } },
    servers: [{ url: info.server }],
    paths,
    components: { securitySchemes: { key: { type: "http", scheme: "bearer" } } },
  };
}

function readingOf({ words, params, query }: Feed) {
  if (words === undefined) return undefined;
  return {
    summary: words.summary,
    description: words.description,
    parameters: [...parametersOf(params, "path"), ...parametersOf(query, "query")],
    responses: {
      200: {
        description: words.summary,
        content: { [words.type ?? "application/json"]: { schema: schemaOf(words.answer, "output") } },
      },
      404: problem("There is no such thing."),
      422: problem("A parameter is wrong; `detail` says which."),
      429: problem("Too many requests from one source."),
    },
  };
}

function sendingOf({ words, params }: Hook) {
  if (words === undefined) return undefined;
  const answers = Object.entries(words.answers).map(([status, { words: description, shape }]) => [
    status,
    { description, content: { "application/json": { schema: schemaOf(shape, "output") } } },
  ]);
  const headers = words.headers === undefined ? [] : parametersOf(words.headers, "header");
  return {
    summary: words.summary,
    description: words.description,
    security: [{ key: [] }],
    parameters: [...parametersOf(params, "path"), ...headers],
    requestBody: { required: true, content: { "application/json": { schema: schemaOf(words.body, "input") } } },
    responses: Object.fromEntries(answers),
  };
}

function parametersOf(parser: z.core.$ZodType, place: "path" | "query" | "header") {
  const schema = schemaOf(parser, "input") as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || (schema.required ?? []).includes(name),
    schema: property,
  }));
}

function schemaOf(parser: z.core.$ZodType, io: "input" | "output") {
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
