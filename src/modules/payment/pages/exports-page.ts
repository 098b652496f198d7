import { type Content, type Html, html } from "../../../kernel/html.ts";
import type { Problems } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { addDays, type DayRange } from "../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import {
  button,
  buttonLink,
  empty,
  errorAt,
  notice,
  page,
  queryForm,
  summary,
  table,
  textField,
} from "../../../ui/index.ts";
import type { ExportCell } from "../exports/cells.ts";
import { type ExportDefinition, isPersonal } from "../exports/definition.ts";
import { isAllowed } from "../policy.ts";
import type { ExportRun } from "../store/exports.ts";
import { section } from "./money-parts.ts";
import { instantText } from "./words.ts";

export const exportsPath = "/staff/money/exports";
/** So many rows are shown before the file is taken. */
const previewed = 10;

export function exportsPage(view: View, definitions: readonly ExportDefinition[]): Html {
  const { t } = view;
  return page(view, {
    title: t.text("payment.staff.export.title"),
    area: "staff",
    crumbs: [{ label: t("payment.staff.export.title") }],
    main: html`<div class="head"><h1>${t("payment.staff.export.title")}</h1><p class="lead">${t("payment.staff.export.lead")}</p></div>
${
  definitions.length === 0
    ? empty(t("payment.staff.export.none"), [])
    : table<ExportDefinition>({
        caption: t("payment.staff.export.title"),
        captionHidden: true,
        columns: [
          {
            label: t("payment.staff.export.name"),
            head: true,
            cell: ({ id, name }) => html`<a href="${exportsPath}/${id}">${name}</a>`,
          },
          { label: t("payment.staff.export.rows"), cell: ({ rows }) => t(`payment.staff.export.rows-${rows}`) },
          { label: t("payment.staff.export.format"), cell: ({ format }) => t(`payment.staff.export.format-${format}`) },
          {
            label: t("payment.staff.export.names"),
            cell: (one) => t(isPersonal(one) ? "payment.staff.export.with-names" : "payment.staff.export.no-names"),
          },
        ],
        rows: definitions,
      })
}`,
  });
}

export type ExportPageProps = {
  readonly definition: ExportDefinition;
  readonly asked: { readonly from: string; readonly to: string };
  readonly range: DayRange | undefined;
  readonly cells: readonly (readonly ExportCell[])[];
  readonly problems: Problems;
  readonly overlapping: readonly ExportRun[];
  readonly runs: readonly ExportRun[];
};

/** One export: the range, its first rows as they will stand in the file, what was taken before, and the file. */
export function exportPage(view: View, props: ExportPageProps): Html {
  const { t } = view;
  const { definition, asked, range, cells, problems, overlapping, runs } = props;
  const { id, name, note, sample, format, rows } = definition;
  const field = (own: "from" | "to") =>
    textField({
      t,
      name: own,
      label: t(`payment.staff.export.${own}`),
      value: asked[own],
      size: "m",
      autocomplete: "off",
      error: errorAt(t, problems, own),
    });
  return page(view, {
    title: name,
    area: "staff",
    crumbs: [{ label: t("payment.staff.export.title"), href: exportsPath }, { label: name }],
    problems,
    main: html`<div class="head"><h1>${name}</h1>${note !== undefined && html`<p class="lead">${note}</p>`}</div>
<div class="stack-l">
${sample && notice({ word: t("payment.staff.export.sample"), title: t("payment.staff.export.sample-title"), words: t("payment.staff.export.sample-words"), calm: true })}
${isPersonal(definition) && notice({ word: t("payment.staff.export.with-names"), title: t("payment.staff.export.personal-title"), words: t("payment.staff.export.personal-words") })}
${queryForm({ action: `${exportsPath}/${id}`, content: html`${field("from")}${field("to")}${button({ label: t("payment.staff.export.look"), kind: "second" })}` })}
${range !== undefined && overlapping.length > 0 && notice({ word: t("payment.staff.export.again"), title: t("payment.staff.export.again-title"), words: t("payment.staff.export.again-words", { count: overlapping.length, name: overlapping[0]?.madeByName ?? "", time: overlapping[0] === undefined ? "" : instantText(view, overlapping[0].madeAt) }) })}
${
  range !== undefined &&
  section(
    "preview",
    t("payment.staff.export.preview"),
    html`${summary(t, [
      { label: t("payment.staff.export.range"), value: rangeText(view, range) },
      {
        label: t("payment.staff.export.rows"),
        value: html`${t(`payment.staff.export.rows-${rows}`)}　${t("payment.staff.export.count", { count: cells.length })}`,
      },
      { label: t("payment.staff.export.format"), value: t(`payment.staff.export.format-${format}`) },
    ])}
${cells.length === 0 ? empty(t("payment.staff.export.no-rows"), []) : preview(view, definition, cells)}
${isAllowed(view.actor, "approve-money") && html`<p>${buttonLink({ label: t("payment.staff.export.take"), href: `${exportsPath}/${id}/file?from=${range.from}&to=${addDays(range.until, -1)}` })}</p>`}`,
  )
}
${runList(view, runs)}
</div>`,
  });
}

const rangeText = ({ t, locale }: View, { from, until }: DayRange) =>
  t("payment.staff.export.from-to", {
    from: formatDate(from, locale, { weekday: false }),
    to: formatDate(addDays(until, -1), locale, { weekday: false }),
  });

function preview(view: View, { columns }: ExportDefinition, cells: ExportPageProps["cells"]): Content {
  const { t } = view;
  return html`<p>${t("payment.staff.export.first", { count: Math.min(previewed, cells.length) })}</p>${table<
    readonly ExportCell[]
  >({
    caption: t("payment.staff.export.preview"),
    captionHidden: true,
    columns: columns.map(({ title }, at) => ({
      label: title,
      number: typeof cells[0]?.[at] === "number",
      cell: (row) => row[at],
    })),
    rows: cells.slice(0, previewed),
  })}`;
}

function runList(view: View, runs: readonly ExportRun[]): Content {
  const { t } = view;
  return section(
    "runs",
    t("payment.staff.export.runs"),
    runs.length === 0
      ? empty(t("payment.staff.export.no-runs"), [])
      : table<ExportRun>({
          caption: t("payment.staff.export.runs"),
          captionHidden: true,
          columns: [
            { label: t("payment.staff.export.when"), head: true, cell: ({ madeAt }) => instantText(view, madeAt) },
            { label: t("payment.staff.who"), cell: ({ madeByName }) => madeByName },
            { label: t("payment.staff.export.range"), cell: ({ range }) => rangeText(view, range) },
            { label: t("payment.staff.export.count-label"), number: true, cell: ({ rowCount }) => rowCount },
            { label: t("payment.staff.export.digest"), quiet: true, cell: ({ digest }) => digest.slice(0, 16) },
          ],
          rows: runs,
        }),
  );
}
