import type { Job } from "../../kernel/jobs/types.ts";
import type { Adapters } from "./jobs/adapters.ts";
import { deliverJob } from "./jobs/deliver-command.ts";
import { hearJob } from "./jobs/hear.ts";
import { shelterJob } from "./jobs/hold-shelter.ts";
import { reportViewsJob } from "./jobs/report-views.ts";
import { settleJob } from "./jobs/settle-codes.ts";
import { watchJob } from "./jobs/watch.ts";

export type { Adapters } from "./jobs/adapters.ts";

// biome-ignore lint/suspicious/noExplicitAny: each job has its own data type; its parser is the guard
export function doorJobs(adapters: Adapters): readonly Job<any>[] {
  return [
    settleJob(adapters),
    deliverJob(adapters),
    watchJob(adapters),
    shelterJob(adapters),
    hearJob(adapters),
    reportViewsJob,
  ];
}
