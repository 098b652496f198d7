import type { Route } from "../../../kernel/http/route.ts";

export const budgetRoutes: readonly Route[] = [];
