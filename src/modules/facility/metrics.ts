import type { MetricDefinition } from "../../kernel/metric/types.ts";
import { countAllFacilities } from "./commands/statistics.ts";
import { sumRates } from "./rules/use-rate.ts";
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

const useRate: MetricDefinition = {
  name: "facility.use-rate",
  kind: "ratio",
  unit: "%",
  title: { ja: "施設の稼働率", en: "Use rate of facilities" },
  rule: {
    ja: "使われた枠の数を、開いている枠の数で割ったものです。枠は、分けられるいちばん小さな部屋ごとに、その日の決まりの時間帯で数えます。休館日は数えません。雨や修繕による臨時の休館は、開いている枠から引きません。市が自分で使った枠は、使われた枠に入れません。きょうより先の日は数えません。",
    en: "Slots in use divided by open slots. Slots are counted for each smallest part of the rooms, by the timetable of each day. Closing days are not counted; closures for weather and repairs are not taken off; the city's own uses are not counted as use; days still to come are left out.",
  },
  async count(city, period) {
    const rate = sumRates((await countAllFacilities(city, period)).map((one) => one.rate));
    return {
      value: rate.open === 0 ? undefined : (rate.taken / rate.open) * 100,
      numerator: rate.taken,
      denominator: rate.open,
    };
  },
};

const reductionAmount: MetricDefinition = {
  name: "facility.reduction-amount",
  kind: "flow",
  unit: "円",
  title: { ja: "施設の使用料の減免額", en: "Amount of fee reductions" },
  rule: {
    ja: "確定した予約の、減免がないときの使用料から、実際の使用料を引いた金額です。利用日で数えます。分母は、減免がないときの使用料の合計です。",
    en: "Of confirmed bookings, what they would cost without reductions less what they cost, by day of use. The denominator is the sum without reductions.",
  },
  async count(city, period) {
    const all = await countAllFacilities(city, period);
    const reduction = all.reduce((sum, { sums }) => sum + sums.reduction, 0);
    const fullPrice = all.reduce((sum, { sums }) => sum + sums.fullPrice, 0);
    return { value: reduction, numerator: reduction, denominator: fullPrice };
  },
};

const income: MetricDefinition = {
  name: "facility.income",
  kind: "flow",
  unit: "円",
  title: { ja: "施設の使用料収入", en: "Income from facility fees" },
  rule: {
    ja: "確定した予約の使用料と、使ったあとの精算の合計です。利用日で数えます。返したお金は引いてあります。分母は、予約の件数です。",
    en: "Fees of confirmed bookings and what was settled after the use, by day of use. The denominator is the number of bookings.",
  },
  async count(city, period) {
    const all = await countAllFacilities(city, period);
    const yen = all.reduce((sum, { sums }) => sum + sums.income, 0);
    return { value: yen, numerator: yen, denominator: all.reduce((sum, { sums }) => sum + sums.uses, 0) };
  },
};

export const metrics = [bookings, webShare, people, useRate, reductionAmount, income];
