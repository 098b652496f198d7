import type { MetricDefinition } from "../../kernel/metric/types.ts";
import { countOutcome } from "./store/count.ts";

const entries: MetricDefinition = {
  name: "lottery.entries",
  kind: "flow",
  unit: "件",
  title: { ja: "抽選の申し込み", en: "Entries in lotteries" },
  rule: {
    ja: "利用する月がこの期間にあり、結果が出た抽選の申し込みの数です。取り下げた申し込みは数えません。",
    en: "Entries in lotteries whose month of use lies in the period and whose result is out. Withdrawn entries are not counted.",
  },
  count: async (city, period) => ({ value: (await countOutcome(city.db, period)).entries }),
};

const winners: MetricDefinition = {
  name: "lottery.winners",
  kind: "ratio",
  unit: "%",
  title: { ja: "抽選で1つ以上当たった割合", en: "Share of entries that won at least once" },
  rule: {
    ja: "結果が出た抽選の申し込みのうち、希望が1つ以上かなったものの割合です。繰り上げで当たったものも数えます。",
    en: "Of the entries in lotteries whose result is out, those that won at least one of their choices, also as the next in order.",
  },
  async count(city, period) {
    const found = await countOutcome(city.db, period);
    const value = found.entries === 0 ? undefined : (found.winners / found.entries) * 100;
    return { value, numerator: found.winners, denominator: found.entries };
  },
};

export const metrics = [entries, winners];
