import type { City } from "../../../kernel/city.ts";

export async function seedReview(_city: City, _cityFolder: URL): Promise<void> {}
