import { type Content, type Html, html } from "../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { button, empty, errorAt, form, notice, page, papers, summary, table, textArea } from "../../../ui/index.ts";
import { isToExplain, type MonthReport } from "../commands/month.ts";
import { isAllowed } from "../policy.ts";
import { type MonthLine, sumFigures } from "../rules/month.ts";
import { oneButton, section } from "./money-parts.ts";
import { columnText, figureColumns, methodText, monthPath, monthText } from "./month-parts.ts";
import { instantText, yen } from "./words.ts";

export type MonthPageProps = {
  readonly report: MonthReport;
  /** Counters by their section. */
  readonly sections: ReadonlyMap<string, string>;
  readonly values: FormValues;
  readonly problems: Problems;
};

/** 収納報告 of one month: as it stands now with the form that closes it, or frozen with who closed and confirmed it. */
export function monthPage(view: View, props: MonthPageProps): Html {
  const { t } = view;
  const { report, problems } = props;
  const { month, close } = report;
  const title = t.text("payment.staff.month.title-of", { month: monthText(view, month) });
  return page(view, {
    title,
    area: "staff",
    crumbs: [{ label: t("payment.staff.month.title"), href: "/staff/money/months" }, { label: monthText(view, month) }],
    problems,
    main: html`<div class="head"><h1>${title}</h1><p class="lead">${t(close === undefined ? "payment.staff.month.still-open" : close.confirmedAt === undefined ? "payment.staff.month.frozen" : "payment.staff.month.confirmed")}</p></div>
<div class="stack-l">
${close !== undefined && closing(view, report)}
${lines(view, report)}
${close === undefined ? openPart(view, props) : confirmPart(view, report)}
${section(
  "files",
  t("payment.staff.month.files"),
  papers(
    (["pdf", "xlsx", "csv"] as const).map((ending) => ({
      href: `${monthPath(month)}/report.${ending}`,
      title: t(`payment.staff.month.${ending}`),
      words: t(`payment.staff.month.${ending}-words`),
    })),
  ),
)}
</div>`,
  });
}

function closing(view: View, { close }: MonthReport): Content {
  const { t } = view;
  if (close === undefined) return undefined;
  return summary(t, [
    {
      label: t("payment.staff.month.closed-by"),
      value: html`${close.closedByName}　${instantText(view, close.closedAt)}`,
    },
    {
      label: t("payment.staff.month.confirmed-by"),
      value:
        close.confirmedAt === undefined
          ? t("payment.staff.month.not-confirmed")
          : html`${close.confirmedByName}　${instantText(view, close.confirmedAt)}`,
    },
    ...(close.explanation === undefined
      ? []
      : [
          {
            label: t("payment.staff.month.explanation"),
            value: html`${close.explanation}<br><span class="small">${t("payment.staff.month.points", { count: close.openPoints })}</span>`,
          },
        ]),
  ]);
}

function lines(view: View, { lines: rows }: MonthReport): Content {
  const { t } = view;
  if (rows.length === 0) return empty(t("payment.staff.month.none"), []);
  const total: MonthLine = {
    ...sumFigures(rows),
    place: { id: "", name: t.text("payment.staff.month.total") },
    method: "cash",
  };
  return section(
    "lines",
    t("payment.staff.month.lines"),
    html`${table<MonthLine>({
      caption: t("payment.staff.month.lines"),
      captionHidden: true,
      columns: [
        { label: t("payment.staff.month.place"), head: true, cell: ({ place }) => place.name },
        {
          label: t("payment.staff.month.method"),
          cell: (line) => (line === total ? "" : methodText(view, line.method)),
        },
        ...figureColumns.map((column) => ({
          label: columnText(view, column.id),
          number: true,
          cell: (line: MonthLine) => ("isCount" in column ? column.of(line) : yen(view, column.of(line))),
        })),
      ],
      rows: [...rows, total],
    })}<p class="small">${t("payment.staff.month.rule")}</p>`,
  );
}

function openPart(view: View, props: MonthPageProps): Content {
  const { t, locale } = view;
  const { report, sections, values, problems } = props;
  const { standing, month } = report;
  const blocks = [
    ...(standing.isOver ? [] : [t("payment.staff.month.not-over")]),
    ...standing.earlier.map((one) => t("payment.staff.month.earlier", { month: monthText(view, one) })),
    ...standing.cashDays.map(({ day, sectionId }) =>
      t("payment.staff.month.cash-day", {
        day: formatDate(day, locale),
        section: sections.get(sectionId) ?? sectionId,
      }),
    ),
  ];
  const points = [
    ...standing.differences.map(({ description, ours, theirs }) =>
      t("payment.staff.month.difference", { what: description, ours: yen(view, ours), theirs: yen(view, theirs) }),
    ),
    ...(standing.silent > 0 ? [t("payment.staff.month.silent", { count: standing.silent })] : []),
    ...(standing.isCompared ? [] : [t("payment.staff.month.not-compared")]),
  ];
  const list = (items: readonly Content[]) =>
    html`<ul class="bullets">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
  const canClose = isAllowed(view.actor, "approve-money");
  return section(
    "close",
    t("payment.staff.month.close"),
    html`${blocks.length > 0 && html`<p>${t("payment.staff.month.blocked")}</p>${list(blocks)}`}
${points.length > 0 && html`<p>${t("payment.staff.month.to-explain")}</p>${list(points)}<p><a href="/staff/money/comparison">${t("payment.staff.comparison.title")}</a></p>`}
${
  canClose &&
  blocks.length === 0 &&
  form(view, {
    action: monthPath(month),
    content: html`${notice({ word: t("payment.staff.month.for-ever"), title: t("payment.staff.month.for-ever-title"), words: t("payment.staff.month.for-ever-words"), calm: true })}
${textArea({ t, name: "explanation", label: t("payment.staff.month.explanation"), hint: t("payment.staff.month.explanation-hint"), need: isToExplain(report) ? "required" : "optional", value: typed(values, "explanation"), error: errorAt(t, problems, "explanation") })}
${button({ label: t("payment.staff.month.close-now") })}`,
  })
}`,
  );
}

function confirmPart(view: View, { close, month }: MonthReport): Content {
  const { t, actor } = view;
  if (close === undefined || close.confirmedAt !== undefined || !isAllowed(actor, "approve-money")) return undefined;
  const isOwn = actor.kind === "staff" && actor.personId === close.closedBy;
  return section(
    "confirm",
    t("payment.staff.month.confirm"),
    html`<p>${t("payment.staff.month.confirm-words")}</p>${isOwn ? html`<p>${t("payment.staff.second-eyes")}</p>` : oneButton(view, { action: `${monthPath(month)}/confirm`, label: t("payment.staff.month.confirm-now") })}`,
  );
}
