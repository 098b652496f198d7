import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import {
  button,
  empty,
  errorAt,
  form,
  hidden,
  notice,
  summary,
  table,
  textField,
  tiles,
} from "../../../../ui/index.ts";
import { listPersons } from "../../../identity/index.ts";
import { type Composed, composePublication } from "../../commands/figure/compose-publication.ts";
import { fiscalYearAt, getIndicatorIn } from "../../commands/figure/plan-ground.ts";
import { mayPrepare, mayPublish } from "../../rules/figure/may.ts";
import type { PreviewChange, PreviewRow } from "../../rules/figure/preview.ts";
import { listFiguresById } from "../../store/figure/figures.ts";
import { findPrepared, listPublications, type Prepared } from "../../store/figure/publications.ts";
import { findPlan } from "../../store/plan.ts";
import type { Figure } from "../../types/figure.ts";
import type { Verdict } from "../../types/indicator.ts";
import type { Decimal } from "../../types/words.ts";
import { figurePage, yearsOf, yearTabs } from "./frame.ts";
import { atText, certaintyText, figureText, nameOf, staffPath, verdictStatus, yearText } from "./words.ts";

/** 公表: what the public sees now, and what it would see. Nothing on this page is public before a second person presses. */
export async function showPublish(
  view: View,
  { params, query }: { params: { plan: string }; query: { year?: number | undefined } },
): Promise<Html> {
  return draw(view, params.plan, query.year, { values: {}, problems: noProblems });
}

export async function showPublishAgain(
  view: View,
  { params, values, problems }: { params: { plan: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.plan, Number(typed(values, "year")), { values, problems });
}

async function draw(
  view: View,
  planId: string,
  asked: number | undefined,
  again: { values: FormValues; problems: Problems },
): Promise<Html> {
  const { t, city, now } = view;
  const plan = await findPlan(city.db, planId);
  if (plan === undefined) throw notFound();
  const present = fiscalYearAt(now, city.config.zone);
  const years = yearsOf(plan, present - 1);
  const year = years.find((one) => one === asked) ?? years[0] ?? present - 1;
  const composed = await composePublication(city.db, planId, year);
  const prepared = await findPrepared(city.db, { planId, year });
  const path = staffPath(planId, "publish");
  return figurePage(view, {
    plan,
    side: "publish",
    title: t.text("plan-figure.staff.publish.title", { year: yearText(view, year) }),
    lead: t("plan-figure.staff.publish.lead"),
    problems: again.problems,
    main: html`${yearTabs(view, { path, years, year })}${counts(view, composed)}
${prepared === undefined ? prepare(view, composed, { path, year, ...again }) : await decide(view, composed, prepared, { path, year, ...again })}
${await preview(view, composed, year)}${await earlier(view, planId)}`,
  });
}

type Certainty = Figure["certainty"];

const changes = ["new", "changed", "missing", "unchanged"] as const satisfies readonly PreviewChange[];

function counts({ t }: View, { rows }: Composed): Content {
  return tiles(
    changes.map((change) => ({
      label: t(`plan-figure.staff.change.${change}`),
      figure: String(rows.filter((row) => row.change === change).length),
      unit: t("plan-figure.staff.unit"),
    })),
  );
}

type Sending = {
  readonly path: string;
  readonly year: number;
  readonly values: FormValues;
  readonly problems: Problems;
};

function prepare(view: View, { rows, hash }: Composed, { path, year, values, problems }: Sending): Content {
  const { t, actor } = view;
  if (rows.every(({ change }) => change === "unchanged")) {
    return notice({
      word: t("plan-figure.staff.publish.word"),
      title: t("plan-figure.staff.publish.same"),
      calm: true,
    });
  }
  if (!mayPrepare(actor)) return undefined;
  return html`<section class="stack" aria-labelledby="prepare"><h2 id="prepare">${t("plan-figure.staff.prepare.title")}</h2><p>${t("plan-figure.staff.prepare.lead")}</p>${form(
    view,
    {
      action: `${path}/prepare`,
      content: html`${hidden("year", String(year))}${hidden("hash", hash)}${textField({ t, name: "note", label: t("plan-figure.staff.prepare.note"), hint: t("plan-figure.staff.prepare.note-hint"), need: "required", value: typed(values, "note"), error: errorAt(t, problems, "note") })}<p>${button({ label: t("plan-figure.staff.prepare.send") })}</p>`,
    },
  )}</section>`;
}

async function decide(
  view: View,
  { hash }: Composed,
  prepared: Prepared,
  { path, year, values, problems }: Sending,
): Promise<Content> {
  const { t, actor, city } = view;
  const [by] = await listPersons(city.db, [prepared.preparedBy]);
  const isOwn = actor.kind === "staff" && actor.personId === prepared.preparedBy;
  const isSame = prepared.hash === hash;
  const fields = html`${hidden("year", String(year))}${hidden("prepared", prepared.id)}`;
  const publishForm = form(view, {
    action: path,
    content: html`${fields}<p>${button({ label: t("plan-figure.staff.publish.send", { year: yearText(view, year) }) })}</p>`,
  });
  return html`<section class="stack" aria-labelledby="decide"><h2 id="decide">${t("plan-figure.staff.decide.title")}</h2>${summary(
    t,
    [
      { label: t("plan-figure.staff.decide.by"), value: html`${by?.name}　${atText(view, prepared.preparedAt)}` },
      { label: t("plan-figure.staff.prepare.note"), value: prepared.note },
    ],
  )}
${!isSame && notice({ word: t("plan-figure.staff.decide.changed-word"), title: t("plan-figure.staff.decide.changed") })}
${isSame && !mayPublish(actor) && html`<p>${t("plan-figure.staff.decide.waiting")}</p>`}
${isSame && mayPublish(actor) && (isOwn ? html`<p>${t("plan-figure.staff.decide.own")}</p>` : publishForm)}
${
  mayPrepare(actor) &&
  form(view, {
    action: `${path}/back`,
    content: html`${fields}${textField({ t, name: "reason", label: t("plan-figure.staff.decide.reason"), need: "required", value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}<p>${button({ label: t("plan-figure.staff.decide.back"), kind: "second" })}</p>`,
  })
}</section>`;
}

/** What changes first, what stays last: a reader of 200 rows looks for the differences. */
async function preview(view: View, composed: Composed, year: number): Promise<Content> {
  const { t, city } = view;
  if (composed.rows.length === 0) return empty(t("plan-figure.staff.grid.none"), []);
  const rows = composed.rows.toSorted((a, b) => changes.indexOf(a.change) - changes.indexOf(b.change));
  const publicIds = rows.flatMap(({ before }) => before?.figureId ?? []);
  const publicNow = new Map((await listFiguresById(city.db, publicIds)).map((figure) => [figure.id, figure]));
  const side = (row: PreviewRow, value: Decimal | undefined, certainty: Certainty | undefined, verdict: Verdict) =>
    html`<span class="nowrap">${figureText(view, indicatorOf(row), value)}</span>${certainty && html`　<span class="nowrap">${certaintyText(view, certainty)}</span>`}　${verdictStatus(view, verdict)}`;
  const indicatorOf = ({ indicatorId }: PreviewRow) => getIndicatorIn(composed, indicatorId);
  return table<PreviewRow>({
    caption: t("plan-figure.staff.publish.caption", { year: yearText(view, year) }),
    columns: [
      {
        label: t("plan-figure.staff.column.indicator"),
        head: true,
        cell: (row) =>
          html`<a href="${staffPath(composed.plan.id, "history", row.indicatorId)}">${nameOf(indicatorOf(row))}</a>`,
      },
      { label: t("plan-figure.staff.column.change"), cell: ({ change }) => t(`plan-figure.staff.change.${change}`) },
      {
        label: t("plan-figure.staff.column.public-now"),
        cell: (row) =>
          row.before === undefined
            ? t("plan-figure.staff.publish.not-yet")
            : side(
                row,
                row.before.value,
                publicNow.get(row.before.figureId ?? "")?.certainty,
                row.before.achievement.verdict,
              ),
      },
      {
        label: t("plan-figure.staff.column.public-then"),
        cell: (row) => side(row, row.value, row.certainty, row.achievement.verdict),
      },
    ],
    rows,
  });
}

async function earlier(view: View, planId: string): Promise<Content> {
  const { t, city } = view;
  const publications = await listPublications(city.db, planId);
  if (publications.length === 0) return undefined;
  const ids = publications.flatMap(({ preparedBy, publishedBy }) => [preparedBy ?? [], publishedBy ?? []].flat());
  const names = new Map((await listPersons(city.db, ids)).map(({ id, name }) => [id, name]));
  const nameFor = (id: string | undefined) =>
    id === undefined ? t("plan-figure.staff.sample-word") : (names.get(id) ?? "—");
  return table({
    caption: t("plan-figure.staff.publish.earlier"),
    columns: [
      {
        label: t("plan-figure.staff.column.published"),
        head: true,
        cell: ({ publishedAt }: (typeof publications)[number]) => atText(view, publishedAt),
      },
      { label: t("plan-figure.staff.column.year"), cell: ({ year }) => yearText(view, year) },
      { label: t("plan-figure.staff.column.note"), cell: ({ note }) => note },
      { label: t("plan-figure.staff.decide.by"), cell: ({ preparedBy }) => nameFor(preparedBy) },
      { label: t("plan-figure.staff.column.published-by"), cell: ({ publishedBy }) => nameFor(publishedBy) },
    ],
    rows: publications,
  });
}
