import { z } from "zod";
import type { City } from "../../kernel/city.ts";
import { page } from "../../kernel/http/route.ts";
import type { Module } from "../../kernel/module.ts";
import type { OpenToday } from "../../modules/facility/index.ts";
import { showAbout } from "./about.ts";
import { showAuditLog } from "./audit-log.ts";
import { showFront } from "./front.ts";

const nothing = z.object({});
const everybody = { who: "anyone", limit: "page", params: nothing, query: nothing } as const;

/** The front page and the pages about this site. */
export function siteModule(options: { readonly listOpenToday: (city: City) => Promise<readonly OpenToday[]> }): Module {
  return {
    name: "site",
    routes: [
      page({ ...everybody, path: "/", show: (view) => showFront(view, options.listOpenToday) }),
      page({ ...everybody, path: "/about/accessibility", show: (view) => showAbout(view, "accessibility") }),
      page({ ...everybody, path: "/about/privacy", show: (view) => showAbout(view, "privacy") }),
      page({ ...everybody, path: "/about/source", show: (view) => showAbout(view, "source") }),
      page({ ...everybody, path: "/about/use", show: (view) => showAbout(view, "use") }),
      page({
        path: "/staff/log",
        who: ["auditor", "administrator"],
        limit: "page",
        params: nothing,
        query: z.object({ before: z.coerce.number().int().positive().optional().catch(undefined) }),
        show: showAuditLog,
      }),
    ],
    jobs: [],
    constraints: {},
    metrics: [],
    datasets: [],
    menu: [{ side: "staff", href: "/staff/log", label: "site.log.title", order: 95 }],
  };
}
