import type { Route } from "../../kernel/http/route.ts";
import { afterUseRoutes } from "./routes/after-use.ts";
import { apiRoutes } from "./routes/api.ts";
import { approvalRoutes } from "./routes/approvals.ts";
import { blockSeriesRoutes } from "./routes/block-series.ts";
import { boardRoutes } from "./routes/board.ts";
import { changeRoutes } from "./routes/changes.ts";
import { closureRoutes } from "./routes/closures.ts";
import { depositRoutes } from "./routes/deposits.ts";
import { ordinanceRoutes } from "./routes/ordinances.ts";
import { ownSeriesRoutes } from "./routes/own-series.ts";
import { publicRoutes } from "./routes/public.ts";
import { receiptRoutes } from "./routes/receipts.ts";
import { reductionRoutes } from "./routes/reductions.ts";
import { residentRoutes } from "./routes/resident.ts";
import { seriesRoutes } from "./routes/series.ts";
import { staffRoutes } from "./routes/staff.ts";
import { statisticsRoutes } from "./routes/statistics.ts";

export const routes: readonly Route[] = [
  ...publicRoutes,
  ...residentRoutes,
  ...staffRoutes,
  ...closureRoutes,
  ...changeRoutes,
  ...seriesRoutes,
  ...ownSeriesRoutes,
  ...blockSeriesRoutes,
  ...approvalRoutes,
  ...receiptRoutes,
  ...reductionRoutes,
  ...boardRoutes,
  ...afterUseRoutes,
  ...depositRoutes,
  ...statisticsRoutes,
  ...ordinanceRoutes,
  ...apiRoutes,
];
