import { showcase } from "../example.ts";
import { pager } from "./pager.ts";

export const pagerShowcase = showcase<Parameters<typeof pager>>({
  component: "pager",
  draw: (_, props) => pager(...props),
  examples: [
    {
      name: "日を変える",
      props: () => [
        "日を変える",
        { before: { href: "#3", label: "12月3日（木）" }, after: { href: "#5", label: "12月5日（土）" } },
      ],
    },
    {
      name: "はじまりの週",
      props: () => ["週を変える", { after: { href: "#next", label: "次の週" }, now: "11月30日から" }],
    },
  ],
});
