import { showcase } from "../example.ts";
import { type ErrandLink, errands } from "./errands.ts";

export const errandsShowcase = showcase<readonly ErrandLink[]>({
  component: "errands",
  draw: (_, list) => errands(list),
  examples: [
    {
      name: "トップの一覧",
      props: () => [
        {
          href: "#spaces",
          icon: "i-calendar",
          title: "施設を予約する",
          words: "空きを見て、予約し、支払い、扉を開けるところまで",
        },
        { href: "#my", icon: "i-door", title: "わたしの予約を見る", words: "扉を開ける、書類を取り出す、取り消す" },
        { href: "#ask", icon: "i-people", title: "人に聞く", words: "電話でも窓口でも、同じことができます" },
      ],
    },
  ],
});
