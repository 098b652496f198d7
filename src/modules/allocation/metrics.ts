import type { MetricDefinition } from "../../kernel/metric/types.ts";
import { countGivenDays } from "./store/given.ts";

const given: MetricDefinition = {
  name: "allocation.given-days",
  kind: "flow",
  unit: "枠",
  title: { ja: "利用調整で団体に割り当てた枠", en: "Frames given to groups for a season" },
  rule: {
    ja: "使う日がこの期間にあり、利用調整で団体に割り当てて予約にした枠の数です。1日の1枠を1と数えます。あとで取り消した日も入ります。",
    en: "Frames whose day of use lies in the period and that were given to groups for a season and booked. A frame of one day counts one, also if it was cancelled later.",
  },
  count: async (city, period) => ({ value: await countGivenDays(city.db, period) }),
};

export const metrics = [given];
