import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { withoutRuby } from "../../../../kernel/i18n/translate.ts";
import {
  button,
  empty,
  errorAt,
  fileField,
  form,
  notice,
  selectField,
  summary,
  table,
  textField,
} from "../../../../ui/index.ts";
import { listPersons } from "../../../identity/index.ts";
import { type FigureGround, fiscalYearAt, getFigureGround, getIndicatorIn } from "../../commands/figure/plan-ground.ts";
import { mayTypeFigure } from "../../rules/figure/may.ts";
import { formulas } from "../../rules/formulas/index.ts";
import { listFigures } from "../../store/figure/figures.ts";
import { listReadings } from "../../store/figure/readings.ts";
import { listRecounts } from "../../store/figure/recounts.ts";
import type { StoredIndicator } from "../../store/plan.ts";
import type { Figure } from "../../types/figure.ts";
import { figurePage, yearsOf } from "./frame.ts";
import { rowErrors } from "./grid.ts";
import { atText, certaintyText, countText, figureText, nameOf, staffPath, yearText } from "./words.ts";

type Params = { readonly plan: string; readonly indicator: string };

/** One indicator: where its values come from, and every value that was ever proposed. */
export async function showHistory(view: View, { params }: { params: Params }): Promise<Html> {
  return draw(view, params, {}, noProblems);
}

export async function showHistoryAgain(
  view: View,
  { params, values, problems }: { params: Params; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params, values, problems);
}

async function draw(view: View, params: Params, values: FormValues, problems: Problems): Promise<Html> {
  const { t, actor, city } = view;
  const ground = await getFigureGround(city.db, params.plan);
  const indicator = getIndicatorIn(ground, params.indicator);
  const mayType = mayTypeFigure(actor, ground.sectionsOf(indicator));
  return figurePage(view, {
    plan: ground.plan,
    side: "values",
    title: nameOf(indicator),
    problems,
    main: html`${await differences(view, indicator)}${await facts(view, indicator)}
<p><a href="${staffPath(params.plan, "what-if", indicator.id)}">${t("plan-figure.staff.history.what-if")}</a></p>
${mayType && indicator.feed.by === "metric" && counting(view, ground, indicator)}
${mayType && indicator.feed.by === "table" && bringing(view, ground, indicator, values, problems)}
${await list(view, indicator)}`,
  });
}

/** A closed year that gives another number today. What is public stays as it is until somebody decides. */
async function differences(view: View, indicator: StoredIndicator): Promise<Content> {
  const { t, city } = view;
  const recounts = await listRecounts(city.db, indicator.planId, [indicator.id]);
  return recounts.map((one) =>
    notice({
      word: t("plan-figure.staff.recount.word"),
      title: t("plan-figure.staff.recount.title", {
        year: yearText(view, one.year),
        now: figureText(view, indicator, one.recounted),
        before: figureText(view, indicator, one.value),
      }),
      words: html`${t("plan-figure.staff.recount.words")}　<a href="${staffPath(indicator.planId, "approvals")}">${t("plan-figure.staff.side.approvals")}</a>`,
    }),
  );
}

async function facts(view: View, indicator: StoredIndicator): Promise<Content> {
  const { t, city } = view;
  const reading = (await listReadings(city.db, indicator.planId, [indicator.id])).get(indicator.id);
  const { feed } = indicator;
  const note = feed.note === undefined ? undefined : withoutRuby(localText(feed.note, "ja"));
  const name = feed.by === "metric" ? feed.metric : feed.by === "table" ? feed.formula : undefined;
  return summary(t, [
    {
      label: t("plan-figure.staff.history.feed"),
      value: html`${t(`plan-figure.staff.feed.${feed.by}`)}${name && `　${name}`}`,
    },
    ...(note === undefined ? [] : [{ label: t("plan-figure.staff.history.note"), value: note }]),
    { label: t("plan-figure.staff.history.rule"), value: withoutRuby(localText(indicator.rule, "ja")) },
    ...(reading === undefined
      ? []
      : [
          {
            label: t("plan-figure.staff.history.reading"),
            value: html`${figureText(view, indicator, reading.value)}　${atText(view, reading.countedAt)}`,
          },
        ]),
  ]);
}

function counting(view: View, ground: FigureGround, indicator: StoredIndicator): Content {
  const { t, city, now } = view;
  const present = fiscalYearAt(now, city.config.zone);
  const years = yearsOf(ground.plan, present).filter((year) => year >= indicator.baseline.year);
  return html`<section class="stack" aria-labelledby="count"><h2 id="count">${t("plan-figure.staff.count.title")}</h2><p>${t("plan-figure.staff.count.lead")}</p>${form(
    view,
    {
      action: staffPath(indicator.planId, "history", indicator.id, "count"),
      content: html`${selectField({
        t,
        name: "year",
        label: t("plan-figure.staff.column.year"),
        options: years.map((year) => ({
          value: String(year),
          label:
            year === present
              ? t("plan-figure.staff.count.present", { year: yearText(view, year) })
              : t("plan-figure.staff.count.close", { year: yearText(view, year) }),
        })),
        value: String(present),
      })}<p>${button({ label: t("plan-figure.staff.count.send"), kind: "second" })}</p>`,
    },
  )}</section>`;
}

function bringing(
  view: View,
  ground: FigureGround,
  indicator: StoredIndicator,
  values: FormValues,
  problems: Problems,
): Content {
  const { t, city, now } = view;
  const formula = indicator.feed.by === "table" ? formulas.get(indicator.feed.formula) : undefined;
  if (formula === undefined) return empty(t("plan-figure.staff.table.no-formula"), []);
  const path = staffPath(indicator.planId, "history", indicator.id, "table");
  const present = fiscalYearAt(now, city.config.zone);
  const errors = problems.filter(({ field }) => field === "table");
  const columns = table({
    caption: t("plan-figure.staff.table.columns"),
    columns: [
      {
        label: t("plan-figure.staff.column.name"),
        head: true,
        cell: ({ name }: (typeof formula.columns)[number]) => name,
      },
      { label: t("plan-figure.staff.column.meaning"), cell: ({ meaning }) => withoutRuby(localText(meaning, "ja")) },
    ],
    rows: formula.columns,
  });
  return html`<section class="stack" aria-labelledby="table-head"><h2 id="table-head">${t("plan-figure.staff.table.title")}</h2><p>${withoutRuby(localText(formula.rule, "ja"))}</p>${columns}<p><a href="${path}.csv">${t("plan-figure.staff.file.template")}</a></p>${form(
    view,
    {
      action: path,
      upload: true,
      content: html`${selectField({
        t,
        name: "year",
        label: t("plan-figure.staff.column.year"),
        options: yearsOf(ground.plan, present).map((year) => ({ value: String(year), label: yearText(view, year) })),
        value: typed(values, "year") || String(present - 1),
      })}${selectField({
        t,
        name: "certainty",
        label: t("plan-figure.staff.column.certainty"),
        options: (["provisional", "final"] as const).map((one) => ({
          value: one,
          label: t(`plan-figure.staff.certainty.${one}`),
        })),
        value: typed(values, "certainty") || "provisional",
      })}${textField({ t, name: "source", label: t("plan-figure.staff.column.source"), hint: t("plan-figure.staff.table.source-hint"), need: "required", value: typed(values, "source"), error: errorAt(t, problems, "source") })}${fileField(
        {
          t,
          name: "table",
          label: t("plan-figure.staff.file.label"),
          hint: t("plan-figure.staff.file.hint"),
          accept: ".xlsx,.csv",
          error: errors.length > 0 ? rowErrors(view, errors) : undefined,
        },
      )}<p>${button({ label: t("plan-figure.staff.table.send"), kind: "second" })}</p>`,
    },
  )}</section>`;
}

async function list(view: View, indicator: StoredIndicator): Promise<Content> {
  const { t, city } = view;
  const figures = await listFigures(city.db, indicator.planId, { indicatorId: indicator.id, limit: 200 });
  if (figures.length === 0) return empty(t("plan-figure.staff.history.none"), []);
  const ids = figures.flatMap(({ proposedBy, decidedBy }) => [proposedBy ?? [], decidedBy ?? []].flat());
  const names = new Map((await listPersons(city.db, ids)).map(({ id, name }) => [id, name]));
  // A sample was typed by nobody: neither a person nor a program is named for it.
  const nameFor = (id: string | undefined, { sample }: Figure) =>
    (id === undefined ? undefined : names.get(id)) ??
    t(sample ? "plan-figure.staff.sample-by" : "plan-figure.staff.by-machine");
  return table<Figure>({
    caption: t("plan-figure.staff.history.caption"),
    columns: [
      {
        label: t("plan-figure.staff.column.year"),
        head: true,
        cell: ({ year }) => html`<span class="nowrap">${yearText(view, year)}</span>`,
      },
      {
        label: t("plan-figure.staff.column.value"),
        number: true,
        cell: (figure) =>
          html`<span class="nowrap">${figureText(view, indicator, figure.value)}</span> ${certaintyText(view, figure.certainty)}${figure.counts.length > 0 && html`<br><span class="note">${figure.counts.map(({ label, amount, unit }) => html`<span class="nowrap">${label} ${countText(view, amount)}${unit}</span> `)}</span>`}`,
      },
      {
        label: t("plan-figure.staff.column.state"),
        cell: ({ state }) => html`<span class="nowrap">${t(`plan-figure.staff.state.${state}`)}</span>`,
      },
      {
        label: t("plan-figure.staff.column.source"),
        cell: (figure) =>
          html`${t(`plan-figure.staff.origin.${figure.origin}`)}　${figure.source}${figure.sample && !figure.source.includes(t.text("plan-figure.staff.sample-word")) && t("plan-figure.staff.sample")}`,
      },
      {
        label: t("plan-figure.staff.column.by"),
        cell: (figure) => html`${nameFor(figure.proposedBy, figure)}　${atText(view, figure.proposedAt)}`,
      },
      {
        label: t("plan-figure.staff.column.decided"),
        cell: (figure) =>
          figure.decidedAt &&
          html`${nameFor(figure.decidedBy, figure)}　${atText(view, figure.decidedAt)}${figure.note && html`<br>${figure.note}`}`,
      },
    ],
    rows: figures,
    isNow: ({ state }) => state === "approved",
  });
}
