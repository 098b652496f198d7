import { bold, workbookType, writeWorkbook } from "../../../kernel/files/write-workbook.ts";
import type { Answer } from "../../../kernel/http/answer.ts";
import type { View } from "../../../kernel/http/view.ts";
import { localText } from "../../../kernel/i18n/locales.ts";
import { writeCsv } from "../../../kernel/text/csv.ts";
import type { MonthReport } from "../commands/month.ts";
import { renderMonthReport } from "../documents/month-report.ts";
import { type Figures, sumFigures } from "../rules/month.ts";
import { columnText, figureColumns, fileName, methodText, monthText } from "./month-parts.ts";
import { instantText, yen } from "./words.ts";

const headOf = (view: View): string[] => [
  view.t.text("payment.staff.month.place"),
  view.t.text("payment.staff.month.method"),
  ...figureColumns.map(({ id }) => columnText(view, id)),
];

const figuresOf = (figures: Figures): number[] => figureColumns.map((column) => column.of(figures));

function rowsOf(view: View, { lines }: MonthReport): (string | number)[][] {
  return [
    ...lines.map((line) => [line.place.name, methodText(view, line.method), ...figuresOf(line)]),
    [view.t.text("payment.staff.month.total"), "", ...figuresOf(sumFigures(lines))],
  ];
}

/** Whether the figures can still change, in one sentence for paper and files. */
function standOf(view: View, { close }: MonthReport): string {
  const { t } = view;
  if (close === undefined) return t.text("payment.staff.month.stand-open");
  const closed = t.text("payment.staff.month.stand-closed", {
    name: close.closedByName,
    time: instantText(view, close.closedAt),
  });
  return close.confirmedAt === undefined
    ? `${closed}${t.text("payment.staff.month.stand-unconfirmed")}`
    : `${closed}${t.text("payment.staff.month.stand-confirmed", { name: close.confirmedByName ?? "", time: instantText(view, close.confirmedAt) })}`;
}

export function sendMonthCsv(view: View, report: MonthReport): Answer {
  const bytes = writeCsv([headOf(view), ...rowsOf(view, report)]);
  return { kind: "file", name: fileName(report.month, "csv"), type: "text/csv; charset=utf-8", bytes };
}

export async function sendMonthWorkbook(view: View, report: MonthReport): Promise<Answer> {
  const head = headOf(view);
  const bytes = await writeWorkbook([
    {
      name: view.t.text("payment.staff.month.title"),
      headRows: 3,
      widths: head.map((_, at) => (at === 0 ? 28 : 14)),
      rows: [
        [bold(view.t.text("payment.staff.month.title-of", { month: monthText(view, report.month) }))],
        [standOf(view, report)],
        head.map(bold),
        ...rowsOf(view, report),
      ],
    },
  ]);
  return { kind: "file", name: fileName(report.month, "xlsx"), type: workbookType, bytes };
}

export async function sendMonthPdf(view: View, report: MonthReport): Promise<Answer> {
  const { t, city } = view;
  const name = localText(city.config.name, "ja");
  const bytes = await renderMonthReport({
    city: name,
    title: t.text("payment.staff.month.title-of", { month: monthText(view, report.month) }),
    stand: standOf(view, report),
    explanation: report.close?.explanation ?? "",
    rule: t.text("payment.staff.month.rule"),
    heading: headOf(view),
    rows: rowsOf(view, report).map((row, at, all) => ({
      isTotal: at === all.length - 1,
      cells: row.map((cell, column) =>
        typeof cell === "string" ? cell : isCount(column) ? String(cell) : yen(view, cell),
      ),
    })),
    sample: city.config.sample,
  });
  return { kind: "file", name: fileName(report.month, "pdf"), type: "application/pdf", bytes };
}

const isCount = (column: number): boolean => "isCount" in (figureColumns[column - 2] ?? {});
