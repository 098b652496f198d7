import type { Job } from "../../kernel/jobs/types.ts";
import { budgetJobs } from "./jobs/budget.ts";
import { evaluationJobs } from "./jobs/evaluation.ts";
import { figureJobs } from "./jobs/figure.ts";
import { reviewJobs } from "./jobs/review.ts";
import type { PlanOptions } from "./types/options.ts";

// biome-ignore lint/suspicious/noExplicitAny: each job has its own data type; its parser is the guard
export const jobs = (options: PlanOptions): readonly Job<any>[] => [
  ...figureJobs(options),
  ...evaluationJobs(options),
  ...reviewJobs,
  ...budgetJobs,
];
