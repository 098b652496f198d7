import type { City } from "../../kernel/city.ts";
import type { IdentityOptions } from "./types.ts";

export async function seedIdentity(_city: City, _folder: URL, _options: IdentityOptions): Promise<void> {}
