import { randomUUID } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import { figureTown, plan } from "../commands/figure/figure.fixture.ts";
import { findDraft, findEdition, findReportSheet, readReport } from "../store/report.ts";
import type { SheetForm } from "../types/evaluation.ts";

export { plan } from "../commands/figure/figure.fixture.ts";

const text = (ja: string) => ({ ja, en: undefined, "ja-easy": undefined });
const field = (id: string, ja: string, more: object = {}) => ({
  id,
  label: text(ja),
  hint: undefined,
  kind: "long-text" as const,
  isRequired: false,
  maxLength: 2000,
  options: [],
  source: undefined,
  isPublic: true,
  ...more,
});

const form: SheetForm = {
  id: "measure",
  parts: [
    {
      id: "figures",
      title: text("数字を確かめる"),
      fields: [
        field("indicators", "成果指標", { kind: "auto", source: "indicators" }),
        field("cost", "事業費", { kind: "auto", source: "cost" }),
      ],
    },
    {
      id: "reasons",
      title: text("理由"),
      fields: [
        field("why", "なぜ、おくれているのか"),
        field("result-direction", "成果を、どうするか", {
          kind: "choice",
          options: [{ value: "up", label: text("上げる") }],
        }),
        field("cost-direction", "お金を、どうするか", {
          kind: "choice",
          options: [{ value: "more", label: text("ふやす") }],
        }),
      ],
    },
    { id: "contact", title: text("書いた人の連絡先"), fields: [field("extension", "内線", { isPublic: false })] },
  ],
};

/** What must not stand on anything that is public. */
export const secrets = [
  "内線4455",
  "秘密のメモ",
  "まだ言わない答え",
  "下書きの予算",
  "書いた人の連絡先",
  "見本の山田",
] as const;

const frozen = {
  indicators: [
    {
      id: "net-monitors",
      name: text("おみたまネットモニター登録者数"),
      unit: text("人"),
      decimals: 0,
      baseline: "261",
      target: "450",
      years: [{ year: 2025, value: "349", expected: "387" }],
      verdict: "late",
      grade: text("C"),
    },
  ],
  cost: [
    {
      year: 2025,
      stage: "settled",
      national: 100,
      prefecture: 200,
      bond: 0,
      other: 40,
      general: 1_239_660,
      total: 1_240_000,
    },
  ],
  staff: [{ year: 2025, persons: "0.80", unitCost: 7_000_000, total: 5_600_000 }],
  projects: [],
};

/** The real plan with its sample series, one published sheet with all voices for 1303, and one that is still written. */
export async function reportTown() {
  const town = await figureTown({ samples: true });
  const { db } = town;
  const run = (query: RawBuilder<unknown>) => query.execute(db);
  const [roundId, published, draft] = [randomUUID(), randomUUID(), randomUUID()];
  const forms = JSON.stringify({ measure: form, project: form });
  await run(sql`insert into plan.round (id, plan_id, year, state, due, forms, staff_unit_cost, is_sample, opened_at)
    values (${roundId}, ${plan}, 2025, 'open', '{}', ${forms}, 7000000, true, now())`);
  const answers = JSON.stringify({
    why: "=1+1 若い人に、届いていません。\n窓口だけでした。",
    "result-direction": "up",
    "cost-direction": "more",
    extension: "内線4455",
  });
  await run(sql`insert into plan.sheet (id, round_id, kind, subject, title, section_id, state, answers, is_selected,
      selection_reason, is_sample, frozen, published_at)
    values (${published}, ${roundId}, 'measure', '1303', '広聴の充実', 'hisho-kocho', 'published', ${answers}, true, '見本', true,
      ${JSON.stringify(frozen)}, '2026-11-20T01:00:00Z'),
    (${draft}, ${roundId}, 'measure', '1302', '広報の充実', 'hisho-kocho', 'writing',
      ${JSON.stringify({ why: "まだ書いているところです。", extension: "内線4455" })}, false, null, true, null, null)`);
  const project = JSON.stringify({ why: "若い人の登録が少ない。", "result-direction": "up", "cost-direction": "same" });
  await run(sql`insert into plan.sheet (id, round_id, kind, subject, title, section_id, state, answers, is_sample, frozen,
      published_at)
    values (${randomUUID()}, ${roundId}, 'project', '1303-A', 'おみたまネットモニター運営事業', 'hisho-kocho', 'published',
      ${project}, true, ${JSON.stringify({ ...frozen, indicators: [] })}, '2026-11-20T01:00:00Z')`);
  await run(sql`insert into plan.joint_verdict (sheet_id, verdict, votes, voted, reviewers, comment, decided_at)
    values (${published}, 'improve', '{"improve": 4, "keep": 1}', 5, 5, '登録者の数だけを追わないでほしい。', now())`);
  await run(sql`insert into plan.city_answer (sheet_id, stance, words, promises, written_at, asked_at, approved_at)
    values (${published}, 'accept', '60日以内に知らせます。', '[{"what": "高校で案内する", "until": "2027-03-31"}]', now(), now(), now()),
    (${draft}, 'accept', 'まだ言わない答え', '[]', now(), null, null)`);
  return {
    ...town,
    draft,
    published,
    run,
    sheet: () => findReportSheet(db, plan, 2025, "1303"),
    hidden: () => findReportSheet(db, plan, 2025, "1302"),
    edition: () => findEdition(db, plan, 2025),
    findDraft: () => findDraft(db, draft),
    report: async () => {
      const content = await readReport(db, plan, 2025, new Date("2026-11-20T01:00:00Z"));
      if (content === undefined) throw new Error("no report");
      return content;
    },
  };
}

export type ReportTown = Awaited<ReturnType<typeof reportTown>>;
