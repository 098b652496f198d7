import type { Route } from "../../kernel/http/route.ts";

export const doorRoutes: readonly Route[] = [];
