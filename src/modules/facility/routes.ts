import type { Route } from "../../kernel/http/route.ts";
import { apiRoutes } from "./routes/api.ts";
import { closureRoutes } from "./routes/closures.ts";
import { publicRoutes } from "./routes/public.ts";
import { reductionRoutes } from "./routes/reductions.ts";
import { residentRoutes } from "./routes/resident.ts";
import { staffRoutes } from "./routes/staff.ts";

export const routes: readonly Route[] = [
  ...publicRoutes,
  ...residentRoutes,
  ...staffRoutes,
  ...closureRoutes,
  ...reductionRoutes,
  ...apiRoutes,
];
