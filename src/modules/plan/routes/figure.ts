import type { Route } from "../../../kernel/http/route.ts";

export const figureRoutes: readonly Route[] = [];
