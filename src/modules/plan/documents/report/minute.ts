import type { Translate } from "../../../../kernel/i18n/translate.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import type { PublishedFigure } from "../../store/figure.ts";
import type { Verdict } from "../../types/indicator.ts";
import { type Block, type Cell, heading, paragraph, table } from "../blocks.ts";
import type { ReportContent } from "../report-content.ts";
import { said, verdictCell } from "../sheet-blocks.ts";
import { listBelow, listTops } from "./tree.ts";

const verdicts = ["good", "late", "unknown"] as const satisfies readonly Verdict[];

/** 1分で分かる: how many stand how, by policy, and whose verdict is another one than a year ago. */
export function minuteBlocks(t: Translate, content: ReportContent): readonly Block[] {
  const all = [...content.published.values()].flatMap((figures) => figuresOf(figures, content.year));
  const counts = countOf(all);
  const changes = changeRows(t, content);
  return [
    heading(2, t.text("plan-report.minute.title"), { newPage: true }),
    paragraph(
      t.text("plan-report.minute.tally", {
        year: formatFiscalYear(content.year, t.locale),
        all: all.length,
        ...counts,
      }),
    ),
    ...table(
      [
        { label: t.text("plan-report.minute.policy"), width: 4, number: false },
        ...verdicts.map((verdict) => ({ label: t.text(`plan-report.verdict.${verdict}`), width: 1, number: true })),
      ],
      listTops(content).map((top): readonly Cell[] => {
        const codes = new Set(listBelow(content, top).map(({ code }) => code));
        const counted = countOf(all.filter(({ node }) => codes.has(node)));
        return [`${top.code}　${said(t, top.title)}`, ...verdicts.map((verdict) => String(counted[verdict]))];
      }),
    ),
    heading(3, t.text("plan-report.minute.changes")),
    ...(changes.length === 0
      ? [paragraph(t.text("plan-report.minute.no-changes"))]
      : table(
          [
            { label: t.text("plan-report.indicator.title"), width: 3, number: false },
            { label: formatFiscalYear(content.year - 1, t.locale), width: 1, number: false },
            { label: formatFiscalYear(content.year, t.locale), width: 1, number: false },
          ],
          changes,
        )),
  ];
}

function countOf(figures: readonly Pick<PublishedFigure, "verdict">[]) {
  const count = { good: 0, late: 0, unknown: 0 };
  for (const { verdict } of figures) count[verdict] += 1;
  return count;
}

function figuresOf(figures: readonly PublishedFigure[], year: number): readonly PublishedFigure[] {
  return figures.filter((figure) => figure.year === year);
}

function changeRows(t: Translate, { indicators, published, year }: ReportContent): readonly (readonly Cell[])[] {
  return indicators.flatMap(({ id, name }) => {
    const figures = published.get(id) ?? [];
    const [before] = figuresOf(figures, year - 1);
    const [now] = figuresOf(figures, year);
    if (before === undefined || now === undefined || before.verdict === now.verdict) return [];
    return [[said(t, name), verdictCell(t, before.verdict, ""), verdictCell(t, now.verdict, "")]];
  });
}
