import { z } from "zod";
import type { Job } from "../../../kernel/jobs/types.ts";
import { remindReviewers, tellOfNewSheets } from "../commands/review/tell-reviewers.ts";
import { sheetStates } from "../types/evaluation.ts";

const moved = z.object({ sheetId: z.uuid(), from: z.enum(sheetStates), to: z.enum(sheetStates) });

const tell: Job<z.output<typeof moved>> = {
  name: "plan.tell-reviewers",
  on: ["plan.sheet-moved"],
  data: moved,
  async run(work, { sheetId, to }) {
    if (to === "in-review") await work.perform(tellOfNewSheets, { sheetId });
  },
};

const remind: Job<object> = {
  name: "plan.remind-reviewers",
  data: z.object({}),
  every: "40 7 * * *",
  run: (work) => work.perform(remindReviewers, undefined),
};

// biome-ignore lint/suspicious/noExplicitAny: each job has its own data type; its parser is the guard
export const reviewJobs: readonly Job<any>[] = [tell, remind];
