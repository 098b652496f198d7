import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { button, errorAt, form, page, radioField, summary, textArea } from "../../../../ui/index.ts";
import { reviewStateOf } from "../../rules/review/states.ts";
import { findOwnReview } from "../../store/review/own.ts";
import { findReviewerSheet, type ReviewerSheet } from "../../store/review/sheet.ts";
import { directions } from "../../types/evaluation.ts";
import { criteria, type OwnReview, scoreGrades } from "../../types/review.ts";
import { titlesOfSheets } from "../sheet-title.ts";
import { readSheet } from "./content.ts";
import { drawState } from "./my-reviews.ts";
import { drawSheet, linesOf } from "./sheet-view.ts";
import { dayOf, directionWord, plain, say } from "./words.ts";

const scoreWord = { A: "plan-review.score.a", B: "plan-review.score.b", C: "plan-review.score.c" } as const;

type Params = { params: { sheet: string } };

export async function showMySheet(view: View, { params }: Params): Promise<Html> {
  const { sheet, own } = await getOwn(view, params.sheet);
  return draw(view, sheet, own, valuesOf(own), noProblems);
}

export async function showMySheetAgain(
  view: View,
  { params, values, problems }: Params & { values: FormValues; problems: Problems },
): Promise<Html> {
  const { sheet, own } = await getOwn(view, params.sheet);
  return draw(view, sheet, own, { ...valuesOf(own), ...values }, problems);
}

/** Somebody else's sheet and one that does not exist are the same. */
export async function getReviewerSheet({ city, actor }: View, sheetId: string): Promise<ReviewerSheet> {
  const sheet = actor.kind === "resident" ? await findReviewerSheet(city.db, actor.personId, sheetId) : undefined;
  if (sheet === undefined) throw notFound();
  return sheet;
}

async function getOwn(view: View, sheetId: string) {
  const sheet = await getReviewerSheet(view, sheetId);
  const personId = view.actor.kind === "resident" ? view.actor.personId : "";
  return { sheet, own: await findOwnReview(view.city.db, sheet.id, personId) };
}

async function draw(
  view: View,
  sheet: ReviewerSheet,
  own: OwnReview | undefined,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city, locale } = view;
  const content = await readSheet(city.db, sheet);
  const title = (await titlesOfSheets(view, [sheet.planId]))(sheet);
  const state = reviewStateOf(sheet);
  const isOpen = state === "not-begun" || state === "draft";
  return page(view, {
    title: plain(t, title),
    area: "public",
    crumbs: [{ label: t("plan-review.my.title"), href: "/my/reviews" }, { label: say(t, title) }],
    problems,
    main: html`<div class="head"><p class="kicker">${t("plan-review.kicker", { year: formatFiscalYear(sheet.year, locale), subject: sheet.subject })}${content.sectionName && html`　${t("plan-review.section", { section: content.sectionName })}`}</p><h1>${say(t, title)}</h1></div>
<p>${drawState(view, sheet)}　${sheet.dueOn !== undefined && isOpen && t("plan-review.due-on", { day: formatDate(sheet.dueOn, locale) })}${own?.handedInAt && t("plan-review.handed-in-on", { day: dayOf(view, own.handedInAt) })}</p>
${sheet.isChair && html`<p><a href="/my/reviews/${sheet.id}/board">${t("plan-review.my.to-board")}</a></p>`}
<div class="stack-l"><p class="small"><a href="#review">${t("plan-review.to-form")}</a></p>
<section class="stack" aria-labelledby="sheet"><h2 id="sheet">${t("plan-review.sheet-title")}</h2>${drawSheet(view, content)}</section>
<section class="stack" aria-labelledby="review"><h2 id="review">${t("plan-review.your-review")}</h2>
${isOpen ? reviewForm(view, sheet, values, problems) : handedIn(view, sheet, own, values, problems)}</section></div>`,
  });
}

function reviewForm(view: View, sheet: ReviewerSheet, values: FormValues, problems: Problems): Html {
  const { t } = view;
  return form(view, {
    action: `/my/reviews/${sheet.id}`,
    content: html`<p class="small">${t("plan-review.form.lead")}</p>
${criteria.map((criterion) =>
  radioField({
    t,
    name: `score-${criterion}`,
    label: t(`plan-review.criterion.${criterion}`),
    hint: t(`plan-review.criterion-hint.${criterion}`),
    options: scoreGrades.map((grade) => ({ value: grade, label: t(scoreWord[grade]) })),
    chosen: [typed(values, `score-${criterion}`)],
    line: true,
    error: errorAt(t, problems, `score-${criterion}`),
  }),
)}
${radioField({
  t,
  name: "verdict",
  label: t("plan-review.form.verdict"),
  hint: t("plan-review.form.verdict-hint"),
  options: directions.map((direction) => ({
    value: direction,
    label: directionWord(t, direction),
    note: t(`plan-review.direction-note.${direction}`),
  })),
  chosen: [typed(values, "verdict")],
  error: errorAt(t, problems, "verdict"),
})}
${textArea({ t, name: "comment", label: t("plan-review.form.comment"), hint: t("plan-review.form.comment-hint"), value: typed(values, "comment"), rows: 8, error: errorAt(t, problems, "comment") })}
${notesField(view, values, problems)}
<p class="row">${button({ label: t("plan-review.form.hand-in"), name: "do", value: "hand-in" })}${button({ label: t("plan-review.form.save"), kind: "second", name: "do", value: "save" })}</p>
<p class="small">${t("plan-review.form.after")}</p>`,
  });
}

function notesField({ t }: View, values: FormValues, problems: Problems): Html {
  return textArea({
    t,
    name: "notes",
    label: t("plan-review.form.notes"),
    hint: t("plan-review.form.notes-hint"),
    need: "optional",
    value: typed(values, "notes"),
    error: errorAt(t, problems, "notes"),
  });
}

function handedIn(
  view: View,
  sheet: ReviewerSheet,
  own: OwnReview | undefined,
  values: FormValues,
  problems: Problems,
): Content {
  const { t } = view;
  const state = reviewStateOf(sheet);
  const said =
    own?.handedInAt === undefined
      ? html`<p>${t("plan-review.missed")}</p>`
      : summary(t, [
          ...criteria.map((criterion) => ({
            label: t(`plan-review.criterion.${criterion}`),
            value: own.scores[criterion] ?? "",
          })),
          {
            label: t("plan-review.form.verdict"),
            value: own.verdict === undefined ? "" : directionWord(t, own.verdict),
          },
          { label: t("plan-review.form.comment"), value: linesOf(own.comment ?? "") },
        ]);
  return html`${said}
${
  state === "handed-in"
    ? form(view, {
        action: `/my/reviews/${sheet.id}/take-back`,
        content: html`<p>${t("plan-review.take-back.lead")}</p><p>${button({ label: t("plan-review.take-back.do"), kind: "second" })}</p>`,
      })
    : html`<p>${t(`plan-review.sheet-state.${sheet.state}`)}</p>`
}
${form(view, {
  action: `/my/reviews/${sheet.id}/notes`,
  content: html`${notesField(view, values, problems)}<p>${button({ label: t("plan-review.notes.save"), kind: "second" })}</p>`,
})}`;
}

function valuesOf(own: OwnReview | undefined): FormValues {
  return {
    ...Object.fromEntries(criteria.map((criterion) => [`score-${criterion}`, own?.scores[criterion] ?? ""])),
    verdict: own?.verdict ?? "",
    comment: own?.comment ?? "",
    notes: own?.notes ?? "",
  };
}
