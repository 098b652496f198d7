import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { StartFailure } from "./start-failure.ts";
import { readYamlText, type YamlPlace } from "./yaml-text.ts";

/** Reads a city's file. All that is wrong with it is said at once, each as compilers write it: people.yaml:12:5 … */
export function readYamlFile<Schema extends z.ZodType>(schema: Schema, file: URL): z.output<Schema> {
  const name = basename(file.pathname);
  const text = read(file);
  const { value, errors, placeOf } = readYamlText(text);
  const at = ({ line, column }: YamlPlace, message: string) => `${name}:${line}:${column} ${message}`;
  const wrong = errors.map((error) => at(error, error.detail));
  if (wrong.length === 0) {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    // What is missing has no place of its own: the one it is missing in has.
    wrong.push(
      ...parsed.error.issues.map(({ path, message }) =>
        at(
          placeOf(path.map((step) => (typeof step === "number" ? step : String(step)))),
          `${z.core.toDotPath(path)}: ${message}`,
        ),
      ),
    );
  }
  throw new StartFailure(`${fileURLToPath(file)} cannot be used:\n  ${wrong.join("\n  ")}`);
}

function read(file: URL): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const why = (error as { code?: string }).code ?? "for an unknown reason";
    throw new StartFailure(`${fileURLToPath(file)} cannot be read (${why}).`);
  }
}
