import { html } from "../../kernel/html.ts";
import { showcase } from "../example.ts";
import { empty } from "./empty.ts";

export const emptyShowcase = showcase<Parameters<typeof empty>>({
  component: "empty",
  draw: (_, props) => empty(...props),
  examples: [
    {
      name: "空きがないとき",
      props: () => [
        "近い条件なら、空いています",
        [
          html`<a href="#a">12月6日（日）の夜間　風のホール（全面）</a>`,
          html`<a href="#b">30人までなら　練習室1（12月5日の午前）</a>`,
          "電話でも探せます。0299-00-0000（見本）",
        ],
      ],
    },
    { name: "道がないとき", props: () => ["まだ予約はありません", []] },
  ],
});
