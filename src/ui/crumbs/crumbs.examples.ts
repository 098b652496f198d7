import { showcase } from "../example.ts";
import { crumbs } from "./crumbs.ts";

export const crumbsShowcase = showcase<Parameters<typeof crumbs>>({
  component: "crumbs",
  draw: (_, props) => crumbs(...props),
  examples: [
    {
      name: "三つめのページ",
      props: () => [
        "見本の道すじ",
        [{ label: "トップ", href: "#home" }, { label: "部屋を探す", href: "#spaces" }, { label: "風のホール" }],
      ],
    },
  ],
});
