import type { Route } from "../../kernel/http/route.ts";
import type { IdentityOptions } from "./types.ts";

export function routes(_options: IdentityOptions): readonly Route[] {
  return [];
}
