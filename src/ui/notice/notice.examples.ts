import { html } from "../../kernel/html.ts";
import { showcase } from "../example.ts";
import { notice } from "./notice.ts";

export const noticeShowcase = showcase<Parameters<typeof notice>[0]>({
  component: "notice",
  draw: (_, props) => notice(props),
  examples: [
    {
      name: "止まったとき",
      props: () => ({
        word: "重要",
        title: "カードの支払いが、今使えません",
        words: html`予約はできます。支払いは、コンビニか窓口でできます。10時20分に分かりました。11時に、もう一度お知らせします。`,
      }),
    },
    { name: "すんだとき", props: () => ({ word: "できました", title: "予約を取り消しました。", calm: true }) },
  ],
});
