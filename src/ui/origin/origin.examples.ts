import { html } from "../../kernel/html.ts";
import { showcase } from "../example.ts";
import { origin } from "./origin.ts";

export const originShowcase = showcase<Parameters<typeof origin>[1]>({
  component: "origin",
  draw: ({ t }, props) => origin(t, props),
  examples: [
    {
      name: "今の数",
      props: () => ({
        open: true,
        title: "「今 368人」は、どこから来た数か",
        rule: "おみたまネットモニターに登録していて、やめていない人の数。同じ人は1回だけ数えます。",
        sum: {
          caption: "数の内わけ",
          lines: [
            { label: "登録した人", figure: "402人" },
            { label: "やめた人", figure: "−34人" },
          ],
          total: { label: "今の登録者数", figure: "368人" },
        },
        facts: [
          { label: "元の記録", value: "ネットモニター名簿" },
          { label: "確かさ", value: "速報。3月31日の数を、4月に確定します" },
        ],
        below: html`<a href="#csv">毎日の数（CSV）</a>`,
      }),
    },
    {
      name: "閉じているとき",
      props: () => ({ title: "「おくれ」と判定した決まり", rule: "0.80より小さいので「おくれ」です。" }),
    },
    {
      name: "計算の順",
      props: () => ({
        open: true,
        title: "「おくれ」と判定した計算",
        rule: "0.80より小さいので「おくれ」です。",
        steps: ["進んだ割合　88人 ÷ 189人 = 46.6%", "過ぎた時間の割合　4年 ÷ 6年 = 66.7%"],
      }),
    },
  ],
});
