import { showcase } from "../example.ts";
import { tabs } from "./tabs.ts";

export const tabsShowcase = showcase<Parameters<typeof tabs>>({
  component: "tabs",
  draw: (_, props) => tabs(...props),
  examples: [
    {
      name: "予約の見方",
      props: () => [
        "予約の見方",
        [
          { label: "これから", href: "#coming", isHere: true },
          { label: "これまで", href: "#past" },
          { label: "取り消した予約", href: "#cancelled" },
        ],
      ],
    },
  ],
});
