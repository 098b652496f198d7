import type { Route } from "../../kernel/http/route.ts";
import { groupRoutes } from "./routes/groups.ts";
import { myRoutes } from "./routes/my.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { staffRoutes } from "./routes/staff.ts";
import type { IdentityOptions } from "./types.ts";

export function routes(options: IdentityOptions): readonly Route[] {
  return [...signInRoutes(options), ...myRoutes(options), ...groupRoutes(options), ...staffRoutes(options)];
}
