import { showcase } from "../example.ts";
import { legend, type WeekPart, week } from "./week.ts";

const part = (name: string, isFree: boolean): WeekPart =>
  isFree ? { name, kind: "free", word: "空き" } : { name, kind: "taken", word: "予約あり" };
const thirds = (...free: readonly boolean[]) => [
  part("事務所側", free[0] ?? false),
  part("中央", free[1] ?? false),
  part("舞台側", free[2] ?? false),
];
const taken = { kind: "taken", word: "予約あり" } as const;
const closed = { kind: "closed", word: "休館" } as const;
const draw = { kind: "draw", word: "抽選受付", href: "#draw", note: "申込み4組" } as const;

export const weekShowcase = showcase<Parameters<typeof week>[0]>({
  component: "week",
  draw: (_, props) => week(props),
  examples: [
    {
      name: "三つに分けられるホール",
      props: () => ({
        caption: "11月30日（月）から12月4日（金）まで",
        dayLabel: "日",
        partsLabel: "三つに分けたとき",
        columns: [
          { name: "午前", hours: "9–12時" },
          { name: "午後", hours: "13–17時" },
          { name: "夜間", hours: "18–22時" },
        ],
        rows: [
          { spoken: "11月30日（月）", month: "11月", day: 30, weekday: "月", cells: [closed, closed, closed] },
          {
            spoken: "12月1日（火）",
            month: "12月",
            day: 1,
            weekday: "火",
            isToday: true,
            cells: [
              { kind: "free", word: "空き", href: "#1", parts: thirds(true, true, true) },
              { kind: "partly", word: "一部空き", href: "#2", parts: thirds(false, true, true) },
              taken,
            ],
          },
          {
            spoken: "12月2日（水）",
            day: 2,
            weekday: "水",
            cells: [taken, { kind: "held", word: "手続き中" }, { kind: "free", word: "空き", href: "#3" }],
          },
          { spoken: "12月5日（土）", day: 5, weekday: "土", cells: [draw, draw, draw] },
        ],
      }),
    },
  ],
});

export const legendShowcase = showcase<Parameters<typeof legend>[0]>({
  component: "legend",
  draw: (_, items) => legend(items),
  examples: [
    {
      name: "印の見方",
      props: () => [
        { kind: "free", word: "空き", meaning: "全面を使えます" },
        { kind: "partly", word: "一部空き", meaning: "下の○のところを使えます" },
        { kind: "taken", word: "予約あり", meaning: "使えません" },
        { kind: "held", word: "手続き中", meaning: "ほかの方が10分だけおさえています" },
      ],
    },
  ],
});
