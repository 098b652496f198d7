import { z } from "zod";
import type { City } from "../../kernel/city.ts";
import type { DatasetRegistry } from "../../kernel/dataset/registry.ts";
import { page } from "../../kernel/http/route.ts";
import type { MetricRegistry } from "../../kernel/metric/registry.ts";
import type { Module } from "../../kernel/module.ts";
import type { OpenToday } from "../../modules/facility/index.ts";
import type { PlanState } from "../../modules/plan/index.ts";
import { showAccessibility, showPrivacy, showSource, showUse } from "./about.ts";
import { showAuditLog } from "./audit-log.ts";
import { showCatalogue, showComponent, showExample } from "./catalogue.ts";
import { datasetRoutes } from "./datasets.ts";
import { showFront } from "./front.ts";
import { showHelp } from "./help.ts";
import { showMetrics } from "./metrics.ts";

const nothing = z.object({});
const everybody = { who: "anyone", limit: "page", params: nothing, query: nothing } as const;

/** The front page, the pages about this site, open data, the log. `catalogue`: the components too, for those who make pages. */
export function siteModule(options: {
  readonly listOpenToday: (city: City) => Promise<readonly OpenToday[]>;
  readonly listPlanStates: (city: City) => Promise<readonly PlanState[]>;
  readonly catalogue: boolean;
  /** Of all modules; read late, because they are made later. */
  readonly metrics: () => MetricRegistry;
  /** Of the modules before this one: each has addresses of its own. */
  readonly datasets: DatasetRegistry;
}): Module {
  return {
    name: "site",
    routes: [
      page({ ...everybody, path: "/", show: (view) => showFront(view, options.listOpenToday, options.listPlanStates) }),
      page({ ...everybody, path: "/help", show: showHelp }),
      page({ ...everybody, path: "/about/use", show: showUse }),
      page({ ...everybody, path: "/about/accessibility", show: showAccessibility }),
      page({ ...everybody, path: "/about/privacy", show: showPrivacy }),
      page({ ...everybody, path: "/about/source", show: showSource }),
      page({
        path: "/staff/log",
        who: ["auditor", "administrator"],
        limit: "page",
        params: nothing,
        query: z.object({ before: z.coerce.number().int().positive().optional().catch(undefined) }),
        show: showAuditLog,
      }),
      page({
        path: "/staff/metrics",
        who: "staff",
        limit: "page",
        params: nothing,
        query: z.object({ year: z.coerce.number().int().min(2006).max(2100).optional().catch(undefined) }),
        show: (view, { query }) => showMetrics(view, options.metrics(), query),
      }),
      ...datasetRoutes(options.datasets),
      ...(options.catalogue ? catalogueRoutes : []),
    ],
    jobs: [],
    constraints: {},
    metrics: [],
    datasets: [],
    menu: [
      { side: "staff", group: "plan", href: "/staff/metrics", label: "site.metrics.title", order: 85 },
      { side: "staff", group: "records", href: "/staff/log", label: "site.log.title", order: 95 },
    ],
  };
}

const word = z.string().max(100);

const catalogueRoutes = [
  page({ ...everybody, path: "/_catalogue", show: showCatalogue }),
  page({
    ...everybody,
    path: "/_catalogue/:component",
    params: z.object({ component: word }),
    show: (view, { params }) => showComponent(view, params),
  }),
  page({
    ...everybody,
    path: "/_catalogue/:component/:example",
    params: z.object({ component: word, example: word }),
    show: (view, { params }) => showExample(view, params),
  }),
];
