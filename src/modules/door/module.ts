import type { Module } from "../../kernel/module.ts";
import { type Adapters, doorJobs } from "./jobs.ts";
import { doorMetrics } from "./metrics.ts";
import { doorPerson } from "./person.ts";
import { doorRoutes } from "./routes.ts";

export { lockHookPurpose } from "./routes/hook.ts";

/** `adapters` by the name that the city's files use; only the worker talks to them. */
export function doorModule({ adapters }: { readonly adapters: Adapters }): Module {
  return {
    name: "door",
    migrations: new URL("./migrations/", import.meta.url),
    routes: doorRoutes,
    jobs: doorJobs(adapters),
    constraints: {
      access_one_live_per_subject: "door.code-exists",
      door_address_once: "door.staff.address-taken",
      reentry_once: "door.reentry-used",
      key_out_once: "door.desk.key-still-out",
      shelter_confirmed_by_another: "door.desk.another-person",
      shelter_ended_by_another: "door.desk.another-person",
      shelter_door_once: "door.desk.door-held",
    },
    metrics: doorMetrics,
    datasets: [],
    person: doorPerson,
    menu: [
      { side: "staff", group: "doors", href: "/staff/doors", label: "door.staff.title", order: 30 },
      { side: "staff", group: "doors", href: "/staff/keys", label: "door.desk.keys", order: 31 },
      { side: "staff", group: "doors", href: "/staff/shelter", label: "door.desk.shelter", order: 32 },
      { side: "staff", group: "doors", href: "/staff/doors/views", label: "door.desk.views", order: 33 },
    ],
  };
}
