import assert from "node:assert/strict";
import { test } from "node:test";
import { readPdf } from "../../../kernel/documents/read-pdf.fixture.ts";
import type { SheetContent } from "../pages/review/content.ts";
import { sampleForm } from "../review.fixture.ts";
import { type ReadingPackProps, renderReadingPack } from "./reading-pack.ts";

const at = new Date("2026-07-01T00:00:00+09:00");
const content = (subject: string, title: string): SheetContent => ({
  sheet: {
    id: subject,
    roundId: "round",
    planId: "comprehensive",
    year: 2025,
    kind: "measure",
    subject,
    title,
    sectionId: "hisho-kocho",
    state: "in-review",
    answers: {},
    form: sampleForm,
    frozen: undefined,
    isSample: true,
    isChair: false,
    dueOn: "2026-12-10",
    savedAt: undefined,
    handedInAt: undefined,
  },
  sectionName: "秘書広聴課",
  parts: [
    {
      title: { ja: "計画" },
      fields: [{ label: { ja: "目的" }, source: undefined, text: { ja: '市民の声を聴く #panic("x") $1$' } }],
    },
  ],
  figures: {
    indicators: [
      {
        id: "net-monitors",
        name: { ja: "ネットモニター登録者数" },
        unit: { ja: "人" },
        decimals: 0,
        baseline: "261",
        target: "450",
        years: [{ year: 2025, value: "349", expected: "387" }],
        verdict: "late",
        grade: { ja: "B" },
      },
    ],
    cost: [
      {
        year: 2025,
        stage: "settled",
        national: 0,
        prefecture: 0,
        bond: 0,
        other: 0,
        general: 1_234_000,
        total: 1_234_000,
      },
    ],
    staff: [{ year: 2025, persons: "1.20", unitCost: 7_000_000, total: 8_400_000 }],
    projects: [{ code: "1303-A", name: { ja: "ネットモニター運営事業" }, settled: 1_234_000 }],
  },
  origins: new Map([
    [
      "net-monitors",
      {
        id: "f",
        planId: "comprehensive",
        indicatorId: "net-monitors",
        year: 2025,
        value: "349",
        numerator: undefined,
        denominator: undefined,
        counts: [],
        certainty: "final",
        origin: "hand",
        source: "ネットモニター名簿",
        rule: "登録していて、やめていない人の数。",
        countedAt: at,
        state: "approved",
        proposedBy: undefined,
        proposedAt: at,
        decidedBy: undefined,
        decidedAt: at,
        note: undefined,
        sample: true,
      },
    ],
  ]),
  findings: new Map(),
  past: [
    {
      sheetId: "old",
      year: 2024,
      verdict: {
        sheetId: "old",
        verdict: "improve",
        votes: { improve: 4, keep: 1 },
        voted: 5,
        reviewers: 5,
        comment: "数だけを追わないでほしい。",
        decidedAt: at,
      },
      answer: undefined,
      promises: [
        {
          sheetId: "old",
          number: 0,
          year: 2024,
          what: "結果を知らせる",
          until: "2027-03-31",
          followUp: { outcome: "kept", words: "42日で知らせた", notedAt: at },
        },
      ],
    },
  ],
});

const props: ReadingPackProps = {
  locale: "ja",
  city: "小美玉市",
  zone: "Asia/Tokyo",
  year: 2025,
  dueOn: "2026-12-10",
  printedOn: "2026-11-25",
  sheets: [content("1303", "広聴の充実"), content("1304", "広報の充実")],
  sample: true,
};

test("the pack is one paper with all sheets: contents, figures with origin and judgement, cost, last year's words and promise", async () => {
  const { text, title, language, pages, roles } = await readPdf(await renderReadingPack(props));
  assert.equal(title, "外部評価の資料　令和7年度の評価");
  assert.match(language, /^ja/);
  assert.ok(pages >= 3, "a page of contents, and each sheet begins its own");
  const said = [
    "目次",
    "1303広聴の充実",
    "1304広報の充実",
    "令和8年12月10日までに提出してください。",
    '市民の声を聴く#panic("x")$1$',
    "おくれ段階B",
    "基準261人目標450人",
    "令和7年度349387",
    "登録していて、やめていない人の数。",
    "ネットモニター名簿",
    "1,234,000円",
    "1.208,400,000円",
    "委員5人のうち4人が「改善」",
    "数だけを追わないでほしい。",
    "令和9年3月31日まで守った42日で知らせた",
    `1／${pages}`,
  ];
  for (const each of said) assert.ok(text.includes(each), `${each} is not in ${text}`);
  for (const role of ["H1", "H2", "H3", "Table", "TH"]) assert.ok(roles.includes(role), role);
});

test("the pack speaks English to whom the site does", async () => {
  const { text, language } = await readPdf(await renderReadingPack({ ...props, locale: "en" }));
  assert.match(language, /^en/);
  for (const each of ["Contents", "Behind", "Pleasehandinby"]) assert.ok(text.includes(each), each);
});
