import { z } from "zod";
import type { Job } from "../../../kernel/jobs/types.ts";
import { forgetOldMessages } from "../commands/forget.ts";

export const forgetJob: Job<object> = {
  name: "notice.forget-old",
  data: z.object({}),
  every: "40 3 * * *",
  run: async (work) => {
    const count = await work.perform(forgetOldMessages, undefined);
    if (count > 0) work.city.log.info("notice.forgot", { count });
  },
};
