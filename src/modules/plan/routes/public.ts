import type { Route } from "../../../kernel/http/route.ts";

export const publicRoutes: readonly Route[] = [];
