import type { Route } from "../../kernel/http/route.ts";
import { budgetRoutes } from "./routes/budget.ts";
import { evaluationRoutes } from "./routes/evaluation.ts";
import { figureRoutes } from "./routes/figure.ts";
import { publicRoutes } from "./routes/public.ts";
import { reportRoutes } from "./routes/report.ts";
import { reviewRoutes } from "./routes/review.ts";
import { revisionRoutes } from "./routes/revision.ts";
import type { PlanOptions } from "./types/options.ts";

/** One list for each area of the module, in the order in which a reader meets them. */
export const routes = (options: PlanOptions): readonly Route[] => [
  // Before the pages: …/:year/report.pdf is no sheet called report.pdf.
  ...reportRoutes,
  ...publicRoutes,
  ...revisionRoutes(options),
  ...figureRoutes,
  ...evaluationRoutes,
  ...reviewRoutes,
  ...budgetRoutes,
];
