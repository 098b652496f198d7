import type { Translate } from "../../../../kernel/i18n/translate.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { directionOf } from "../../rules/evaluation/direction.ts";
import { formatFigure, withUnit } from "../../rules/number.ts";
import { textOf } from "../../rules/words.ts";
import type { StoredIndicator, StoredNode } from "../../store/plan.ts";
import type { Decimal } from "../../types/words.ts";
import { type Block, type Cell, facts, heading, paragraph, smallPrint, table } from "../blocks.ts";
import { chartOf } from "../chart.ts";
import type { ReportContent, ReportSheet } from "../report-content.ts";
import { partBlocks, said, verdictCell } from "../sheet-blocks.ts";
import { voiceBlocks } from "../voices.ts";
import { listBelow, listTops } from "./tree.ts";

/**
 * Above this many, charts stay on the web: 200 indicators of 20 years took 1.8 s and 0.4 GB to set, 800 took 8.8 s and 1.2 GB on two
 * busy cores, and the report is set beside the web.
 */
export const mostCharts = 200;

/** Each policy begins on a page of its own: its indicators in a table, then each part with its charts and its sheet. */
export function policyBlocks(t: Translate, content: ReportContent): readonly Block[] {
  const byNode = Map.groupBy(content.indicators, ({ node }) => node);
  const sheets = new Map(
    content.sheets.filter(({ kind }) => kind === "measure").map((sheet) => [sheet.subject, sheet]),
  );
  const projects = Map.groupBy(
    content.sheets.filter(({ kind }) => kind === "project"),
    ({ subject }) => content.servedBy.get(subject),
  );
  return listTops(content).flatMap((top) => {
    const parts = listBelow(content, top);
    const indicators = parts.flatMap(({ code }) => byNode.get(code) ?? []);
    return [
      heading(2, `${top.code}　${said(t, top.title)}`, { newPage: true }),
      ...(top.lead === undefined ? [] : [paragraph(said(t, top.lead))]),
      ...indicatorTable(t, content, indicators),
      ...(hasCharts(content) ? [] : [smallPrint(t.text("plan-report.charts-on-web"))]),
      ...parts.flatMap((part) => [
        ...partOf(t, content, part, byNode.get(part.code) ?? [], sheets.get(part.code)),
        ...projectBlocks(t, content, part, projects.get(part.code) ?? []),
      ]),
    ];
  });
}

function indicatorTable(t: Translate, content: ReportContent, indicators: readonly StoredIndicator[]) {
  return table(
    [
      { label: t.text("plan-report.indicator.title"), width: 3, number: false },
      { label: t.text("plan-report.indicator.baseline"), width: 2, number: true },
      { label: t.text("plan-report.indicator.actual"), width: 2, number: true },
      { label: t.text("plan-report.indicator.target"), width: 2, number: true },
      { label: t.text("plan-report.indicator.verdict"), width: 2, number: false },
    ],
    indicators.map((indicator): readonly Cell[] => {
      const figure = content.published.get(indicator.id)?.find(({ year }) => year === content.year);
      const grade = figure?.achievement.grade;
      return [
        said(t, indicator.name),
        written(t, indicator, indicator.baseline.value),
        written(t, indicator, figure?.value),
        targetIn(t, indicator),
        figure === undefined
          ? t.text("plan-report.value.unpublished")
          : verdictCell(t, figure.verdict, grade === undefined ? "" : said(t, grade)),
      ];
    }),
  );
}

function hasCharts({ indicators }: ReportContent): boolean {
  return indicators.length <= mostCharts;
}

function partOf(
  t: Translate,
  content: ReportContent,
  part: StoredNode,
  indicators: readonly StoredIndicator[],
  sheet: ReportSheet | undefined,
): readonly Block[] {
  if (sheet === undefined && (indicators.length === 0 || !hasCharts(content))) return [];
  const section = sheet?.sectionId ?? part.sections[0];
  return [
    heading(3, `${part.code}　${said(t, part.title)}`),
    ...facts([[t.text("plan-report.sheet.section"), section && content.sectionNames.get(section)]]),
    ...(hasCharts(content) ? indicators.flatMap((indicator) => indicatorStory(t, content, indicator)) : []),
    ...(sheet === undefined
      ? []
      : [...partBlocks(t, withoutIndicators(sheet), 3).map(lower), ...voiceBlocks(t, sheet, 4)]),
  ];
}

/** The part's evaluated 事務事業, a line each: a plan has hundreds, and each has its own sheet on paper and its words in the workbook. */
function projectBlocks(
  t: Translate,
  { year }: ReportContent,
  part: StoredNode,
  sheets: readonly ReportSheet[],
): readonly Block[] {
  if (sheets.length === 0) return [];
  return [
    heading(4, t.text("plan-report.project.evaluated", { part: said(t, part.title) })),
    ...table(
      [
        { label: t.text("plan-report.project.code"), width: 0, number: false },
        { label: t.text("plan-report.project.name"), width: 3, number: false },
        { label: t.text("plan-report.project.settled"), width: 2, number: true },
        { label: t.text("plan-report.sheet.direction"), width: 2, number: false },
      ],
      sheets.map(({ subject, title, figures, verdict, answers }): readonly Cell[] => {
        const settled = figures.cost.find((cost) => cost.year === year && cost.stage === "settled");
        const direction = verdict?.verdict ?? directionOf(answers);
        return [
          subject,
          title,
          settled === undefined ? "－" : formatYen(settled.total, t.locale),
          direction === undefined ? "－" : t.text(`plan-report.direction.${direction}`),
        ];
      }),
    ),
  ];
}

/** The indicators stand above already, with their charts. */
function withoutIndicators(sheet: ReportSheet): ReportSheet {
  return { ...sheet, figures: { ...sheet.figures, indicators: [] } };
}

/** A sheet's parts stand below the part of the plan in the report's contents. */
function lower(block: Block): Block {
  return block.kind === "heading" ? { ...block, level: 4 } : block;
}

function indicatorStory(t: Translate, content: ReportContent, indicator: StoredIndicator): readonly Block[] {
  const figures = content.published.get(indicator.id) ?? [];
  const now = figures.find(({ year }) => year === content.year);
  const actuals = figures.flatMap(({ year, value }) => (value === undefined ? [] : [{ year, value }]));
  const chart = chartOf(t, { definition: indicator, actuals });
  const grade = now?.achievement.grade;
  return [
    heading(4, said(t, indicator.name)),
    ...(now === undefined
      ? [paragraph(t.text("plan-report.value.unpublished"))]
      : [
          {
            kind: "statement" as const,
            value: verdictCell(t, now.verdict, grade === undefined ? "" : said(t, grade)),
          },
          paragraph(now.achievement.finding.map((words) => textOf(t, words)).join(t.locale === "en" ? " " : "")),
        ]),
    ...(chart === undefined ? [] : [{ kind: "chart" as const, ...chart }]),
    ...table(
      [
        { label: t.text("plan-report.cost.year"), width: 1, number: false },
        { label: t.text("plan-report.indicator.actual"), width: 1, number: true },
        { label: t.text("plan-report.indicator.expected"), width: 1, number: true },
      ],
      figures.map(({ year, value, achievement }) => [
        formatFiscalYear(year, t.locale),
        written(t, indicator, value),
        achievement.expected === undefined ? "－" : written(t, indicator, achievement.expected),
      ]),
    ),
    smallPrint(t.text("plan-report.indicator.rule", { rule: said(t, indicator.rule) })),
  ];
}

function written(t: Translate, { decimals, unit }: StoredIndicator, value: Decimal | undefined): string {
  if (value === undefined) return t.text("plan-report.value.none");
  return withUnit(formatFigure(value, decimals, t.locale), said(t, unit), t.locale);
}

function targetIn(t: Translate, indicator: StoredIndicator): string {
  const { target } = indicator;
  if (target.rule === "text") return said(t, target.text);
  const value = written(t, indicator, target.value);
  if (target.rule === "at-least" || target.rule === "at-most")
    return t.text(`plan-report.target.${target.rule}`, { value });
  if (target.rule !== "range") return value;
  return t.text("plan-report.target.range", { from: value, to: written(t, indicator, target.upper) });
}
