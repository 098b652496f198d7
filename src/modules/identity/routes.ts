import type { Route } from "../../kernel/http/route.ts";
import { documentRoutes } from "./routes/documents.ts";
import { groupRoutes } from "./routes/groups.ts";
import { myRoutes } from "./routes/my.ts";
import { registrationRoutes } from "./routes/registration.ts";
import { rosterRoutes } from "./routes/roster.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { staffRoutes } from "./routes/staff.ts";
import { staffEntryRoutes } from "./routes/staff-entry.ts";
import { visitRoutes } from "./routes/visits.ts";
import type { IdentityOptions } from "./types.ts";

export function routes(options: IdentityOptions): readonly Route[] {
  return [
    ...signInRoutes(options),
    ...visitRoutes(options),
    ...staffEntryRoutes(options),
    ...myRoutes(options),
    ...groupRoutes,
    // Before the roster: /members/import is no member.
    ...registrationRoutes(options),
    ...rosterRoutes(options),
    ...documentRoutes,
    ...staffRoutes(options),
  ];
}
