import { showcase } from "../example.ts";
import { barChart } from "./bar-chart.ts";
import { lineChart } from "./line-chart.ts";

export const lineChartShowcase = showcase<Parameters<typeof lineChart>[0]>({
  component: "line-chart",
  draw: (_, props) => lineChart(props),
  examples: [
    {
      name: "基準から目標まで",
      props: () => ({
        id: "monitors",
        title: "登録者数の移り変わり",
        words: "単位は人。各年度の3月31日の数（見本）。たて軸は250人から。",
        story: "令和3年度261人から、令和7年度349人にふえました。今は368人、目標は令和9年度450人です。",
        columns: { caption: "同じ数を表で", label: "年度", figure: "登録者数" },
        figure: (value) => `${value}`,
        points: [
          { label: "令和3", short: "R3", value: 261, kind: "base", mark: "基準 261人" },
          { label: "令和4", short: "R4", value: 278, kind: "actual" },
          { label: "令和5", short: "R5", value: 301, kind: "actual" },
          { label: "令和6", short: "R6", value: 322, kind: "actual" },
          { label: "令和7", short: "R7", value: 349, kind: "actual", mark: "実績 349人" },
          { label: "今", short: "今", value: 368, kind: "now", at: 5, mark: "今 368人" },
          { label: "令和9", short: "R9", value: 450, kind: "goal", at: 6, mark: "目標 450人" },
        ],
        steps: [3, 4, 5, 6, 7, 8, 9].map((year) => ({ label: `令和${year}`, short: `R${year}` })),
        path: [261, 292.5, 324, 355.5, 387, 418.5, 450].map((value, at) => ({ at, value })),
        gap: { at: 4, value: 387, from: 349, mark: "あるべきところ 387人" },
      }),
    },
    {
      name: "へらす目標",
      props: () => ({
        id: "debt",
        title: "市債の残高",
        words: "単位は億円（見本）。たて軸は200億円から。",
        story: "令和3年度262億円から、令和7年度241億円にへりました。目標は令和9年度230億円です。",
        columns: { caption: "同じ数を表で", label: "年度", figure: "残高" },
        figure: (value) => `${value}`,
        points: [
          { label: "令和3", short: "R3", value: 262, kind: "base", at: 0, mark: "基準 262億円" },
          { label: "令和5", short: "R5", value: 255, kind: "actual", at: 2 },
          { label: "令和7", short: "R7", value: 245, kind: "actual", at: 4, mark: "実績 245億円" },
          { label: "令和9", short: "R9", value: 230, kind: "goal", at: 6, mark: "目標 230億円" },
        ],
        steps: [3, 4, 5, 6, 7, 8, 9].map((year) => ({ label: `令和${year}`, short: `R${year}` })),
        gap: { at: 4, value: 240.7, from: 245, mark: "あるべきところ 240.7億円" },
      }),
    },
  ],
});

export const barChartShowcase = showcase<Parameters<typeof barChart>[0]>({
  component: "bar-chart",
  draw: (_, props) => barChart(props),
  examples: [
    {
      name: "月ごとの予約",
      props: () => ({
        id: "bookings",
        title: "予約の数",
        words: "単位は件（見本）。取り消しを除きます。",
        story: "9月から11月まで、毎月ふえています。11月は、25日までで122件です。",
        columns: { caption: "同じ数を表で", label: "月", figure: "予約" },
        figure: (value) => `${value}件`,
        bars: [
          { label: "8月", short: "8月", value: 96 },
          { label: "9月", short: "9月", value: 101 },
          { label: "10月", short: "10月", value: 118 },
          { label: "11月", short: "11月", value: 122, isNow: true },
        ],
      }),
    },
  ],
});
