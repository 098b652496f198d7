import { html } from "../../kernel/html.ts";
import { showcase } from "../example.ts";
import { slotList, spaceRow } from "./space-row.ts";

export const spaceRowShowcase = showcase<Parameters<typeof spaceRow>[0]>({
  component: "space-row",
  draw: (_, props) => html`<h2>12月4日（金）に使える部屋</h2><ul class="spaces">${spaceRow(props)}</ul>`,
  examples: [
    {
      name: "分けて使えるホール",
      props: () => ({
        name: "風のホール",
        href: "#kaze",
        place: "四季文化館みの〜れ　美野里",
        people: "75人まで",
        facts: ["3つに分けて使えます", "ピアノ"],
        words: "壁で仕切ります。となりの音が少し聞こえます。",
        slotsLabel: "風のホールの12月4日の空き",
        slots: [
          { name: "午前", hours: "9–12時", kind: "partly", word: "一部空き", href: "#am", note: "1室から" },
          { name: "午後", hours: "13–17時", kind: "free", word: "空き", href: "#pm", note: "800円" },
          { name: "夜間", hours: "18–22時", kind: "held", word: "手続き中" },
        ],
      }),
    },
  ],
});

export const slotListShowcase = showcase<Parameters<typeof slotList>>({
  component: "slot-list",
  draw: (_, props) => slotList(...props),
  examples: [
    {
      name: "すべての様子",
      props: () => [
        "テニスコートの12月4日の空き",
        [
          { name: "9時", hours: "から1時間", kind: "free", word: "空き", href: "#9", note: "220円" },
          { name: "10時", hours: "から1時間", kind: "taken", word: "予約あり" },
          { name: "11時", hours: "から1時間", kind: "draw", word: "抽選受付", href: "#11", note: "12月8日まで" },
          { name: "12時", hours: "から1時間", kind: "closed", word: "休館" },
        ],
      ],
    },
  ],
});
