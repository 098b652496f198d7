import { z } from "zod";
import type { Job } from "../../kernel/jobs/types.ts";
import { carryOutSeasons } from "./commands/carry-out.ts";

/** Sent when a table is confirmed, and each minute: whatever a dead worker left is found again. */
const carryOut: Job<object> = {
  name: "allocation.carry-out",
  data: z.object({}),
  every: "* * * * *",
  run: carryOutSeasons,
};

export const jobs = [carryOut];
