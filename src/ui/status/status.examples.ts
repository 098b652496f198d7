import { showcase } from "../example.ts";
import { pill, type StatusKind, status } from "./status.ts";

const words: Readonly<Record<StatusKind, string>> = {
  free: "空き",
  partly: "一部空き",
  draw: "抽選受付",
  held: "手続き中",
  taken: "予約あり",
  closed: "休館",
  good: "順調",
  late: "おくれ",
  unknown: "測れない",
  on: "今、開けられます",
  off: "まだ開きません",
  bad: "つながりません",
};
const kinds = Object.keys(words) as StatusKind[];

export const statusShowcase = showcase<{ kind: StatusKind; word: string }>({
  component: "status",
  draw: (_, { kind, word }) => status(kind, word),
  examples: kinds.map((kind) => ({ name: kind, props: () => ({ kind, word: words[kind] }) })),
});

export const pillShowcase = showcase<{ kind: StatusKind; word: string }>({
  component: "pill",
  draw: (_, { kind, word }) => pill(kind, word),
  examples: [
    { name: "決まった", props: () => ({ kind: "good", word: "予約が決まっています" }) },
    { name: "まだ", props: () => ({ kind: "held", word: "支払いを待っています" }) },
  ],
});
