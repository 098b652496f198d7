import { html } from "../../kernel/html.ts";
import { showcase } from "../example.ts";
import { help } from "./help.ts";

export const helpShowcase = showcase<Parameters<typeof help>>({
  component: "help",
  draw: (_, props) => help(...props),
  examples: [
    {
      name: "番号が届かないとき",
      props: () => [
        "番号が届かないときは",
        html`<ol><li>迷惑メールの箱を見てください。</li><li>アドレスの打ちまちがいがないか、確かめてください。</li></ol>`,
      ],
    },
  ],
});
