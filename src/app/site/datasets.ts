import { z } from "zod";
import type { DatasetRegistry } from "../../kernel/dataset/registry.ts";
import { datasetCsvShape, datasetJsonShape } from "../../kernel/dataset/schema.ts";
import type { DatasetColumn, DatasetDefinition, DatasetRow, PublishedText } from "../../kernel/dataset/types.ts";
import { licenceAddress, writeDatasetCsv, writeDatasetJson } from "../../kernel/dataset/write.ts";
import { type Html, html } from "../../kernel/html.ts";
import { feed, page as pageRoute, type Route } from "../../kernel/http/route.ts";
import type { View } from "../../kernel/http/view.ts";
import { localText } from "../../kernel/i18n/locales.ts";
import { withRuby } from "../../kernel/i18n/translate.ts";
import { page, table } from "../../ui/index.ts";

const nothing = z.object({});
const open = { who: "anyone", params: nothing, query: nothing } as const;

/**
 * Three addresses for each dataset, written out: they are good for ever, and each file stands in the API document with
 * its own columns.
 */
export function datasetRoutes(registry: DatasetRegistry): readonly Route[] {
  const ofEach = [...registry.values()].flatMap((dataset): Route[] => [
    pageRoute({ ...open, limit: "page", path: addressOf(dataset), show: (view) => showDataset(view, dataset) }),
    feed({
      ...open,
      limit: "api",
      path: addressOf(dataset, "csv"),
      words: {
        summary: `${dataset.title.en} (CSV)`,
        description: dataset.description.en,
        answer: datasetCsvShape(dataset),
        type: "text/csv",
      },
      respond: async ({ city }) => ({
        kind: "file",
        name: `${dataset.name}.csv`,
        type: "text/csv; charset=utf-8; header=present",
        bytes: writeDatasetCsv(dataset, city),
      }),
    }),
    feed({
      ...open,
      limit: "api",
      path: addressOf(dataset, "json"),
      words: {
        summary: `${dataset.title.en} (JSON)`,
        description: dataset.description.en,
        answer: datasetJsonShape(dataset),
      },
      respond: async ({ city }) => ({
        kind: "file",
        name: `${dataset.name}.json`,
        type: "application/json; charset=utf-8",
        bytes: writeDatasetJson(dataset, city),
        inline: true,
      }),
    }),
  ]);
  return [
    pageRoute({ ...open, limit: "page", path: "/opendata", show: (view) => showDatasets(view, registry) }),
    ...ofEach,
  ];
}

/** Everything that is published, and what one may do with it. */
export async function showDatasets(view: View, registry: DatasetRegistry): Promise<Html> {
  const { t } = view;
  return page(view, {
    title: t.text("ui.opendata"),
    area: "public",
    crumbs: [{ label: t("ui.opendata") }],
    main: html`<div class="head"><h1>${t("ui.opendata")}</h1><p class="lead">${t("site.opendata.lead")}</p></div>
<div class="stack">${licence(view)}${table({
      caption: t("site.opendata.list"),
      rows: [...registry.values()],
      columns: [
        {
          label: t("site.opendata.name"),
          head: true,
          cell: (dataset) => html`<a href="${addressOf(dataset)}">${words(view, dataset.title)}</a>`,
        },
        { label: t("site.opendata.meaning"), cell: ({ description }) => words(view, description) },
        { label: t("site.opendata.columns"), number: true, cell: ({ columns }) => columns.length },
        { label: t("site.opendata.files"), cell: (dataset) => files(dataset) },
      ],
    })}<p>${t("site.opendata.programs")}　<a href="/api/v1/openapi.json">/api/v1/openapi.json</a></p></div>`,
  });
}

const previewRows = 5;

/** One table: its columns with their meaning, its first rows, its files. */
export async function showDataset(view: View, dataset: DatasetDefinition): Promise<Html> {
  const { t, locale, city } = view;
  const { title, description, columns, standard } = dataset;
  const rows = await firstRows(dataset.rows(city));
  return page(view, {
    title: localText({ ...title, "ja-easy": undefined }, locale),
    area: "public",
    crumbs: [{ label: t("ui.opendata"), href: "/opendata" }, { label: words(view, title) }],
    main: html`<div class="head"><h1>${words(view, title)}</h1><p class="lead">${words(view, description)}</p></div>
<div class="stack">${licence(view)}${standard !== undefined && html`<p>${t("site.opendata.standard", { standard })}</p>`}
<p class="row">${files(dataset)}</p>
${table({
  caption: t("site.opendata.columns"),
  rows: columns,
  columns: [
    { label: t("site.opendata.column"), head: true, cell: ({ name }) => html`<code class="nowrap">${name}</code>` },
    { label: t("site.opendata.type"), cell: ({ type }) => t(`site.opendata.type.${type}`) },
    { label: t("site.opendata.unit"), cell: ({ unit }) => (unit === undefined ? "" : words(view, unit)) },
    { label: t("site.opendata.meaning"), cell: (column) => words(view, column.description) },
  ],
})}
${rows.length === 0 ? html`<p>${t("site.opendata.no-rows")}</p>` : preview(view, columns, rows)}</div>`,
  });
}

/** Columns downwards, because a table may have many of them and only its first rows are shown. */
function preview({ t }: View, columns: readonly DatasetColumn[], rows: readonly DatasetRow[]): Html {
  return table({
    caption: t("site.opendata.preview", { rows: rows.length }),
    rows: columns,
    columns: [
      { label: t("site.opendata.column"), head: true, cell: ({ name }) => html`<code class="nowrap">${name}</code>` },
      ...rows.map((row, at) => ({
        label: t("site.opendata.row", { row: at + 1 }),
        cell: ({ name }: DatasetColumn) => String(row[name] ?? ""),
      })),
    ],
  });
}

async function firstRows(all: AsyncIterable<DatasetRow>): Promise<readonly DatasetRow[]> {
  const rows: DatasetRow[] = [];
  for await (const row of all) {
    rows.push(row);
    if (rows.length === previewRows) break;
  }
  return rows;
}

function licence({ t }: View): Html {
  return html`<p>${t("site.opendata.licence")}　<a href="${licenceAddress}" rel="license">CC BY 4.0</a></p>`;
}

function words({ locale }: View, text: PublishedText): Html {
  return withRuby(localText(text, locale));
}

function files(dataset: DatasetDefinition): Html {
  const link = (form: "csv" | "json") =>
    html`<a href="${addressOf(dataset, form)}" aria-label="${`${dataset.name} ${form.toUpperCase()}`}">${form.toUpperCase()}</a>`;
  return html`${link("csv")}　${link("json")}`;
}

function addressOf({ name }: DatasetDefinition, form?: "csv" | "json"): string {
  return `/opendata/${name}${form === undefined ? "" : `.${form}`}`;
}
