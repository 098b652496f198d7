import { html } from "../../kernel/html.ts";
import { showcase } from "../example.ts";
import { price } from "./price.ts";

export const priceShowcase = showcase<Parameters<typeof price>[1]>({
  component: "price",
  draw: ({ t }, props) => price(t, props),
  examples: [
    {
      name: "減免と端数",
      props: () => ({
        caption: "料金（見本）",
        totalLabel: "お支払い額",
        total: 1570,
        lines: [
          {
            label: "基本額",
            explanation: "風のホール3分の1、夜間の4時間",
            article: { title: "公共ホール条例　別表第1", url: "https://example.jp/reiki#1" },
            amount: 1870,
          },
          {
            label: "利用区分の係数　1.2倍",
            explanation: "広域利用（となりの市や町の団体）のため、374円を加えます",
            article: { title: "公共ホール条例　別表第2" },
            amount: 374,
          },
          { label: "減免　5割", explanation: "2,244円の半分を引きます", amount: -1122 },
          { label: "暖房", explanation: "夜間1回分。暖房に減免はありません", amount: 450 },
          { label: "端数処理", explanation: "10円に満たない2円は、いただきません", amount: -2 },
        ],
        below: html`<p>11月30日までに取り消すと、全額をお返しします。12月1日からは、お返しできません。</p>`,
      }),
    },
  ],
});
