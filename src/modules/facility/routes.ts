import type { Route } from "../../kernel/http/route.ts";
import { apiRoutes } from "./routes/api.ts";
import { publicRoutes } from "./routes/public.ts";
import { residentRoutes } from "./routes/resident.ts";

export const routes: readonly Route[] = [...publicRoutes, ...residentRoutes, ...apiRoutes];
