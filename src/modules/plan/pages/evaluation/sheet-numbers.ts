import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { status, table } from "../../../../ui/index.ts";
import { formatFigure, withUnit } from "../../rules/number.ts";
import type { SheetField, SheetFigures } from "../../types/evaluation.ts";
import { plain } from "./words.ts";

/** What a field that fills itself shows. Nothing to show is said, not hidden. */
export function autoContent(
  view: View,
  { source, label }: Pick<SheetField, "source" | "label">,
  { figures, planId, past }: { figures: SheetFigures; planId: string; past: Content },
): Content {
  const caption = plain(view.t, label);
  switch (source) {
    case "indicators":
      return indicatorTable(view, caption, figures.indicators, planId);
    case "cost":
      return html`${costTable(view, caption, figures.cost)}${staffTable(view, figures.staff)}`;
    case "projects":
      return projectTable(view, caption, figures.projects);
    default:
      return past;
  }
}

type Indicator = SheetFigures["indicators"][number];

function indicatorTable(view: View, caption: string, rows: SheetFigures["indicators"], planId: string): Html {
  const { t, locale } = view;
  if (rows.length === 0) return html`<p>${t("plan-evaluation.staff.numbers.no-indicators")}</p>`;
  const figure = ({ decimals, unit }: Indicator, value: string | undefined) =>
    value === undefined
      ? t("plan-evaluation.staff.numbers.none")
      : withUnit(formatFigure(value, decimals, locale), unit, locale);
  const years = rows[0]?.years.map(({ year }) => year) ?? [];
  return table<Indicator>({
    caption,
    captionHidden: true,
    rows,
    columns: [
      {
        label: t("plan-evaluation.staff.numbers.indicator"),
        head: true,
        cell: ({ id, name }) => html`<a href="/plans/${planId}/indicators/${id}">${plain(t, name)}</a>`,
      },
      { label: t("plan-evaluation.staff.numbers.baseline"), number: true, cell: (row) => figure(row, row.baseline) },
      ...years.map((year) => ({
        label: t("plan-evaluation.staff.numbers.actual", { year: formatFiscalYear(year, locale) }),
        number: true,
        cell: (row: Indicator) => figure(row, row.years.find((one) => one.year === year)?.value),
      })),
      {
        label: t("plan-evaluation.staff.numbers.expected"),
        number: true,
        cell: (row) => figure(row, row.years.find(({ expected }) => expected !== undefined)?.expected),
      },
      { label: t("plan-evaluation.staff.numbers.target"), number: true, cell: (row) => figure(row, row.target) },
      {
        label: t("plan-evaluation.staff.numbers.verdict"),
        cell: ({ verdict }) => status(verdict, t(`plan-evaluation.staff.verdict.${verdict}`)),
      },
    ],
  });
}

type Amount = SheetFigures["cost"][number];
const sources = ["national", "prefecture", "bond", "other", "general"] as const;

function costTable(view: View, caption: string, rows: SheetFigures["cost"]): Html {
  const { t, locale } = view;
  if (rows.length === 0) return html`<p>${t("plan-evaluation.staff.numbers.no-cost")}</p>`;
  return table<Amount>({
    caption,
    captionHidden: true,
    rows,
    columns: [
      {
        label: t("plan-evaluation.staff.numbers.year"),
        head: true,
        cell: ({ year, stage }) =>
          html`${formatFiscalYear(year, locale)}　${t(`plan-evaluation.staff.stage.${stage}`)}`,
      },
      ...sources.map((source) => ({
        label: t(`plan-evaluation.staff.source.${source}`),
        number: true,
        cell: (row: Amount) => formatYen(row[source], locale),
      })),
      { label: t("plan-evaluation.staff.numbers.total"), number: true, cell: ({ total }) => formatYen(total, locale) },
    ],
  });
}

function staffTable(view: View, rows: SheetFigures["staff"]): Content {
  const { t, locale } = view;
  if (rows.length === 0) return "";
  return table<SheetFigures["staff"][number]>({
    caption: t("plan-evaluation.staff.numbers.staff"),
    rows,
    columns: [
      {
        label: t("plan-evaluation.staff.numbers.year"),
        head: true,
        cell: ({ year }) => formatFiscalYear(year, locale),
      },
      {
        label: t("plan-evaluation.staff.numbers.persons"),
        number: true,
        cell: ({ persons }) =>
          t("plan-evaluation.staff.numbers.persons-of", { persons: formatFigure(persons, 2, locale) }),
      },
      {
        label: t("plan-evaluation.staff.numbers.staff-cost"),
        number: true,
        cell: ({ total }) => (total === undefined ? t("plan-evaluation.staff.numbers.none") : formatYen(total, locale)),
      },
    ],
  });
}

function projectTable(view: View, caption: string, rows: SheetFigures["projects"]): Html {
  const { t, locale } = view;
  if (rows.length === 0) return html`<p>${t("plan-evaluation.staff.numbers.no-projects")}</p>`;
  return table<SheetFigures["projects"][number]>({
    caption,
    captionHidden: true,
    rows,
    columns: [
      {
        label: t("plan-evaluation.staff.numbers.project"),
        head: true,
        cell: ({ code, name }) => html`${code}　${plain(t, name)}`,
      },
      {
        label: t("plan-evaluation.staff.numbers.settled"),
        number: true,
        cell: ({ settled }) =>
          settled === undefined ? t("plan-evaluation.staff.numbers.none") : formatYen(settled, locale),
      },
    ],
  });
}
