import { bold, type WrittenCell, writeWorkbook } from "../../../kernel/files/write-workbook.ts";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import { type Translate, translator } from "../../../kernel/i18n/translate.ts";
import { linesOf } from "../datasets/sheets.ts";
import { roundTo } from "../rules/number.ts";
import { budgetSources } from "../types/budget.ts";
import type { ReportContent } from "./report-content.ts";
import { said } from "./sheet-blocks.ts";

type Value = string | number | undefined;
type Row = readonly Value[];

/** The same as the PDF for people who calculate: numbers are numbers, units stand in the head or in a column of their own. */
export async function writeReportWorkbook(locale: Locale, content: ReportContent): Promise<Uint8Array> {
  const t = translator(locale === "en" ? "en" : "ja");
  const sheet = (name: string, rows: readonly Row[], widths: readonly number[]) => ({
    name,
    rows: cells(rows),
    widths,
  });
  return writeWorkbook([
    sheet(t.text("plan-report.book.indicators"), indicatorRows(t, content), [10, 24, 28, 44, 10, 12, 12, 12, 12]),
    sheet(t.text("plan-report.book.values"), valueRows(t, content), [28, 44, 10, 14, 10, 14, 12, 16, 12, 12]),
    sheet(t.text("plan-report.book.sheets"), sheetRows(t, content), [12, 12, 30, 24, 80]),
    sheet(t.text("plan-report.book.costs"), costRows(t, content), [12, 30, 10, 14, 16, 16, 16, 16, 16, 16]),
    sheet(t.text("plan-report.book.reading"), readingRows(t), [100]),
  ]);
}

function indicatorRows(t: Translate, { indicators, nodes }: ReportContent): readonly Row[] {
  const titles = new Map(nodes.map(({ code, title }) => [code, said(t, title)]));
  return [
    heads(t, [
      "book.code",
      "book.part",
      "book.id",
      "indicator.title",
      "book.unit",
      "book.baseline-year",
      "indicator.baseline",
      "book.target-year",
      "indicator.target",
    ]),
    ...indicators.map(({ id, node, name, unit, baseline, target }) => [
      node,
      titles.get(node),
      id,
      said(t, name),
      said(t, unit),
      baseline.year,
      numberOf(baseline.value),
      target.year,
      "value" in target ? numberOf(target.value) : said(t, target.text),
    ]),
  ];
}

function valueRows(t: Translate, { indicators, published }: ReportContent): readonly Row[] {
  return [
    heads(t, [
      "book.id",
      "indicator.title",
      "book.year",
      "indicator.actual",
      "book.unit",
      "indicator.expected",
      "indicator.verdict",
      "book.grade",
      "book.progress",
      "book.rate",
    ]),
    ...indicators.flatMap(({ id, name, unit }) =>
      (published.get(id) ?? []).map(({ year, value, verdict, achievement }) => [
        id,
        said(t, name),
        year,
        numberOf(value),
        said(t, unit),
        shortOf(achievement.expected),
        t.text(`plan-report.verdict.${verdict}`),
        achievement.grade && said(t, achievement.grade),
        shortOf(achievement.progress),
        shortOf(achievement.rate),
      ]),
    ),
  ];
}

function sheetRows(t: Translate, { sheets }: ReportContent): readonly Row[] {
  return [
    heads(t, ["sheet.kind", "book.code", "book.subject", "book.field", "book.text"]),
    ...sheets.flatMap((sheet) =>
      linesOf(sheet).map(({ label, text }) => [
        t.text(`plan-report.sheet.kind.${sheet.kind}`),
        sheet.subject,
        sheet.title,
        label,
        text,
      ]),
    ),
  ];
}

function costRows(t: Translate, { sheets }: ReportContent): readonly Row[] {
  const money = (label: string) => t.text("plan-report.book.money", { label });
  return [
    [
      ...heads(t, ["book.code", "book.subject", "book.year", "book.stage"]),
      ...budgetSources.map((source) => money(t.text(`plan-report.source.${source}`))),
      money(t.text("plan-report.cost.total")),
    ],
    ...sheets.flatMap(({ subject, title, figures }) =>
      figures.cost.map((row) => [
        subject,
        title,
        row.year,
        t.text(`plan-report.stage.${row.stage}`),
        ...budgetSources.map((source) => row[source]),
        row.total,
      ]),
    ),
  ];
}

function readingRows(t: Translate): readonly Row[] {
  const sentences = ["published", "values", "year", "money", "licence"] as const;
  return [[t.text("plan-report.book.reading")], ...sentences.map((each) => [t.text(`plan-report.book.read.${each}`)])];
}

function heads(t: Translate, keys: readonly string[]): Row {
  return keys.map((key) => t.dynamicText(`plan-report.${key}`));
}

function cells([head = [], ...rows]: readonly Row[]): readonly (readonly WrittenCell[])[] {
  return [head.map((value) => bold(String(value ?? ""))), ...rows];
}

function numberOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function shortOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(roundTo(value, 4));
}
