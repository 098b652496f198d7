import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { button, empty, errorAt, form, summary, table, textField } from "../../../../ui/index.ts";
import { listPersons } from "../../../identity/index.ts";
import { type FigureGround, getFigureGround } from "../../commands/figure/plan-ground.ts";
import { mayApproveFigure } from "../../rules/figure/may.ts";
import { findFigure, listFigures } from "../../store/figure/figures.ts";
import type { StoredIndicator } from "../../store/plan.ts";
import type { Figure } from "../../types/figure.ts";
import { figurePage } from "./frame.ts";
import { atText, certaintyText, figureText, nameOf, staffPath, yearText } from "./words.ts";

type Row = {
  readonly figure: Figure;
  readonly indicator: StoredIndicator;
  readonly inForce: Figure | undefined;
  readonly by: string | undefined;
  readonly standing: "mine" | "open" | "others";
};

/** 決裁: what waits, beside what is in force. Who typed a value does not approve it. */
export async function showApprovals(view: View, { params }: { params: { plan: string } }): Promise<Html> {
  return draw(view, params.plan, {}, noProblems);
}

export async function showApprovalsAgain(
  view: View,
  { params, values, problems }: { params: { plan: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.plan, values, problems);
}

async function draw(view: View, planId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city } = view;
  const ground = await getFigureGround(city.db, planId);
  const rows = await rowsOf(view, ground);
  return figurePage(view, {
    plan: ground.plan,
    side: "approvals",
    title: t.text("plan-figure.staff.approvals.title"),
    lead: t("plan-figure.staff.approvals.lead"),
    problems,
    main:
      rows.length === 0
        ? empty(t("plan-figure.staff.approvals.none"), [
            html`<a href="${staffPath(planId, "values")}">${t("plan-figure.staff.approvals.to-values")}</a>`,
            html`<a href="${staffPath(planId, "publish")}">${t("plan-figure.staff.approvals.to-publish")}</a>`,
          ])
        : form(view, {
            action: staffPath(planId, "approvals"),
            content: html`${waiting(view, rows, typedAll(values, "figure"))}${errorAt(t, problems, "figure")}
${rows.some(({ standing }) => standing === "open") && html`<p>${button({ label: t("plan-figure.staff.approvals.send") })}</p>`}`,
          }),
  });
}

function waiting(view: View, rows: readonly Row[], chosen: readonly string[]): Content {
  const { t } = view;
  return table<Row>({
    caption: t("plan-figure.staff.approvals.caption"),
    columns: [
      { label: t("plan-figure.staff.column.choose"), quiet: true, cell: (row) => choice(view, row, chosen) },
      {
        label: t("plan-figure.staff.column.indicator"),
        head: true,
        cell: ({ indicator }) =>
          html`<a href="${staffPath(indicator.planId, "history", indicator.id)}">${nameOf(indicator)}</a>`,
      },
      { label: t("plan-figure.staff.column.year"), cell: ({ figure }) => yearText(view, figure.year) },
      {
        label: t("plan-figure.staff.column.in-force"),
        number: true,
        cell: ({ indicator, inForce }) =>
          inForce === undefined
            ? "—"
            : html`<span class="nowrap">${figureText(view, indicator, inForce.value)}</span> ${certaintyText(view, inForce.certainty)}`,
      },
      {
        label: t("plan-figure.staff.column.proposed"),
        number: true,
        cell: ({ indicator, figure }) =>
          html`<b class="nowrap">${figureText(view, indicator, figure.value)}</b> ${certaintyText(view, figure.certainty)}`,
      },
      {
        label: t("plan-figure.staff.column.source"),
        cell: ({ figure }) => html`${t(`plan-figure.staff.origin.${figure.origin}`)}　${figure.source}`,
      },
      {
        label: t("plan-figure.staff.column.by"),
        cell: ({ figure, by }) => html`${by ?? t("plan-figure.staff.by-machine")}　${atText(view, figure.proposedAt)}`,
      },
      {
        label: t("plan-figure.staff.approvals.reject"),
        quiet: true,
        cell: ({ figure, standing, indicator }) =>
          standing === "others"
            ? undefined
            : html`<a href="${staffPath(figure.planId, "approvals", figure.id)}">${t("plan-figure.staff.approvals.reject")}<span class="vh">（${nameOf(indicator)}）</span></a>`,
      },
    ],
    rows,
  });
}

function choice({ t }: View, { figure, indicator, inForce, standing }: Row, chosen: readonly string[]): Content {
  if (standing !== "open") return t(`plan-figure.staff.approvals.${standing}`);
  const value = `${figure.id} ${inForce?.id ?? "-"}`;
  return html`<label class="choice"><input type="checkbox" name="figure" value="${value}"${chosen.includes(value) ? html` checked` : ""}><span>${t("plan-figure.staff.approvals.choose")}<span class="vh">（${nameOf(indicator)}）</span></span></label>`;
}

async function rowsOf({ actor, city }: View, ground: FigureGround): Promise<Row[]> {
  const planId = ground.plan.id;
  const proposed = await listFigures(city.db, planId, { state: "proposed" });
  const approved = await listFigures(city.db, planId, { state: "approved" });
  const ids = proposed.flatMap(({ proposedBy }) => proposedBy ?? []);
  const names = new Map((await listPersons(city.db, ids)).map(({ id, name }) => [id, name]));
  const me = actor.kind === "staff" ? actor.personId : undefined;
  return proposed.flatMap((figure) => {
    const indicator = ground.indicators.find(({ id }) => id === figure.indicatorId);
    if (indicator === undefined) return [];
    const inForce = approved.find((one) => one.indicatorId === figure.indicatorId && one.year === figure.year);
    const by = figure.proposedBy === undefined ? undefined : names.get(figure.proposedBy);
    const isMine = figure.proposedBy !== undefined && figure.proposedBy === me;
    const mayApprove = mayApproveFigure(actor, ground.sectionsOf(indicator));
    return { figure, indicator, inForce, by, standing: isMine ? "mine" : mayApprove ? "open" : "others" };
  });
}

/** 差し戻し: with a reason, which whoever typed the value reads. */
export async function showReject(view: View, { params }: { params: { plan: string; figure: string } }): Promise<Html> {
  return drawReject(view, params, {}, noProblems);
}

export async function showRejectAgain(
  view: View,
  { params, values, problems }: { params: { plan: string; figure: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return drawReject(view, params, values, problems);
}

async function drawReject(
  view: View,
  { plan, figure: figureId }: { plan: string; figure: string },
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city } = view;
  const ground = await getFigureGround(city.db, plan);
  const figure = await findFigure(city.db, figureId);
  const indicator = ground.indicators.find(({ id }) => id === figure?.indicatorId);
  if (figure === undefined || indicator === undefined || figure.planId !== plan) throw notFound();
  return figurePage(view, {
    plan: ground.plan,
    side: "approvals",
    title: t.text("plan-figure.staff.reject.title"),
    problems,
    main: html`${summary(t, [
      { label: t("plan-figure.staff.column.indicator"), value: nameOf(indicator) },
      { label: t("plan-figure.staff.column.year"), value: yearText(view, figure.year) },
      { label: t("plan-figure.staff.column.proposed"), value: figureText(view, indicator, figure.value) },
      { label: t("plan-figure.staff.column.source"), value: figure.source },
    ])}${form(view, {
      action: staffPath(plan, "approvals", figureId),
      content: html`${textField({ t, name: "reason", label: t("plan-figure.staff.reject.reason"), hint: t("plan-figure.staff.reject.hint"), need: "required", value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}<p>${button({ label: t("plan-figure.staff.reject.send"), kind: "danger" })}</p>`,
    })}`,
  });
}
