import type { City } from "../../../kernel/city.ts";

export async function seedFigure(_city: City, _cityFolder: URL): Promise<void> {}
