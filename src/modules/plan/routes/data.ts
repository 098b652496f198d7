import type { Route } from "../../../kernel/http/route.ts";

export const dataRoutes: readonly Route[] = [];
