import { errand, page, type Route } from "../../../kernel/http/route.ts";
import { enterYearlyCost } from "../commands/statistics.ts";
import { sendCsv, sendWorkbook } from "../pages/staff/statistics/file.ts";
import { showStatistics, showStatisticsAgain } from "../pages/staff/statistics/page.ts";
import { hrefOf, statisticsPath } from "../pages/staff/statistics/period.ts";
import { policy } from "../policy.ts";
import { noParams } from "../schema/requests.ts";
import { costForm, statisticsQuery } from "../schema/statistics-requests.ts";

const look = { who: policy.see, limit: "page", params: noParams, query: statisticsQuery } as const;

/** 利用の統計 */
export const statisticsRoutes: readonly Route[] = [
  page({ ...look, path: statisticsPath, show: showStatistics }),
  page({ ...look, path: `${statisticsPath}/statistics.xlsx`, show: sendWorkbook }),
  page({ ...look, path: `${statisticsPath}/statistics.csv`, show: sendCsv }),
  errand({
    who: policy.enterCosts,
    limit: "form",
    path: `${statisticsPath}/costs`,
    params: noParams,
    form: costForm,
    run: (act, { form: { facility, year, yen } }) =>
      enterYearlyCost(act, { facilityId: facility, fiscalYear: year, yen }),
    then: (_, { form: { facility, year } }) => ({
      to: `${hrefOf({ facility, year })}#cost`,
      flash: "facility.staff.statistics.cost-entered",
    }),
    again: showStatisticsAgain,
  }),
];
