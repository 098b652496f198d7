import type { BenchCity } from "../bench-city.ts";

/** How long files take that are brought in whole. */
export async function timeImports(_bench: BenchCity, _say: (line: string) => void): Promise<Record<string, number>> {
  return {};
}
