import { z } from "zod";
import type { Job } from "../../../kernel/jobs/types.ts";
import { remindOfSheets, tellOfReturn } from "../commands/evaluation/remind.ts";
import { sheetStates } from "../types/evaluation.ts";
import type { PlanOptions } from "../types/options.ts";

const remind: Job<object> = {
  name: "plan.remind-of-sheets",
  data: z.object({}),
  every: "20 7 * * 1-5",
  run: (work) => work.perform(remindOfSheets, undefined),
};

const moved = z.object({ sheetId: z.uuid(), from: z.enum(sheetStates), to: z.enum(sheetStates) });

const tell: Job<z.output<typeof moved>> = {
  name: "plan.tell-of-return",
  on: ["plan.sheet-moved"],
  data: moved,
  async run(work, { sheetId, to }) {
    if (to === "writing") await work.perform(tellOfReturn, { sheetId });
  },
};

// biome-ignore lint/suspicious/noExplicitAny: each job has its own data type; its parser is the guard
export const evaluationJobs = (_options: PlanOptions): readonly Job<any>[] => [remind, tell];
