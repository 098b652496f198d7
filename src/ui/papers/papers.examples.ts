import { showcase } from "../example.ts";
import { papers } from "./papers.ts";

export const papersShowcase = showcase<Parameters<typeof papers>[0]>({
  component: "papers",
  draw: (_, list) => papers(list),
  examples: [
    {
      name: "予約の書類",
      props: () => [
        { href: "#permit", title: "使用許可書", words: "PDF、1枚、84KB" },
        { href: "#receipt", title: "領収書", words: "PDF、1枚、61KB" },
        { href: "#calendar", title: "カレンダーに入れる", words: "iCalendar", calendar: true },
      ],
    },
  ],
});
