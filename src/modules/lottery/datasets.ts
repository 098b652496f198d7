import type { DatasetDefinition } from "../../kernel/dataset/types.ts";
import { listOutcomes } from "./store/count.ts";

const rounds: DatasetDefinition = {
  name: "lottery.rounds",
  title: {
    ja: "施設の抽選の結果",
    en: "Lotteries for facilities",
    "ja-easy": "施設《しせつ》の抽選《ちゅうせん》（くじ）",
  },
  description: {
    ja: "結果が出た抽選です。1行が1回です。申し込みと当選の数だけで、だれが申し込んだかは入っていません。",
    en: "Lotteries whose result is out, one in a row: how many entries and wins. Who entered is not in it.",
    "ja-easy":
      "抽選《ちゅうせん》（くじ）の表《ひょう》です。申《もう》しこんだ人《ひと》の名前《なまえ》は、ありません。",
  },
  licence: "CC-BY-4.0",
  columns: [
    {
      name: "set",
      type: "text",
      description: { ja: "いっしょに抽選する施設のまとまり", en: "What is drawn for together" },
    },
    { name: "month", type: "text", description: { ja: "利用する月。2026-12の形", en: "Month of use, as 2026-12" } },
    { name: "entries", type: "integer", description: { ja: "申し込みの数", en: "Entries" } },
    { name: "choices", type: "integer", description: { ja: "希望の数の合計", en: "Choices in all entries" } },
    {
      name: "wins",
      type: "integer",
      description: { ja: "当選の数。繰り上げは入りません", en: "Wins in the draw, without those handed on later" },
    },
    {
      name: "list_hash",
      type: "text",
      description: { ja: "申し込みの一覧のSHA-256", en: "SHA-256 of the list of entries" },
    },
  ],
  async *rows(city) {
    for (const { setId, month, entries, choices, wins, listHash } of await listOutcomes(city.db)) {
      yield { set: setId, month: month.slice(0, 7), entries, choices, wins, list_hash: listHash };
    }
  },
};

export const datasets = [rounds];
