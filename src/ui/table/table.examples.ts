import { html } from "../../kernel/html.ts";
import { buttonLink } from "../button/button.ts";
import { showcase } from "../example.ts";
import { status } from "../status/status.ts";
import { type Column, table } from "./table.ts";

type Row = { readonly time: string; readonly group: string; readonly room: string; readonly amount: string };
type Props = { readonly caption: string; readonly columns: readonly Column<Row>[]; readonly rows: readonly Row[] };

const columns: readonly Column<Row>[] = [
  { label: "時刻", cell: ({ time }) => time },
  {
    label: "団体と部屋",
    head: true,
    cell: ({ group, room }) => html`<a href="#row">${group}</a><br><span class="muted small">${room}</span>`,
  },
  { label: "様子", cell: () => status("held", "支払いまだ") },
  { label: "金額（見本）", number: true, cell: ({ amount }) => amount },
  {
    label: "できること",
    quiet: true,
    cell: ({ group }) =>
      html`<div class="table__do">${buttonLink({ label: "現金を受け取る", href: "#cash", size: "small", about: group })}</div>`,
  },
];

export const tableShowcase = showcase<Props>({
  component: "table",
  draw: (_, props) => table({ ...props, isNow: ({ time }) => time === "13時" }),
  examples: [
    {
      name: "窓口ですること",
      props: () => ({
        caption: "窓口ですること",
        columns,
        rows: [
          { time: "13時", group: "あおば吹奏楽団", room: "練習室1", amount: "支払いずみ" },
          { time: "18時", group: "こども演劇教室", room: "風のホール 中央", amount: "1,870円" },
        ],
      }),
    },
  ],
});
