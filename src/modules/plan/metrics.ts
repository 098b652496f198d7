import type { MetricDefinition } from "../../kernel/metric/types.ts";
import { addDays } from "../../kernel/time/civil-date.ts";
import { fiscalYearOf } from "../../kernel/time/fiscal-year.ts";
import { countDone } from "./store/plan.ts";

/** The plan whose projects are counted; a city without it counts none. */
const dxPlan = "dx";

const dxProjectsDone: MetricDefinition = {
  name: "plan.dx-projects-done",
  kind: "stock",
  unit: "事業",
  title: { ja: "DX推進計画で実施した事業の数", en: "Projects of the DX plan carried out" },
  rule: {
    ja: "DX推進計画の事業一覧で、実施した年度が、期間の最後の日の年度までのものを数えます。年度の途中でも、その年度に実施した事業を数えます。計画から外れた事業は数えません。",
    en: "Projects on the DX plan's list whose fiscal year of completion is not later than that of the period's last day. Projects that the plan dropped are not counted.",
  },
  count: async (city, { until }) => ({
    value: await countDone(city.db, dxPlan, fiscalYearOf(addDays(until, -1))),
  }),
};

export const planMetrics: readonly MetricDefinition[] = [dxProjectsDone];
