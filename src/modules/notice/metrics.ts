import type { MetricDefinition } from "../../kernel/metric/types.ts";
import { instantOf } from "../../kernel/time/instant.ts";
import { countSent } from "./store/deliveries.ts";

export const mailsSent: MetricDefinition = {
  name: "notice.mails-sent",
  kind: "flow",
  unit: "通",
  title: { ja: "送ったメール", en: "Mails sent" },
  rule: {
    ja: "メールサーバーが引き受けたメールの数です。もう一度送ったものも数えます。届いたかどうかは、数えていません。",
    en: "Mails that a mail server took over, those that were sent again included. Whether they were read is not counted.",
  },
  count: async (city, period) => {
    const { zone } = city.config;
    const during = { from: instantOf(period.from, "00:00", zone), until: instantOf(period.until, "00:00", zone) };
    return { value: await countSent(city.db, during) };
  },
};
