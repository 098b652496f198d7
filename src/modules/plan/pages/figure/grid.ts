import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import {
  button,
  checkbox,
  checkboxField,
  empty,
  errorAt,
  fileField,
  form,
  hidden,
  pagination,
  table,
  textArea,
  textField,
} from "../../../../ui/index.ts";
import { type FigureGround, fiscalYearAt, getFigureGround } from "../../commands/figure/plan-ground.ts";
import { mayTypeFigure } from "../../rules/figure/may.ts";
import { listFigures } from "../../store/figure/figures.ts";
import type { StoredIndicator } from "../../store/plan.ts";
import type { Figure } from "../../types/figure.ts";
import { figurePage, yearsOf, yearTabs } from "./frame.ts";
import { cellText, certaintyText, figureText, nameOf, staffPath, yearText } from "./words.ts";

type Row = {
  readonly indicator: StoredIndicator;
  readonly isTyped: boolean;
  readonly before: Figure | undefined;
  readonly now: Figure | undefined;
  readonly waiting: Figure | undefined;
};

/** 値の入力: one row for each indicator, last year's value beside this year's; cells, a pasted table, or a file. */
export async function showGrid(
  view: View,
  { params, query }: { params: { plan: string }; query: { year?: number | undefined; page?: number | undefined } },
): Promise<Html> {
  return draw(view, params.plan, { year: query.year, page: query.page ?? 1, values: {}, problems: noProblems });
}

export async function showGridAgain(
  view: View,
  { params, values, problems }: { params: { plan: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  const year = Number(typed(values, "year")) || undefined;
  return draw(view, params.plan, { year, page: Number(typed(values, "page")) || 1, values, problems });
}

async function draw(
  view: View,
  planId: string,
  asked: { year: number | undefined; page: number; values: FormValues; problems: Problems },
): Promise<Html> {
  const { t, city, now } = view;
  const ground = await getFigureGround(city.db, planId);
  const present = fiscalYearAt(now, city.config.zone);
  const years = yearsOf(ground.plan, present);
  const year = years.find((one) => one === asked.year) ?? years[1] ?? present;
  const all = await rowsOf(view, ground, year);
  const pages = Math.max(1, Math.ceil(all.length / rowsPerPage));
  const pageNumber = Math.min(Math.max(1, Math.trunc(asked.page)), pages);
  const rows = all.slice((pageNumber - 1) * rowsPerPage, pageNumber * rowsPerPage);
  const path = staffPath(planId, "values");
  const isTyping = rows.some(({ isTyped }) => isTyped);
  const sides = { year, page: pageNumber, rows, path, values: asked.values, problems: asked.problems };
  return figurePage(view, {
    plan: ground.plan,
    side: "values",
    title: t.text("plan-figure.staff.grid.title", { year: yearText(view, year) }),
    lead: t("plan-figure.staff.grid.lead"),
    problems: asked.problems,
    main: html`${yearTabs(view, { path, years, year })}
${rows.length === 0 ? empty(t("plan-figure.staff.grid.none"), []) : cells(view, sides)}
${pages > 1 && pagination(t, { page: pageNumber, pages, href: (number) => `${path}?year=${year}&page=${number}` })}
${isTyping && html`${paste(view, sides)}${file(view, sides)}${finalise(view, sides)}`}`,
  });
}

/** Three fields a row: a form may have 400 (kernel/http/limits.ts). */
const rowsPerPage = 100;

type Sides = {
  readonly year: number;
  readonly page: number;
  readonly rows: readonly Row[];
  readonly path: string;
  readonly values: FormValues;
  readonly problems: Problems;
};

/** Here the fields are named once for each indicator, so that what was typed and its error stay in the row. */
function cells(view: View, { year, page, rows, path, values, problems }: Sides): Content {
  const { t } = view;
  const isSent = typed(values, "way") === "cells";
  const typedOr = (field: string, otherwise: string) => (isSent && field in values ? typed(values, field) : otherwise);
  /** What was counted or calculated has more digits than anybody types: it is shown, and its cell is empty. */
  const known = ({ now, waiting }: Row) => {
    const figure = now ?? waiting;
    return figure?.origin === "metric" || figure?.origin === "table" ? undefined : figure;
  };
  const grid = table<Row>({
    caption: t("plan-figure.staff.grid.caption", { year: yearText(view, year) }),
    columns: [
      {
        label: t("plan-figure.staff.column.indicator"),
        head: true,
        cell: ({ indicator }) =>
          html`<a href="${staffPath(indicator.planId, "history", indicator.id)}">${nameOf(indicator)}</a>`,
      },
      {
        label: yearText(view, year - 1),
        number: true,
        cell: ({ indicator, before }) =>
          html`<span class="nowrap">${figureText(view, indicator, before?.value)}</span>`,
      },
      {
        label: yearText(view, year),
        cell: (row) => {
          const { indicator, isTyped, now, waiting } = row;
          const field = `v.${indicator.id}`;
          if (!isTyped) return html`<span class="nowrap">${figureText(view, indicator, now?.value)}</span>`;
          return html`${textField({
            t,
            name: field,
            label: html`<span class="vh">${t("plan-figure.staff.grid.value-of", { name: nameOf(indicator) })}</span>`,
            size: "s",
            value: typedOr(field, cellText(known(row)?.value)),
            error: isSent ? errorAt(t, problems, field) : undefined,
          })}<span class="note">${indicator.unit.ja}</span>${now !== undefined && known(row) === undefined && html`<p class="note">${t("plan-figure.staff.grid.counted", { value: figureText(view, indicator, now.value) })}</p>`}${waiting && html`<p class="note">${t("plan-figure.staff.grid.waiting", { value: figureText(view, indicator, waiting.value) })}</p>`}`;
        },
      },
      {
        label: t("plan-figure.staff.column.certainty"),
        cell: (row) => {
          const { indicator, isTyped, now } = row;
          const field = `f.${indicator.id}`;
          if (!isTyped) return now && certaintyText(view, now.certainty);
          const isFinal = isSent ? typed(values, field) === "yes" : known(row)?.certainty === "final";
          return checkbox({
            t,
            name: field,
            value: "yes",
            checked: isFinal,
            label: html`<span class="nowrap">${t("plan-figure.staff.certainty.final")}</span><span class="vh">（${nameOf(indicator)}）</span>`,
          });
        },
      },
      {
        label: t("plan-figure.staff.column.source"),
        cell: (row) => {
          const { indicator, isTyped, now } = row;
          if (!isTyped) return now?.source;
          return textField({
            t,
            name: `s.${indicator.id}`,
            label: html`<span class="vh">${t("plan-figure.staff.grid.source-of", { name: nameOf(indicator) })}</span>`,
            value: typedOr(`s.${indicator.id}`, known(row)?.source ?? ""),
          });
        },
      },
    ],
    rows,
  });
  const isTyping = rows.some(({ isTyped }) => isTyped);
  if (!isTyping) return html`<section class="stack"><p>${t("plan-figure.staff.grid.look-only")}</p>${grid}</section>`;
  return html`<section class="stack" aria-labelledby="cells"><h2 id="cells">${t("plan-figure.staff.grid.cells")}</h2>${form(
    view,
    {
      action: path,
      content: html`${hidden("year", String(year))}${hidden("page", String(page))}${hidden("way", "cells")}${grid}
${textField({ t, name: "source", id: "source-cells", label: t("plan-figure.staff.grid.source"), hint: t("plan-figure.staff.grid.source-hint"), need: "optional", value: isSent ? typed(values, "source") : "" })}
${isSent && confirmBox(view, problems)}
<p>${button({ label: t("plan-figure.staff.grid.send") })}</p>`,
    },
  )}</section>`;
}

/** Only where something is implausible: a box that everybody ticks beforehand protects nobody. */
function confirmBox({ t }: View, problems: Problems): Content {
  if (!problems.some(({ field }) => field === "confirm")) return undefined;
  return checkbox({
    t,
    name: "confirm",
    value: "yes",
    checked: false,
    label: t("plan-figure.staff.grid.confirm"),
    error: errorAt(t, problems, "confirm"),
  });
}

function paste(view: View, { year, path, values, problems }: Sides): Content {
  const { t } = view;
  const isSent = "paste" in values;
  const errors = isSent ? problems.filter(({ field }) => field === "paste") : [];
  return html`<section class="stack" aria-labelledby="paste-head"><h2 id="paste-head">${t("plan-figure.staff.paste.title")}</h2><p>${t("plan-figure.staff.paste.lead")}</p>${form(
    view,
    {
      action: `${path}/paste`,
      content: html`${hidden("year", String(year))}${textArea({
        t,
        name: "paste",
        label: t("plan-figure.staff.paste.label"),
        hint: t("plan-figure.staff.paste.hint"),
        rows: 8,
        value: typed(values, "paste"),
        error: errors.length > 0 ? rowErrors(view, errors) : undefined,
      })}
${textField({ t, name: "source", id: "source-paste", label: t("plan-figure.staff.grid.source"), hint: t("plan-figure.staff.paste.source-hint"), need: "optional", value: isSent ? typed(values, "source") : "" })}
${isSent && confirmBox(view, problems)}
<p>${button({ label: t("plan-figure.staff.paste.send"), kind: "second" })}</p>`,
    },
  )}</section>`;
}

function file(view: View, { year, path, values, problems }: Sides): Content {
  const { t } = view;
  const isSent = typed(values, "way") === "file" || problems.some(({ field }) => field === "table");
  const errors = problems.filter(({ field }) => field === "table");
  return html`<section class="stack" aria-labelledby="file-head"><h2 id="file-head">${t("plan-figure.staff.file.title")}</h2><p>${t("plan-figure.staff.file.lead")}　<a href="${path}.csv?year=${year}">${t("plan-figure.staff.file.template")}</a></p>${form(
    view,
    {
      action: `${path}/file`,
      upload: true,
      content: html`${hidden("year", String(year))}${fileField({
        t,
        name: "table",
        label: t("plan-figure.staff.file.label"),
        hint: t("plan-figure.staff.file.hint"),
        accept: ".xlsx,.csv",
        error: errors.length > 0 ? rowErrors(view, errors) : undefined,
      })}
${textField({ t, name: "source", id: "source-file", label: t("plan-figure.staff.grid.source"), hint: t("plan-figure.staff.paste.source-hint"), need: "optional", value: isSent ? typed(values, "source") : "" })}
${isSent && confirmBox(view, problems)}
<p>${button({ label: t("plan-figure.staff.file.send"), kind: "second" })}</p>`,
    },
  )}</section>`;
}

/** All rows that are wrong, one below the other. */
export function rowErrors({ t }: View, problems: Problems): Content {
  return problems.map(({ key, params }) => html`<span class="field__line">${t.dynamic(key, params)}</span><br>`);
}

function finalise(view: View, { year, rows, path, problems }: Sides): Content {
  const { t } = view;
  const provisional = rows.filter(({ isTyped, now }) => isTyped && now?.certainty === "provisional");
  if (provisional.length === 0) return undefined;
  return html`<section class="stack" aria-labelledby="final-head"><h2 id="final-head">${t("plan-figure.staff.final.title")}</h2>${form(
    view,
    {
      action: `${path}/final`,
      content: html`${hidden("year", String(year))}${checkboxField({
        t,
        name: "final",
        label: t("plan-figure.staff.final.label"),
        options: provisional.map(({ indicator, now }) => ({
          value: indicator.id,
          label: html`${nameOf(indicator)}　<span class="nowrap">${figureText(view, indicator, now?.value)}</span>`,
        })),
        chosen: [],
        error: errorAt(t, problems, "final"),
      })}<p>${button({ label: t("plan-figure.staff.final.send"), kind: "second" })}</p>`,
    },
  )}</section>`;
}

/** The person's own first. */
async function rowsOf({ actor, city }: View, ground: FigureGround, year: number): Promise<Row[]> {
  const [now, before] = [
    await listFigures(city.db, ground.plan.id, { year }),
    await listFigures(city.db, ground.plan.id, { year: year - 1, state: "approved" }),
  ];
  return ground.indicators
    .filter((indicator) => indicator.baseline.year <= year)
    .map((indicator) => ({
      indicator,
      isTyped: mayTypeFigure(actor, ground.sectionsOf(indicator)),
      before: before.find(({ indicatorId }) => indicatorId === indicator.id),
      now: now.find(({ indicatorId, state }) => indicatorId === indicator.id && state === "approved"),
      waiting: now.find(({ indicatorId, state }) => indicatorId === indicator.id && state === "proposed"),
    }))
    .toSorted((a, b) => Number(b.isTyped) - Number(a.isTyped));
}
