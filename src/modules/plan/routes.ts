import type { Route } from "../../kernel/http/route.ts";
import { budgetRoutes } from "./routes/budget.ts";
import { dataRoutes } from "./routes/data.ts";
import { evaluationRoutes } from "./routes/evaluation.ts";
import { figureRoutes } from "./routes/figure.ts";
import { publicRoutes } from "./routes/public.ts";
import { reportRoutes } from "./routes/report.ts";
import { reviewRoutes } from "./routes/review.ts";

/** One list for each area of the module, in the order in which a reader meets them. */
export const routes: readonly Route[] = [
  // Before the pages: …/:year/report.pdf is no sheet called report.pdf.
  ...reportRoutes,
  ...publicRoutes,
  ...dataRoutes,
  ...figureRoutes,
  ...evaluationRoutes,
  ...reviewRoutes,
  ...budgetRoutes,
];
