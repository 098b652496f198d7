import { z } from "zod";
import type { Job } from "../../../kernel/jobs/types.ts";
import { reportViewings } from "../commands/tell-by-mail.ts";

/** Mondays at eight: how often staff looked at codes in the week before. */
export const reportViewsJob: Job<object> = {
  name: "door.report-views",
  data: z.object({}),
  every: "0 8 * * 1",
  run: (work) => work.perform(reportViewings, undefined),
};
