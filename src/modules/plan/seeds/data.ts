import type { City } from "../../../kernel/city.ts";

export async function seedData(_city: City, _cityFolder: URL): Promise<void> {}
