import type { Route } from "../../kernel/http/route.ts";
import { publicRoutes } from "./routes/public.ts";
import { residentRoutes } from "./routes/resident.ts";
import { staffRoutes } from "./routes/staff.ts";

export const routes: readonly Route[] = [...publicRoutes, ...residentRoutes, ...staffRoutes];
