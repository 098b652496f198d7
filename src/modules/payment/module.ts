import type { Module } from "../../kernel/module.ts";
import { paymentConstraints } from "./constraints.ts";
import type { ExportDefinition } from "./exports/definition.ts";
import { paymentJobs } from "./jobs.ts";
import { paymentMetrics } from "./metrics.ts";
import { paymentKeeper } from "./person.ts";
import { noPlaces, type PlaceFinder } from "./places.ts";
import { makeProviders } from "./providers.ts";
import { paymentRoutes } from "./routes.ts";
import type { PaymentProvider } from "./types.ts";

/**
 * `providers`: all that hold money of ours. `offered`: the names of those that new payments may go to, the usual one
 * first; default: all. None: counters only.
 */
export function paymentModule(options: {
  providers: readonly PaymentProvider[];
  offered?: readonly string[] | undefined;
  /** Which facility earned what; without it all money is of その他. */
  places?: PlaceFinder;
  /** 財務会計への連携ファイル, as the city's files describe them. */
  exports?: readonly ExportDefinition[];
}): Module {
  const providers = makeProviders(options.providers, options.offered);
  return {
    name: "payment",
    migrations: new URL("./migrations/", import.meta.url),
    routes: paymentRoutes({ providers, places: options.places ?? noPlaces, exports: options.exports ?? [] }),
    jobs: paymentJobs(providers),
    constraints: paymentConstraints,
    metrics: paymentMetrics,
    datasets: [],
    person: paymentKeeper,
    menu: [
      { side: "staff", group: "money", href: "/staff/cash", label: "payment.desk.menu", order: 40 },
      { side: "staff", group: "money", href: "/staff/money/payouts", label: "payment.staff.menu", order: 41 },
      { side: "staff", group: "money", href: "/staff/money/debts", label: "payment.staff.debts.title", order: 42 },
      { side: "staff", group: "money", href: "/staff/money/months", label: "payment.staff.month.menu", order: 42 },
      { side: "staff", group: "money", href: "/staff/money/exports", label: "payment.staff.export.menu", order: 43 },
    ],
  };
}
