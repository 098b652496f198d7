import type { Route } from "../../kernel/http/route.ts";
import type { Providers } from "./providers.ts";

export function paymentRoutes(_providers: Providers): readonly Route[] {
  return [];
}
