import type { City } from "../../../kernel/city.ts";

export async function seedBudget(_city: City, _cityFolder: URL): Promise<void> {}
