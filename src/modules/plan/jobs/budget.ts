import { z } from "zod";
import type { Job } from "../../../kernel/jobs/types.ts";
import { tellOfAnswers, tellOfReturnedRequest } from "../commands/budget/tell-section.ts";
import { requestStates } from "../types/budget.ts";

const moved = z.object({ requestId: z.uuid(), from: z.enum(requestStates), to: z.enum(requestStates) });

const tellOfReturn: Job<z.output<typeof moved>> = {
  name: "plan.tell-of-returned-request",
  on: ["plan.request-moved"],
  data: moved,
  async run(work, { requestId, from, to }) {
    if (from === "requested" && to === "drafted") {
      await work.perform(tellOfReturnedRequest, { requestId, occasion: work.jobId });
    }
  },
};

const published = z.object({ planId: z.string(), year: z.int(), requestIds: z.array(z.uuid()) });

const tellAnswers: Job<z.output<typeof published>> = {
  name: "plan.tell-of-budget-answers",
  on: ["plan.answers-published"],
  data: published,
  run: (work, answers) => work.perform(tellOfAnswers, { ...answers, occasion: work.jobId }),
};

// biome-ignore lint/suspicious/noExplicitAny: each job has its own data type; its parser is the guard
export const budgetJobs: readonly Job<any>[] = [tellOfReturn, tellAnswers];
