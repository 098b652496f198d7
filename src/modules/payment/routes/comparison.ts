import { z } from "zod";
import { page } from "../../../kernel/http/route.ts";
import { comparisonPage } from "../pages/comparison-page.ts";
import { bankRoles } from "../policy.ts";
import { listComparisons, listDifferences } from "../store/comparisons.ts";

export const showComparison = page({
  path: "/staff/money/comparison",
  // 監査 looks at it as well; nothing can be done here.
  who: [...bankRoles, "auditor"],
  limit: "page",
  params: z.object({}),
  query: z.object({}),
  show: async (view) => {
    const runs = await listComparisons(view.city.db);
    const last = runs[0]?.onDay;
    const differences = last === undefined ? [] : await listDifferences(view.city.db, last);
    return comparisonPage(view, { differences, runs });
  },
});
