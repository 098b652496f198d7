import type { Translate } from "../../../../kernel/i18n/translate.ts";
import { type Block, type Cell, heading, paragraph, smallPrint, table } from "../blocks.ts";
import type { ReportContent } from "../report-content.ts";
import { said, verdictCell } from "../sheet-blocks.ts";

/** 測り方: the rule sets by which this report judges, and what the words of the plan mean. */
export function methodBlocks(t: Translate, content: ReportContent): readonly Block[] {
  return [
    heading(2, t.text("plan-report.method.title"), { newPage: true }),
    paragraph(t.text("plan-report.method.lead")),
    ...content.ruleSets.flatMap((ruleSet) => [
      heading(3, said(t, ruleSet.name)),
      paragraph(t.text(`plan-report.method.measure.${ruleSet.measure}`)),
      ...table(
        [
          { label: t.text("plan-report.method.grade"), width: 2, number: false },
          { label: t.text("plan-report.method.at-least"), width: 2, number: true },
          { label: t.text("plan-report.indicator.verdict"), width: 2, number: false },
        ],
        ruleSet.grades.map(({ grade, atLeast, verdict }): readonly Cell[] => [
          said(t, grade),
          atLeast === undefined ? t.text("plan-report.method.below") : atLeast.replace("-", "−"),
          verdictCell(t, verdict, ""),
        ]),
      ),
      smallPrint(t.text("plan-report.method.source", { source: ruleSet.source })),
    ]),
    ...(content.plan.glossary.length === 0
      ? []
      : [
          heading(3, t.text("plan-report.method.glossary")),
          ...table(
            [
              { label: t.text("plan-report.method.term"), width: 1, number: false },
              { label: t.text("plan-report.method.meaning"), width: 3, number: false },
            ],
            content.plan.glossary.map(({ term, meaning }) => [term, said(t, meaning)]),
          ),
        ]),
  ];
}
