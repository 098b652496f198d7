import type { MetricDefinition } from "../../kernel/metric/types.ts";
import { countUses } from "./store/count.ts";

const bookings: MetricDefinition = {
  name: "facility.bookings",
  kind: "flow",
  unit: "件",
  title: { ja: "施設の利用件数", en: "Uses of facilities" },
  rule: {
    ja: "利用日がこの期間にあり、確定した予約の数です。取り消した予約と、市が自分で使うための枠は数えません。",
    en: "Confirmed bookings whose day of use lies in the period. Cancelled ones and the city's own uses are not counted.",
  },
  count: async (city, period) => ({ value: (await countUses(city.db, period)).uses }),
};

const webShare: MetricDefinition = {
  name: "facility.web-share",
  kind: "ratio",
  unit: "%",
  title: { ja: "オンラインで予約した割合", en: "Share of bookings made online" },
  rule: {
    ja: "確定した予約のうち、窓口や電話を通さずに、自分で予約したものの割合です。",
    en: "Of the confirmed bookings, those that people made themselves and not by telephone or at the counter.",
  },
  async count(city, period) {
    const { uses, byWeb } = await countUses(city.db, period);
    return { value: uses === 0 ? undefined : (byWeb / uses) * 100, numerator: byWeb, denominator: uses };
  },
};

const people: MetricDefinition = {
  name: "facility.people",
  kind: "flow",
  unit: "人",
  title: { ja: "施設の利用者数", en: "People who used facilities" },
  rule: {
    ja: "確定した予約に書かれた人数の合計です。同じ人が何回も来たときは、その回数だけ数えます。",
    en: "The sum of the numbers of people stated in confirmed bookings; who comes twice counts twice.",
  },
  count: async (city, period) => ({ value: (await countUses(city.db, period)).people }),
};

export const metrics = [bookings, webShare, people];
