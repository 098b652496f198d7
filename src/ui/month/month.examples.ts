import { showcase } from "../example.ts";
import { month } from "./month.ts";

export const monthShowcase = showcase<Parameters<typeof month>[1]>({
  component: "month",
  draw: ({ t }, props) => month(t, props),
  examples: [
    {
      name: "12月",
      props: () => ({
        on: "2026-12-04",
        today: "2026-12-02",
        chosen: "2026-12-04",
        caption: "令和8年12月",
        stepsLabel: "月を変える",
        before: { href: "#november", label: "11月" },
        after: { href: "#january", label: "1月" },
        dayOf: (date) => {
          if (date < "2026-12-02") return undefined;
          if (new Date(`${date}T12:00:00Z`).getUTCDay() === 1) return { kind: "closed", word: "休館" };
          if (date === "2026-12-12") return { kind: "taken", word: "予約あり" };
          return { kind: date > "2026-12-20" ? "partly" : "free", word: "空き", href: `#${date}` };
        },
      }),
    },
  ],
});
