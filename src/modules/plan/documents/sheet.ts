import { paperOf } from "../../../kernel/documents/paper.ts";
import { renderPdf } from "../../../kernel/documents/render-pdf.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import { translator } from "../../../kernel/i18n/translate.ts";
import { formatFiscalYear } from "../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { directionOf } from "../rules/evaluation/direction.ts";
import { type Block, facts } from "./blocks.ts";
import { partBlocks, type SheetWords } from "./sheet-blocks.ts";
import { type Voices, voiceBlocks } from "./voices.ts";

/** What stands on a 評価シート. Texts of people as they were typed. Nobody is named. */
export type SheetPaper = SheetWords &
  Voices & {
    readonly locale: Locale;
    readonly city: string;
    readonly plan: string;
    readonly kind: "measure" | "project";
    readonly subject: string;
    readonly title: string;
    readonly year: number;
    readonly section: string | undefined;
    /** Civil day of publication; undefined: 下書き. */
    readonly publishedOn: string | undefined;
    readonly sample: boolean;
  };

/** 評価シート, A4, tagged. Before it is published it is marked 下書き across the page. */
export function renderSheet(paper: SheetPaper): Promise<Uint8Array<ArrayBuffer>> {
  return renderPdf({ template: new URL("./sheet.typ", import.meta.url), data: sheetData(paper) });
}

function sheetData(sheet: SheetPaper) {
  const t = translator(sheet.locale === "en" ? "en" : "ja");
  const year = formatFiscalYear(sheet.year, t.locale);
  const isDraft = sheet.publishedOn === undefined;
  const title = t.text("plan-report.sheet.title", { code: sheet.subject, title: sheet.title });
  const paper = paperOf(t, {
    title,
    author: sheet.city,
    foot: t.text("plan-report.sheet.foot", { city: sheet.city, year, code: sheet.subject }),
    sample: sheet.sample,
  });
  const direction = directionOf(sheet.answers);
  const blocks: readonly Block[] = [
    ...facts([
      [t.text("plan-report.sheet.year"), year],
      [t.text("plan-report.sheet.kind"), t.text(`plan-report.sheet.kind.${sheet.kind}`)],
      [t.text("plan-report.sheet.section"), sheet.section],
      [
        t.text("plan-report.sheet.published"),
        isDraft ? t.text("plan-report.draft.words") : formatDate(sheet.publishedOn ?? "", t.locale, { weekday: false }),
      ],
      [
        t.text("plan-report.sheet.direction"),
        direction === undefined ? undefined : t.text(`plan-report.direction.${direction}`),
      ],
    ]),
    ...partBlocks(t, sheet, 2),
    ...voiceBlocks(t, sheet, 2),
  ];
  return {
    paper: isDraft ? { ...paper, mark: t.text("plan-report.draft") } : paper,
    kicker: t.text("plan-report.sheet.kicker", { plan: sheet.plan, year }),
    blocks,
    closing: [t.text("plan-report.sheet.source"), sheet.sample ? t.text("plan-report.sample") : ""],
  };
}
