import { html } from "../../kernel/html.ts";
import { showcase } from "../example.ts";
import { type SummaryLine, summary } from "./summary.ts";

type Props = { readonly lines: readonly SummaryLine[]; readonly plain?: boolean };

export const summaryShowcase = showcase<Props>({
  component: "summary",
  draw: ({ t }, { lines, plain = false }) => summary(t, lines, { plain }),
  examples: [
    {
      name: "答えの確認",
      props: () => ({
        lines: [
          { label: "部屋", value: html`四季文化館みの〜れ<br>風のホール（事務所側、3分の1）`, change: "#room" },
          { label: "日時", value: html`12月4日（金）　夜間<br>18時から22時まで`, change: "#when" },
          { label: "団体", value: "みのり合唱団（見本）", change: "#group" },
        ],
      }),
    },
    {
      name: "部屋のこと",
      props: () => ({
        plain: true,
        lines: [
          { label: "人数", value: "全面75人、1室25人" },
          { label: "車いす", value: "入口から段差なし。多目的トイレは廊下の向かい" },
        ],
      }),
    },
  ],
});
