import { showcase } from "../example.ts";
import { type TimelineEntry, timeline } from "./timeline.ts";

export const timelineShowcase = showcase<readonly TimelineEntry[]>({
  component: "timeline",
  draw: (_, entries) => timeline(entries),
  examples: [
    {
      name: "予約のこれまで",
      props: () => [
        { kicker: "11月25日 15時14分　あなた", title: "予約した", words: "1,570円をカードで支払いました。" },
        { kicker: "11月27日 9時05分　みの〜れ", title: "電話で答えた", quote: "ピアノは、当日に動かせます。" },
        { kicker: "12月4日の予定", title: "使う日", words: "17時45分から扉を開けられます。", isPlanned: true },
      ],
    },
  ],
});
