import { paperOf } from "../../../kernel/documents/paper.ts";
import { renderPdf } from "../../../kernel/documents/render-pdf.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import type { CivilDate } from "../../../kernel/time/civil-date.ts";
import { formatFiscalYear } from "../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { type Block, heading } from "./blocks.ts";
import { methodBlocks } from "./report/method.ts";
import { minuteBlocks } from "./report/minute.ts";
import { policyBlocks } from "./report/policy.ts";
import type { ReportContent } from "./report-content.ts";
import { said } from "./sheet-blocks.ts";

export type ReportPaper = {
  readonly locale: Locale;
  readonly city: string;
  readonly publishedOn: CivilDate;
  readonly content: ReportContent;
};

/** 年度の報告書, A4, one tagged PDF with links from its contents. */
export function renderReport(report: ReportPaper): Promise<Uint8Array<ArrayBuffer>> {
  return renderPdf({ template: new URL("./report.typ", import.meta.url), data: reportData(report) });
}

function reportData({ locale, city, publishedOn, content }: ReportPaper) {
  const t = translator(locale === "en" ? "en" : "ja");
  const year = formatFiscalYear(content.year, t.locale);
  const plan = said(t, content.plan.title);
  const { sample } = content;
  const blocks: readonly Block[] = [
    heading(2, t.text("plan-report.contents")),
    { kind: "contents" },
    ...minuteBlocks(t, content),
    ...policyBlocks(t, content),
    ...methodBlocks(t, content),
  ];
  return {
    paper: paperOf(t, {
      title: t.text("plan-report.report.title", { year }),
      author: city,
      foot: t.text("plan-report.report.foot", { city, plan, year }),
      sample,
    }),
    cover: {
      plan,
      city,
      published: t.text("plan-report.report.published", { day: formatDate(publishedOn, t.locale, { weekday: false }) }),
      note: sample ? t.text("plan-report.sample") : "",
    },
    blocks,
    closing: [t.text("plan-report.report.source"), sample ? t.text("plan-report.sample") : ""],
  };
}
