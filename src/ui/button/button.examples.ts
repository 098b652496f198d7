import { showcase } from "../example.ts";
import { button, buttonLink } from "./button.ts";

export const buttonShowcase = showcase<Parameters<typeof button>[0]>({
  component: "button",
  draw: (_, props) => button(props),
  examples: [
    { name: "主なボタン", props: () => ({ label: "支払いへ進む" }) },
    { name: "大きいボタン", props: () => ({ label: "扉をあける", size: "big", icon: "i-door" }) },
    { name: "次のボタン", props: () => ({ label: "番号を見る", kind: "second" }) },
    { name: "取り消すボタン", props: () => ({ label: "予約を取り消す", kind: "danger", size: "small" }) },
    { name: "文字のボタン", props: () => ({ label: "ログアウト", kind: "text" }) },
    {
      name: "同じ名前が並ぶとき",
      props: () => ({ label: "現金を受け取る", about: "こども演劇教室", size: "small", name: "do", value: "cash" }),
    },
    {
      name: "長い名前",
      props: () => ({ label: "風のホールの全面を、令和8年12月4日の夜間に予約して、支払いへ進む" }),
    },
  ],
});

export const buttonLinkShowcase = showcase<Parameters<typeof buttonLink>[0]>({
  component: "button-link",
  draw: (_, props) => buttonLink(props),
  examples: [
    { name: "行くだけのボタン", props: () => ({ label: "部屋を探す", href: "#spaces", icon: "i-search" }) },
    { name: "小さいボタン", props: () => ({ label: "前の日", href: "#before", kind: "second", size: "small" }) },
  ],
});
