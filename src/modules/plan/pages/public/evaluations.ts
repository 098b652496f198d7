import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { redirectAnswer } from "../../../../kernel/http/answer.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { empty, table } from "../../../../ui/index.ts";
import type { PlanHead } from "../../store/plan.ts";
import { listCityAnswers, listVerdicts } from "../../store/review.ts";
import { listPublishedSheets, listRounds, type PublishedSheet } from "../../store/sheet.ts";
import { type Round, roundSteps } from "../../types/evaluation.ts";
import { titlesOfSheets } from "../sheet-title.ts";
import { getPlan, planPage, planTabs } from "./frame.ts";
import { planPath, say, sayYear, yearInside, yearPath } from "./words.ts";

/** The newest year that has published sheets; without one, what is coming. */
export async function showEvaluations(view: View, { params }: { params: { plan: string } }) {
  const plan = await getPlan(view, params.plan);
  const rounds = await listRounds(view.city.db, plan.id);
  const [newest] = await listPublishedSheets(view.city.db, plan.id);
  const year = newest?.year ?? rounds[0]?.year;
  return year === undefined ? drawYear(view, plan, plan.baselineYear, []) : redirectAnswer(yearPath(plan.id, year));
}

/** All published sheets of a year, with the board's verdict and the city's answer. */
export async function showEvaluationYear(
  view: View,
  { params }: { params: { plan: string; year: number } },
): Promise<Html> {
  const plan = await getPlan(view, params.plan);
  return drawYear(view, plan, params.year, await listRounds(view.city.db, plan.id));
}

async function drawYear(view: View, plan: PlanHead, year: number, rounds: readonly Round[]): Promise<Html> {
  const { t, city } = view;
  const sheets = await listPublishedSheets(city.db, plan.id, { year });
  const title = t("plan.evaluations.title", { year: yearInside(t, year) });
  const others = rounds.filter((round) => round.year !== year);
  return planPage(view, plan, {
    title: t.text("plan.evaluations.title", { year: yearInside(t, year) }),
    crumbs: [{ label: title }],
    main: html`<div class="head"><h1>${title}</h1><p class="lead">${t("plan.evaluations.lead")}</p></div>${planTabs(view, plan, "evaluations")}
<div class="stack-l plan-below">${sheets.length === 0 ? empty(t("plan.evaluations.none"), [html`<a href="${planPath(plan.id)}">${t("plan.projects.to-plan")}</a>`]) : await list(view, plan, year, sheets)}
${calendar(
  view,
  rounds.find((round) => round.year === year),
)}
${others.length > 0 && html`<section class="section" aria-labelledby="years"><h2 id="years">${t("plan.evaluations.years")}</h2><ul class="choose-list choose-list--line">${others.map((round) => html`<li><a href="${yearPath(plan.id, round.year)}">${sayYear(t, round.year)}</a></li>`)}</ul></section>`}</div>`,
  });
}

async function list(view: View, plan: PlanHead, year: number, sheets: readonly PublishedSheet[]): Promise<Html> {
  const { t, city } = view;
  const ids = sheets.map(({ id }) => id);
  const [verdicts, answers] = await Promise.all([listVerdicts(city.db, ids), listCityAnswers(city.db, ids)]);
  const titleOf = await titlesOfSheets(view, [plan.id]);
  const isSample = sheets.some((sheet) => sheet.isSample);
  return html`<section class="section" aria-labelledby="sheets"><h2 id="sheets">${t("plan.evaluations.sheets", { count: sheets.length })}</h2><p class="row"><a href="${yearPath(plan.id, year)}/report.pdf">${t("plan-report.report.pdf")}</a><a href="${yearPath(plan.id, year)}/report.xlsx">${t("plan-report.report.xlsx")}</a></p>${isSample && html`<p class="small"><strong>${t("plan.voice.sample")}</strong></p>`}${table<PublishedSheet>(
    {
      caption: t("plan.evaluations.caption"),
      captionHidden: true,
      rows: sheets,
      columns: [
        {
          label: t("plan.evaluations.subject"),
          head: true,
          cell: (sheet) =>
            html`<a class="inline" href="${yearPath(plan.id, year)}/${sheet.subject}">${say(t, titleOf(sheet))}</a><br><span class="note muted">${sheet.subject}</span>`,
        },
        { label: t("plan.evaluations.kind"), cell: ({ kind }) => t(`plan.evaluations.${kind}`) },
        {
          label: t("plan.voice.board"),
          cell: ({ id }) => {
            const verdict = verdicts.get(id);
            return verdict === undefined ? t("plan.evaluations.not-selected") : t(`plan.direction.${verdict.verdict}`);
          },
        },
        {
          label: t("plan.voice.answer"),
          cell: ({ id }) => {
            const answer = answers.get(id);
            return answer?.approvedAt === undefined ? undefined : t(`plan.stance.${answer.stance}`);
          },
        },
      ],
    },
  )}</section>`;
}

/** Whose turn it is until when. */
function calendar({ t }: View, round: Round | undefined): Content {
  const due = roundSteps.flatMap((step) => {
    const on = round?.due[step];
    return on === undefined ? [] : [{ step, on }];
  });
  if (due.length === 0) return undefined;
  return html`<section class="section" aria-labelledby="calendar"><h2 id="calendar">${t("plan.evaluations.calendar")}</h2>${table<
    (typeof due)[number]
  >({
    caption: t("plan.evaluations.calendar"),
    captionHidden: true,
    rows: due,
    columns: [
      { label: t("plan.evaluations.step"), head: true, cell: ({ step }) => t.dynamic(`plan.coming.${step}`) },
      {
        label: t("plan.evaluations.due"),
        cell: ({ on }) => html`<time datetime="${on}">${formatDate(on, t.locale)}</time>`,
      },
    ],
  })}</section>`;
}
