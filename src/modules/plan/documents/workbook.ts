import writeXlsxFile, { type SheetData } from "write-excel-file/node";
import type { Locale } from "../../../kernel/i18n/locales.ts";
import { type Translate, translator } from "../../../kernel/i18n/translate.ts";
import { neutraliseCell } from "../../../kernel/text/csv.ts";
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
  const wide = (widths: readonly number[]) => widths.map((width) => ({ width }));
  return writeXlsxFile([
    {
      data: cells(indicatorRows(t, content)),
      sheet: t.text("plan-report.book.indicators"),
      columns: wide([10, 24, 28, 44, 10, 12, 12, 12, 12]),
    },
    {
      data: cells(valueRows(t, content)),
      sheet: t.text("plan-report.book.values"),
      columns: wide([28, 44, 10, 14, 10, 14, 12, 16, 12, 12]),
    },
    {
      data: cells(sheetRows(t, content)),
      sheet: t.text("plan-report.book.sheets"),
      columns: wide([12, 12, 30, 24, 80]),
    },
    {
      data: cells(costRows(t, content)),
      sheet: t.text("plan-report.book.costs"),
      columns: wide([12, 30, 10, 14, 16, 16, 16, 16, 16, 16]),
    },
    { data: cells(readingRows(t)), sheet: t.text("plan-report.book.reading"), columns: wide([100]) },
  ]).toBuffer();
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

/** A text that a spreadsheet would run is made harmless; an empty cell stays empty and is not zero. */
function cells(rows: readonly Row[]): SheetData {
  return rows.map((row, at) =>
    row.map((value) => {
      if (value === undefined) return null;
      const bold = at === 0 ? { fontWeight: "bold" as const } : {};
      return typeof value === "number"
        ? { value, type: Number, ...bold }
        : { value: neutraliseCell(value).slice(0, 32_767), type: String, ...bold };
    }),
  );
}

function numberOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function shortOf(value: string | undefined): number | undefined {
  return value === undefined ? undefined : Number(roundTo(value, 4));
}
