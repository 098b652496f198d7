import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { page, papers, status, table } from "../../../../ui/index.ts";
import { type ReviewState, reviewStateOf } from "../../rules/review/states.ts";
import { isOnOpenBoard } from "../../store/review/person.ts";
import { listReviewerSheets, type ReviewerSheet } from "../../store/review/sheet.ts";
import { titlesOfSheets } from "../sheet-title.ts";
import { say } from "./words.ts";

/** 外部評価: the sheets that wait for this reviewer. For everybody else the page does not exist. */
export async function showMyReviews(view: View): Promise<Html> {
  const { t, city, actor } = view;
  if (actor.kind !== "resident" || !(await isOnOpenBoard(city.db, actor.personId))) throw notFound();
  const sheets = await listReviewerSheets(city.db, actor.personId);
  const titles = await titlesOfSheets(
    view,
    sheets.map(({ planId }) => planId),
  );
  const titleOf = (sheet: ReviewerSheet) => say(view.t, titles(sheet));
  const rounds = [...new Map(sheets.map((sheet) => [sheet.roundId, sheet])).values()];
  return page(view, {
    title: t.text("plan-review.my.title"),
    area: "public",
    crumbs: [{ label: t("plan-review.my.page"), href: "/my" }, { label: t("plan-review.my.title") }],
    main: html`<div class="head"><h1>${t("plan-review.my.title")}</h1><p class="lead">${t("plan-review.my.lead")}</p></div>
<div class="stack-l">${sheets.length === 0 && html`<p>${t("plan-review.my.none")}</p>`}
${rounds.map((round) => drawRound(view, round, sheets, titleOf))}</div>`,
  });
}

function drawRound(
  view: View,
  round: ReviewerSheet,
  all: readonly ReviewerSheet[],
  titleOf: (sheet: ReviewerSheet) => Html,
): Html {
  const { t, locale, today } = view;
  const sheets = all.filter(({ roundId }) => roundId === round.roundId);
  const waiting = sheets.filter((sheet) => ["not-begun", "draft"].includes(reviewStateOf(sheet)));
  const hasPack = sheets.some(({ state }) => state === "in-review" || state === "discussing");
  return html`<section class="stack" aria-labelledby="r-${round.roundId}"><h2 id="r-${round.roundId}">${t("plan-review.my.round", { year: formatFiscalYear(round.year, locale) })}</h2>
<p>${waiting.length > 0 ? t("plan-review.my.waiting", { count: waiting.length }) : t("plan-review.my.all-done")}${round.isChair && html`　${t("plan-review.my.you-chair")}`}</p>
${table({
  caption: t("plan-review.my.sheets"),
  captionHidden: true,
  rows: sheets,
  isNow: (sheet) => waiting.includes(sheet) && sheet.dueOn !== undefined && sheet.dueOn < today,
  columns: [
    {
      label: t("plan-review.sheet"),
      head: true,
      cell: (sheet) =>
        html`<a href="/my/reviews/${sheet.id}">${titleOf(sheet)}</a> <span class="small muted">${sheet.subject}</span>`,
    },
    {
      label: t("plan-review.due"),
      cell: ({ dueOn }) => (dueOn === undefined ? t("plan-review.none") : formatDate(dueOn, locale)),
    },
    { label: t("plan-review.state"), cell: (sheet) => drawState(view, sheet) },
    {
      label: t("plan-review.board"),
      cell: ({ id, state, isChair }) =>
        isChair
          ? html`<a href="/my/reviews/${id}/board">${t("plan-review.my.to-board")}<span class="vh">（${t(`plan-review.sheet-state.${state}`)}）</span></a>`
          : t(`plan-review.sheet-state.${state}`),
    },
  ],
})}
${
  hasPack &&
  papers([
    {
      href: `/my/reviews/${round.roundId}/pack.pdf`,
      title: t("plan-review.pack.title"),
      words: t("plan-review.pack.words"),
    },
  ])
}</section>`;
}

const shapes = {
  "not-begun": "free",
  draft: "held",
  "handed-in": "good",
  missed: "closed",
  closed: "closed",
} as const satisfies Record<ReviewState, string>;

export function drawState({ t }: View, sheet: ReviewerSheet): Html {
  const state = reviewStateOf(sheet);
  return status(shapes[state], t(`plan-review.my-state.${state}`));
}
