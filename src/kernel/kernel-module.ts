import { z } from "zod";
import { sealAudit } from "./audit/seal.ts";
import { kernelMigrations } from "./db/migrate.ts";
import { sweepFiles } from "./files/files.ts";
import { checkHealth } from "./health.ts";
import { jsonAnswer } from "./http/answer.ts";
import { forgetFormKeys } from "./http/form-key.ts";
import { openApiDocument } from "./http/openapi.ts";
import { pageViewMetric } from "./http/page-views.ts";
import { feed, type Route } from "./http/route.ts";
import type { Job } from "./jobs/types.ts";
import type { Module } from "./module.ts";

const nothing = z.object({});

/** The kernel's own manifest. `allRoutes` gives the routes of all modules, for the API document. */
export function kernelModule(allRoutes: () => readonly Route[] = () => []): Module {
  return {
    name: "kernel",
    migrations: kernelMigrations.folder,
    routes: [health, apiDocument(allRoutes)],
    jobs: [sealJob, forgetJob, sweepJob],
    constraints: {},
    metrics: [pageViewMetric],
    datasets: [],
    menu: [],
  };
}

const sealJob: Job<object> = {
  name: "kernel.seal-audit",
  data: nothing,
  every: "* * * * *",
  run: async (work) => {
    while ((await work.perform(sealAudit, undefined)) > 0);
  },
};

const forgetJob: Job<object> = {
  name: "kernel.forget-form-keys",
  data: nothing,
  every: "20 3 * * *",
  run: (work) => work.perform(forgetFormKeys, undefined),
};

const sweepJob: Job<object> = {
  name: "kernel.sweep-files",
  data: nothing,
  every: "40 3 * * *",
  run: async (work) => void (await sweepFiles(work.city)),
};

/** For the machine that watches: 200 only if the database answers, because without it no page does. */
const health = feed({
  path: "/healthz",
  who: "anyone",
  limit: "api",
  params: nothing,
  query: z.object({}),
  respond: async ({ city }) => {
    const parts = await checkHealth(city.db);
    return jsonAnswer({ ok: parts.database && parts.jobs, ...parts }, parts.database ? 200 : 503);
  },
});

const apiDocument = (allRoutes: () => readonly Route[]) =>
  feed({
    path: "/api/v1/openapi.json",
    who: "anyone",
    limit: "api",
    params: nothing,
    query: z.object({}),
    respond: async (view) =>
      jsonAnswer(
        openApiDocument(allRoutes(), {
          title: `${view.city.config.name.en ?? view.city.config.name.ja}: open interface`,
          version: "1",
          server: view.city.address,
        }),
      ),
  });
