import type { Module } from "../../kernel/module.ts";
import { jobs } from "./jobs.ts";
import { metrics } from "./metrics.ts";
import { applicationsOfPerson } from "./person.ts";
import { routes } from "./routes.ts";
import { seedAllocation } from "./seeds.ts";

export function allocationModule(): Module {
  return {
    name: "allocation",
    migrations: new URL("./migrations/", import.meta.url),
    routes,
    jobs,
    constraints: {
      application_one_per_group: "allocation.asked-already",
      wish_not_twice: "allocation.wish-twice",
      given_no_overlap: "allocation.staff.given-already",
      given_while_open: "allocation.table-closed",
      season_confirmed_by_another: "allocation.staff.own-table",
      season_only_prolonged: "allocation.staff.wrong-state",
      season_follows_its_states: "allocation.staff.wrong-state",
    },
    metrics,
    datasets: [],
    person: applicationsOfPerson,
    menu: [
      { side: "public", href: "/allocations", label: "allocation.menu", order: 16 },
      { side: "staff", group: "facility", href: "/staff/allocations", label: "allocation.staff.menu", order: 31 },
    ],
    seed: seedAllocation,
  };
}
