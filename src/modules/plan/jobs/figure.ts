import type { Job } from "../../../kernel/jobs/types.ts";
import type { PlanOptions } from "../module.ts";

// biome-ignore lint/suspicious/noExplicitAny: each job has its own data type; its parser is the guard
export const figureJobs = (_options: PlanOptions): readonly Job<any>[] => [];
