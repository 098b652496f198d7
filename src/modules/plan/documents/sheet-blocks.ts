import { type LocalText, localText } from "../../../kernel/i18n/locales.ts";
import { type Translate, withoutRuby } from "../../../kernel/i18n/translate.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { formatFiscalYear } from "../../../kernel/time/fiscal-year.ts";
import { formatFigure, withUnit } from "../rules/number.ts";
import type { SheetField, SheetFigures, SheetForm } from "../types/evaluation.ts";
import { costTable, staffTable } from "./amounts.ts";
import { type Block, type Cell, heading, paragraph, smallPrint, table } from "./blocks.ts";

export type SheetWords = {
  readonly form: SheetForm;
  readonly answers: Readonly<Record<string, string>>;
  readonly figures: SheetFigures;
};

/** The form's parts with their public fields. A field that is not public, and a part that has none, is not on paper at all. */
export function partBlocks(t: Translate, sheet: SheetWords, level: 2 | 3): readonly Block[] {
  const inner = level === 2 ? 3 : 4;
  return sheet.form.parts.flatMap((part) => {
    const blocks = part.fields
      .filter(({ isPublic }) => isPublic)
      .flatMap((field) => fieldBlocks(t, sheet, field, inner));
    return blocks.length === 0 ? [] : [heading(level, said(t, part.title)), ...blocks];
  });
}

function fieldBlocks(t: Translate, sheet: SheetWords, field: SheetField, level: 3 | 4): readonly Block[] {
  const typed = sheet.answers[field.id] ?? "";
  const label = heading(level, said(t, field.label));
  if (field.kind === "auto") {
    const known = autoBlocks(t, sheet.figures, field.source);
    if (known.length === 0 && typed === "") return [];
    return [label, ...known, ...(typed === "" ? [] : [paragraph(typed)])];
  }
  if (typed === "") return [label, smallPrint(t.text("plan-report.sheet.empty"))];
  return [label, paragraph(textOfField(t, field, typed))];
}

/** A choice in its own words. */
export function textOfField(t: Translate, field: SheetField, typed: string): string {
  const option = field.kind === "choice" ? field.options.find(({ value }) => value === typed) : undefined;
  return option === undefined ? typed : said(t, option.label);
}

function autoBlocks(t: Translate, figures: SheetFigures, source: SheetField["source"]): readonly Block[] {
  if (source === "indicators") return figures.indicators.flatMap((indicator) => indicatorBlocks(t, indicator));
  if (source === "cost") return [...costTable(t, figures.cost), ...staffTable(t, figures.staff)];
  if (source === "projects") return projectTable(t, figures.projects);
  return [];
}

function indicatorBlocks(t: Translate, indicator: SheetFigures["indicators"][number]): readonly Block[] {
  const written = (value: string | undefined) =>
    value === undefined
      ? t.text("plan-report.value.none")
      : withUnit(formatFigure(value, indicator.decimals, t.locale), said(t, indicator.unit), t.locale);
  const grade = indicator.grade === undefined ? "" : said(t, indicator.grade);
  const words = verdictCell(t, indicator.verdict, grade);
  const rows = indicator.years.map(({ year, value, expected }): readonly Cell[] => [
    formatFiscalYear(year, t.locale),
    written(value),
    expected === undefined ? "－" : written(expected),
  ]);
  return [
    paragraph(said(t, indicator.name)),
    { kind: "statement", value: words },
    smallPrint(
      t.text("plan-report.indicator.span", {
        baseline: written(indicator.baseline),
        target: written(indicator.target),
      }),
    ),
    ...table(
      [
        { label: t.text("plan-report.cost.year"), width: 1, number: false },
        { label: t.text("plan-report.indicator.actual"), width: 1, number: true },
        { label: t.text("plan-report.indicator.expected"), width: 1, number: true },
      ],
      rows,
    ),
  ];
}

export function verdictCell(t: Translate, verdict: "good" | "late" | "unknown", grade: string): Cell {
  const word = t.text(`plan-report.verdict.${verdict}`);
  const text = grade === "" || grade === word ? word : t.text("plan-report.verdict.with-grade", { word, grade });
  return { shape: verdict, text, strong: true };
}

function projectTable(t: Translate, projects: SheetFigures["projects"]): readonly Block[] {
  return table(
    [
      { label: t.text("plan-report.project.code"), width: 0, number: false },
      { label: t.text("plan-report.project.name"), width: 3, number: false },
      { label: t.text("plan-report.project.settled"), width: 1, number: true },
    ],
    projects.map(({ code, name, settled }) => [
      code,
      said(t, name),
      settled === undefined ? "－" : formatYen(settled, t.locale),
    ]),
  );
}

/** City texts may carry readings, which paper does not. */
export function said(t: Translate, text: LocalText): string {
  return withoutRuby(localText(text, t.locale));
}
