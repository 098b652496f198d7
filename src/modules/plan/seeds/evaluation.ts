import type { City } from "../../../kernel/city.ts";

export async function seedEvaluation(_city: City, _cityFolder: URL): Promise<void> {}
