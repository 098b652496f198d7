import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { button, errorAt, form, page, status, table, textField } from "../../../../ui/index.ts";
import { listPersons } from "../../../identity/index.ts";
import { lookAtBoard } from "../../commands/review/board.ts";
import { isPlanner, maySeeAnswer } from "../../rules/review/answer-policy.ts";
import { findVerdict, listReviews } from "../../store/review.ts";
import { findRound, findSheet } from "../../store/sheet.ts";
import type { Round, Sheet } from "../../types/evaluation.ts";
import type { Reviewer } from "../../types/review.ts";
import { drawReviews, drawVerdict } from "./board.ts";
import { dayOf } from "./words.ts";

type Params = { params: { round: string; sheet: string } };
type Board = Awaited<ReturnType<typeof lookAtBoard>>;

/** 外部評価の進みぐあい of one sheet: how many have handed in, for the planners who, for nobody what. What the board decided is read afterwards. */
export async function showSheetReview(view: View, { params }: Params): Promise<Html> {
  return draw(view, params, {}, noProblems);
}

export async function showSheetReviewAgain(
  view: View,
  { params, values, problems }: Params & { values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params, values, problems);
}

export async function getSheetOfRound(
  { city }: View,
  params: { round: string; sheet: string },
): Promise<{ round: Round; sheet: Sheet }> {
  const sheet = await findSheet(city.db, params.sheet);
  const round = await findRound(city.db, params.round);
  if (sheet === undefined || round === undefined || sheet.roundId !== round.id) throw notFound();
  return { round, sheet };
}

/** To the round, and to the sheet itself. */
export const trailOf = ({ t, locale }: View, round: Round, sheet: Sheet, here: Content) => [
  { label: t("plan-review.staff.evaluation"), href: "/staff/evaluation" },
  { label: formatFiscalYear(round.year, locale), href: `/staff/evaluation/${round.id}` },
  { label: sheet.title, href: `/staff/evaluation/${round.id}/sheets/${sheet.id}` },
  { label: here },
];

async function draw(view: View, params: Params["params"], values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, actor } = view;
  const { round, sheet } = await getSheetOfRound(view, params);
  if (!maySeeAnswer(actor, sheet)) throw notFound();
  const isNaming = isPlanner(actor);
  const board = await lookAtBoard(city.db, sheet);
  const persons = await listPersons(
    city.db,
    board.board.map(({ personId }) => personId),
  );
  const names = new Map(persons.map(({ id, name }) => [id, name]));
  const verdict = await findVerdict(city.db, sheet.id);
  return page(view, {
    title: t.text("plan-review.staff.sheet.title", { sheet: sheet.title }),
    area: "staff",
    crumbs: trailOf(view, round, sheet, t("plan-review.staff.sheet.crumb")),
    problems,
    main: html`<div class="head"><p class="kicker">${sheet.subject}</p><h1>${t("plan-review.staff.sheet.title", { sheet: sheet.title })}</h1></div>
<div class="stack-l"><section class="stack" aria-labelledby="who"><h2 id="who">${t("plan-review.staff.sheet.progress")}</h2>
<p>${t("plan-review.chair.handed-in", { done: board.reviewers.length - board.missing.length, all: board.reviewers.length })}${isNaming && html`　<a href="/staff/evaluation/${round.id}/reviewers">${t("plan-review.staff.reviewers.title")}</a>`}</p>
${isNaming && progress(view, sheet, board, names)}</section>
${isNaming && sheet.state === "in-review" && discussForm(view, round, sheet, board, values, problems)}
${
  verdict !== undefined &&
  html`<section class="stack" aria-labelledby="verdict"><h2 id="verdict">${t("plan-review.chair.verdict")}</h2>${drawVerdict(view, verdict)}
<p><a href="/staff/evaluation/${round.id}/sheets/${sheet.id}/answer">${t("plan-review.staff.answer.title")}</a></p>
<h3>${t("plan-review.chair.reviews")}</h3>${drawReviews(view, await listReviews(city.db, sheet.id))}</section>`
}</div>`,
  });
}

function progress(view: View, sheet: Sheet, board: Board, names: ReadonlyMap<string, string>): Html {
  const { t } = view;
  const excluded = new Map(board.exclusions.map(({ personId, reason }) => [personId, reason]));
  const handedIn = new Map(board.handedIn.map(({ personId, handedInAt }) => [personId, handedInAt]));
  const nameOf = ({ personId }: Reviewer) => names.get(personId) ?? t.text("plan-review.staff.reviewers.gone");
  const isEarly = !["discussing", "answering", "final", "published"].includes(sheet.state);
  const base = `/staff/evaluation/${sheet.roundId}/sheets/${sheet.id}/review`;
  return table({
    caption: t("plan-review.staff.sheet.progress"),
    captionHidden: true,
    rows: board.board.filter(({ removedAt, personId }) => removedAt === undefined || handedIn.has(personId)),
    columns: [
      { label: t("plan-review.staff.reviewers.name"), head: true, cell: nameOf },
      { label: t("plan-review.staff.reviewers.public-title"), cell: ({ publicTitle }) => publicTitle },
      {
        label: t("plan-review.state"),
        cell: ({ personId }) => {
          const [at, reason] = [handedIn.get(personId), excluded.get(personId)];
          if (reason !== undefined) return t("plan-review.staff.sheet.excluded", { reason });
          return at === undefined
            ? status("free", t("plan-review.staff.sheet.awaited"))
            : status("good", t("plan-review.handed-in-on", { day: dayOf(view, at) }));
        },
      },
      {
        label: t("plan-review.staff.reviewers.do"),
        quiet: true,
        cell: (reviewer) => {
          if (!isEarly || reviewer.removedAt !== undefined) return "";
          const { personId } = reviewer;
          const about = nameOf(reviewer);
          return excluded.has(personId)
            ? form(view, {
                action: `${base}/readmit/${personId}`,
                class: "row",
                content: button({ label: t("plan-review.staff.sheet.readmit"), kind: "second", size: "small", about }),
              })
            : html`<details><summary>${t("plan-review.staff.sheet.exclude")}<span class="vh">（${about}）</span></summary>${form(
                view,
                {
                  action: `${base}/exclude/${personId}`,
                  content: html`${textField({ t, name: "reason", id: `reason-${personId}`, label: t("plan-review.staff.reason"), hint: t("plan-review.staff.sheet.exclude-hint") })}<p>${button({ label: t("plan-review.staff.sheet.exclude"), kind: "danger", size: "small", about })}</p>`,
                },
              )}</details>`;
        },
      },
    ],
  });
}

function discussForm(
  view: View,
  round: Round,
  sheet: Sheet,
  { missing }: Board,
  values: FormValues,
  problems: Problems,
): Html {
  const { t } = view;
  return html`<section class="stack" aria-labelledby="begin"><h2 id="begin">${t("plan-review.staff.sheet.begin")}</h2>${form(
    view,
    {
      action: `/staff/evaluation/${round.id}/sheets/${sheet.id}/review/discuss`,
      content: html`<p>${t("plan-review.staff.sheet.begin-lead")}</p>
${missing.length > 0 && textField({ t, name: "reason", label: t("plan-review.staff.sheet.why-now"), hint: t("plan-review.staff.sheet.missing", { count: missing.length }), value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}
<p>${button({ label: t("plan-review.chair.begin") })}</p>`,
    },
  )}</section>`;
}
