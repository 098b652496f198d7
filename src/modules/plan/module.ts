import type { Module } from "../../kernel/module.ts";
import { constraints } from "./constraints.ts";
import { datasets } from "./datasets.ts";
import { jobs } from "./jobs.ts";
import { planMetrics } from "./metrics.ts";
import { planPerson } from "./person.ts";
import { routes } from "./routes.ts";
import { seedPlan } from "./seeds.ts";
import type { PlanOptions } from "./types/options.ts";

export function planModule(options: PlanOptions): Module {
  return {
    name: "plan",
    migrations: new URL("./migrations/", import.meta.url),
    routes: routes(options),
    jobs: jobs(options),
    constraints,
    metrics: planMetrics,
    datasets,
    person: planPerson,
    menu: [
      { side: "public", href: "/plans", label: "plan.menu.plan", order: 20 },
      { side: "staff", group: "plan", href: "/staff/plan", label: "plan-figure.menu.plan", order: 40 },
      { side: "staff", group: "plan", href: "/staff/evaluation", label: "plan-evaluation.menu.evaluation", order: 50 },
      { side: "staff", group: "plan", href: "/staff/promises", label: "plan-review.staff.promises.title", order: 55 },
      { side: "staff", group: "plan", href: "/staff/budget", label: "plan-budget.menu", order: 60 },
    ],
    seed: seedPlan,
  };
}
