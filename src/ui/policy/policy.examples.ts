import { showcase } from "../example.ts";
import { type PolicyCard, policies, type TallyLine, tally } from "./policy.ts";

export const policiesShowcase = showcase<readonly PolicyCard[]>({
  component: "policies",
  draw: (_, list) => policies(list),
  examples: [
    {
      name: "基本施策",
      props: () => [
        {
          number: "基本施策 1",
          title: "市民協働・コミュニティ活動の推進",
          href: "#1",
          words: "行政区や団体と、いっしょにまちをつくる",
          verdicts: ["good", "good", "late"],
          sentence: "順調 2、おくれ 1",
        },
        { number: "基本施策 2", title: "人権の尊重", href: "#2", verdicts: [], sentence: "成果指標はありません" },
      ],
    },
  ],
});

export const tallyShowcase = showcase<readonly TallyLine[]>({
  component: "tally",
  draw: (_, lines) => tally(lines),
  examples: [
    {
      name: "21の指標",
      props: () => [
        { verdict: "good", word: "順調", count: 11, unit: "本", meaning: "目標に、届く進み方です" },
        { verdict: "late", word: "おくれ", count: 7, unit: "本", meaning: "このままでは、届きません" },
        { verdict: "unknown", word: "測れない", count: 3, unit: "本", meaning: "数字がありません" },
      ],
    },
  ],
});
