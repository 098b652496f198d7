import { showcase } from "../example.ts";
import { type FigureBox, figureRow, verdictBox } from "./indicator.ts";

export const verdictBoxShowcase = showcase<Parameters<typeof verdictBox>[0]>({
  component: "verdict-box",
  draw: (_, props) => verdictBox(props),
  examples: [
    {
      name: "おくれ",
      props: () => ({
        verdict: "late",
        word: "おくれ",
        words: "令和7年度は349人でした。あるべきところ（387人）より、38人少ない数です。",
      }),
    },
    {
      name: "測れない",
      props: () => ({ verdict: "unknown", word: "測れない", words: "令和7年度の数がありません。" }),
    },
    { name: "順調", props: () => ({ verdict: "good", word: "順調", words: "令和7年度は72団体でした。" }) },
  ],
});

export const figureRowShowcase = showcase<readonly FigureBox[]>({
  component: "figure-row",
  draw: (_, boxes) => figureRow(boxes),
  examples: [
    {
      name: "四つの数",
      props: () => [
        { label: "基準　令和3年度", figure: "261", unit: "人", none: "なし" },
        { label: "実績　令和7年度", figure: "349", unit: "人", none: "なし" },
        { label: "今　11月25日", figure: undefined, none: "数えていません", isNow: true },
        { label: "目標　令和9年度", figure: "450", unit: "人", none: "なし" },
      ],
    },
  ],
});
