import type { Facility } from "../types/facility.ts";
import type { Finding, Path } from "./finding.ts";

/** What is allowed in a file, and may still not be meant. */
export function warnOf(facility: Facility): readonly Finding[] {
  const missing = findTextsWithoutEnglish(facility, []);
  const [first] = missing;
  return first === undefined ? [] : [{ path: first, message: "no-english", params: { count: missing.length } }];
}

/** Of a facility as read, where each text has the form { ja, en?, ja-easy? }. Its paths are those of the file. */
function findTextsWithoutEnglish(value: unknown, path: Path): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  if (!Array.isArray(value) && typeof (value as Record<string, unknown>).ja === "string") {
    return "en" in value ? [] : [path];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    findTextsWithoutEnglish(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
