import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { localText } from "../../../../kernel/i18n/locales.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { button, errorAt, form, page, radioField, summary, table, textArea, textField } from "../../../../ui/index.ts";
import { lookAtBoard } from "../../commands/review/board.ts";
import { countScores, countVotes, leadingDirections } from "../../rules/review/votes.ts";
import type { ReviewerSheet } from "../../store/review/sheet.ts";
import { findVerdict, listReviews } from "../../store/review.ts";
import { directions } from "../../types/evaluation.ts";
import { criteria, type HandedInReview, type JointVerdict } from "../../types/review.ts";
import { titlesOfSheets } from "../sheet-title.ts";
import { getReviewerSheet } from "./my-sheet.ts";
import { linesOf } from "./sheet-view.ts";
import { dayOf, directionWord, plain, say, verdictInWords, votesInWords } from "./words.ts";

type Params = { params: { sheet: string } };

/** 委員会の話し合い: for the chair only; for the other reviewers this page does not exist. */
export async function showBoard(view: View, { params }: Params): Promise<Html> {
  return draw(view, params.sheet, {}, noProblems);
}

export async function showBoardAgain(
  view: View,
  { params, values, problems }: Params & { values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.sheet, values, problems);
}

async function draw(view: View, sheetId: string, values: FormValues, problems: Problems): Promise<Html> {
  const { t } = view;
  const sheet = await getReviewerSheet(view, sheetId);
  if (!sheet.isChair) throw notFound();
  const title = (await titlesOfSheets(view, [sheet.planId]))(sheet);
  return page(view, {
    title: t.text("plan-review.chair.title", { sheet: plain(t, title) }),
    area: "public",
    crumbs: [
      { label: t("plan-review.my.title"), href: "/my/reviews" },
      { label: say(t, title), href: `/my/reviews/${sheet.id}` },
      { label: t("plan-review.board") },
    ],
    problems,
    main: html`<div class="head"><p class="kicker">${sheet.subject}　${t(`plan-review.sheet-state.${sheet.state}`)}</p><h1>${t("plan-review.chair.title", { sheet: { marked: localText(title, t.locale) } })}</h1></div>
<div class="stack-l">${sheet.state === "in-review" ? await waiting(view, sheet) : await discussion(view, sheet, values, problems)}</div>`,
  });
}

/** Who is still awaited, by title; nobody sees a review before the board begins. */
async function waiting(view: View, sheet: ReviewerSheet): Promise<Content> {
  const { t, city } = view;
  const { reviewers, missing, handedIn } = await lookAtBoard(city.db, sheet);
  const counted = html`<p>${t("plan-review.chair.handed-in", { done: reviewers.length - missing.length, all: reviewers.length })}</p>`;
  if (missing.length > 0 || handedIn.length === 0) {
    return html`<section class="stack">${counted}<p>${t("plan-review.chair.wait")}</p></section>`;
  }
  return html`<section class="stack">${counted}${form(view, {
    action: `/my/reviews/${sheet.id}/discuss`,
    content: html`<p>${t("plan-review.chair.begin-lead")}</p><p>${button({ label: t("plan-review.chair.begin") })}</p>`,
  })}</section>`;
}

async function discussion(view: View, sheet: ReviewerSheet, values: FormValues, problems: Problems): Promise<Content> {
  const { t, city } = view;
  const reviews = await listReviews(city.db, sheet.id);
  const verdict = await findVerdict(city.db, sheet.id);
  const { size } = await lookAtBoard(city.db, sheet);
  return html`<section class="stack" aria-labelledby="all"><h2 id="all">${t("plan-review.chair.reviews")}</h2><p class="small">${t("plan-review.chair.no-names")}</p>${drawReviews(view, reviews)}</section>
<section class="stack" aria-labelledby="joint"><h2 id="joint">${t("plan-review.chair.verdict")}</h2>${verdict === undefined ? verdictForm(view, { sheet, reviews, size, values, problems }) : drawVerdict(view, verdict)}</section>`;
}

/** Side by side: the scores as a table, how many proposed what, then all comments. */
export function drawReviews({ t }: View, reviews: readonly HandedInReview[]): Html {
  const votes = countVotes(reviews);
  const numbered = reviews.map((review, index) => ({ ...review, number: index + 1 }));
  return html`${table({
    caption: t("plan-review.chair.scores"),
    rows: numbered,
    columns: [
      {
        label: t("plan-review.chair.review"),
        head: true,
        cell: ({ number }) => t("plan-review.chair.one", { number }),
      },
      ...criteria.map((criterion) => ({
        label: t(`plan-review.criterion.${criterion}`),
        cell: ({ scores }: HandedInReview) => scores[criterion],
      })),
      { label: t("plan-review.form.verdict"), cell: ({ verdict }) => directionWord(t, verdict) },
    ],
  })}
${summary(
  t,
  [
    { label: t("plan-review.chair.proposed"), value: votesInWords(t, votes) },
    ...countScores(reviews).map(({ criterion, counts }) => ({
      label: t(`plan-review.criterion.${criterion}`),
      value: t("plan-review.chair.counts", counts),
    })),
  ],
  { plain: true },
)}
${leadingDirections(votes).length > 1 && html`<p>${t("plan-review.chair.tie")}</p>`}
<div class="stack"><h3>${t("plan-review.chair.comments")}</h3>${numbered.map(
    ({ comment, number }) =>
      html`<div class="stack-s"><h4>${t("plan-review.chair.one", { number })}</h4><blockquote><p>${linesOf(comment)}</p></blockquote></div>`,
  )}</div>`;
}

export function drawVerdict(view: View, verdict: JointVerdict): Html {
  const { t } = view;
  return summary(t, [
    { label: t("plan-review.chair.verdict"), value: html`<b>${verdictInWords(t, verdict)}</b>` },
    { label: t("plan-review.chair.votes"), value: votesInWords(t, verdict.votes) },
    { label: t("plan-review.chair.comment"), value: linesOf(verdict.comment) },
    { label: t("plan-review.chair.decided-on"), value: dayOf(view, verdict.decidedAt) },
  ]);
}

function verdictForm(
  view: View,
  props: {
    readonly sheet: ReviewerSheet;
    readonly reviews: readonly HandedInReview[];
    readonly size: number;
    readonly values: FormValues;
    readonly problems: Problems;
  },
): Html {
  const { t } = view;
  const { sheet, reviews, size, values, problems } = props;
  const proposed = countVotes(reviews);
  const isFresh = Object.keys(values).length === 0;
  return form(view, {
    action: `/my/reviews/${sheet.id}/board`,
    content: html`<p class="small">${t("plan-review.chair.lead")}</p>
${radioField({
  t,
  name: "verdict",
  label: t("plan-review.chair.verdict"),
  options: directions.map((direction) => ({ value: direction, label: directionWord(t, direction) })),
  chosen: [typed(values, "verdict")],
  line: true,
  error: errorAt(t, problems, "verdict"),
})}
<fieldset class="stack-s"><legend class="field__label">${t("plan-review.chair.votes")}</legend><p class="small">${t("plan-review.chair.votes-hint", { reviewers: size })}</p><div class="row">
${directions.map((direction) =>
  textField({
    t,
    name: `votes-${direction}`,
    label: directionWord(t, direction),
    size: "s",
    inputmode: "numeric",
    value: isFresh ? String(proposed[direction] ?? 0) : typed(values, `votes-${direction}`),
    error: errorAt(t, problems, `votes-${direction}`),
  }),
)}</div></fieldset>
${textArea({ t, name: "comment", label: t("plan-review.chair.comment"), hint: t("plan-review.chair.comment-hint"), rows: 8, value: typed(values, "comment"), error: errorAt(t, problems, "comment") })}
<p>${button({ label: t("plan-review.chair.decide") })}</p><p class="small">${t("plan-review.chair.once")}</p>`,
  });
}
