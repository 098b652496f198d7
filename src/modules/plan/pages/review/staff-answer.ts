import { type Content, type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound } from "../../../../kernel/refusal.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import {
  button,
  errorAt,
  form,
  hidden,
  notice,
  page,
  radioField,
  summary,
  textArea,
  textField,
} from "../../../../ui/index.ts";
import { mayApproveAnswer, maySeeAnswer, mayWriteAnswer } from "../../rules/review/answer-policy.ts";
import { findCityAnswer, findVerdict, listPastOpinions, listReviews } from "../../store/review.ts";
import type { Round, Sheet } from "../../types/evaluation.ts";
import { type CityAnswer, stances } from "../../types/review.ts";
import { drawReviews, drawVerdict } from "./board.ts";
import { drawPast, linesOf } from "./sheet-view.ts";
import { getSheetOfRound, trailOf } from "./staff-sheet.ts";
import { dayOf } from "./words.ts";

/** How many promises the form offers; more than a handful is no promise any more. */
export const mostPromises = 5;

type Params = { params: { round: string; sheet: string } };

/** 市の答え: the board's words on top, then the section writes and somebody else approves. */
export async function showAnswer(view: View, { params }: Params): Promise<Html> {
  return draw(view, params, undefined, noProblems);
}

export async function showAnswerAgain(
  view: View,
  { params, values, problems }: Params & { values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params, values, problems);
}

async function draw(
  view: View,
  params: Params["params"],
  values: FormValues | undefined,
  problems: Problems,
): Promise<Html> {
  const { t, city, actor } = view;
  const { round, sheet } = await getSheetOfRound(view, params);
  if (!maySeeAnswer(actor, sheet)) throw notFound();
  const verdict = await findVerdict(city.db, sheet.id);
  const answer = await findCityAnswer(city.db, sheet.id);
  const past = await listPastOpinions(city.db, round.planId, sheet.subject, round.year);
  return page(view, {
    title: t.text("plan-review.staff.answer.for", { sheet: sheet.title }),
    area: "staff",
    crumbs: trailOf(view, round, sheet, t("plan-review.staff.answer.title")),
    problems,
    main: html`<div class="head"><p class="kicker">${sheet.subject}</p><h1>${t("plan-review.staff.answer.for", { sheet: sheet.title })}</h1></div>
<div class="stack-l"><section class="stack" aria-labelledby="verdict"><h2 id="verdict">${t("plan-review.past.board")}</h2>${
      verdict === undefined
        ? html`<p>${t("plan-review.staff.answer.too-early")}</p>`
        : html`${drawVerdict(view, verdict)}<details><summary>${t("plan-review.chair.reviews")}</summary>${drawReviews(view, await listReviews(city.db, sheet.id))}</details>`
    }</section>
${past.length > 0 && html`<section class="stack" aria-labelledby="past"><h2 id="past">${t("plan-review.source.last-year")}</h2>${drawPast(view, past)}</section>`}
${verdict !== undefined && html`<section class="stack" aria-labelledby="answer"><h2 id="answer">${t("plan-review.staff.answer.title")}</h2>${body(view, { round, sheet, answer, values, problems })}</section>`}</div>`,
  });
}

type Props = {
  readonly round: Round;
  readonly sheet: Sheet;
  readonly answer: CityAnswer | undefined;
  readonly values: FormValues | undefined;
  readonly problems: Problems;
};

function body(view: View, props: Props): Content {
  const { t, actor } = view;
  const { sheet, answer } = props;
  const isOpen = sheet.state === "answering";
  const returned =
    answer?.returnedWords !== undefined &&
    answer.askedAt === undefined &&
    notice({ word: t("plan-review.staff.answer.returned"), title: linesOf(answer.returnedWords) });
  return html`${isOpen && returned}
${answer !== undefined && (!isOpen || answer.askedAt !== undefined) && drawAnswer(view, sheet, answer)}
${isOpen && answer?.askedAt !== undefined && mayApproveAnswer(actor, sheet) && approveForms(view, props, answer)}
${isOpen && mayWriteAnswer(actor, sheet) && (answer?.askedAt === undefined ? answerForm(view, props) : html`<details><summary>${t("plan-review.staff.answer.change")}</summary>${answerForm(view, props)}</details>`)}
${!isOpen && answer === undefined && html`<p>${t("plan-review.staff.answer.none")}</p>`}`;
}

function drawAnswer(view: View, sheet: Sheet, answer: CityAnswer): Html {
  const { t, locale } = view;
  return summary(t, [
    { label: t("plan-review.staff.answer.stance"), value: html`<b>${t(`plan-review.stance.${answer.stance}`)}</b>` },
    { label: t("plan-review.staff.answer.words"), value: linesOf(answer.words) },
    ...answer.promises.map(({ what, until }) => ({
      label: t("plan-review.promise"),
      value: html`${what}　${t("plan-review.until-day", { day: formatDate(until, locale, { weekday: false }) })}`,
    })),
    {
      label: t("plan-review.state"),
      value:
        // A sheet that came back from the preview is approved anew.
        answer.approvedAt === undefined || sheet.state === "answering"
          ? t("plan-review.staff.answer.waiting")
          : t("plan-review.staff.answer.approved-on", { day: dayOf(view, answer.approvedAt) }),
    },
  ]);
}

function approveForms(view: View, { round, sheet, problems, values }: Props, answer: CityAnswer): Html {
  const { t } = view;
  const base = `/staff/evaluation/${round.id}/sheets/${sheet.id}/answer`;
  return html`<div class="row">${form(view, { action: `${base}/approve`, content: html`${hidden("written-at", answer.writtenAt.toISOString())}${button({ label: t("plan-review.staff.answer.approve") })}` })}</div>
<details><summary>${t("plan-review.staff.answer.return")}</summary>${form(view, {
    action: `${base}/return`,
    content: html`${textArea({ t, name: "returned", label: t("plan-review.staff.answer.return-words"), value: typed(values ?? {}, "returned"), error: errorAt(t, problems, "returned") })}<p>${button({ label: t("plan-review.staff.answer.return"), kind: "second" })}</p>`,
  })}</details>`;
}

function answerForm(view: View, { round, sheet, answer, values, problems }: Props): Html {
  const { t } = view;
  const shown = values !== undefined && "stance" in values ? values : valuesOf(answer);
  const rows = Array.from({ length: mostPromises }, (_, index) => index + 1);
  return form(view, {
    action: `/staff/evaluation/${round.id}/sheets/${sheet.id}/answer`,
    content: html`${radioField({ t, name: "stance", label: t("plan-review.staff.answer.stance"), options: stances.map((stance) => ({ value: stance, label: t(`plan-review.stance.${stance}`) })), chosen: [typed(shown, "stance")], line: true, error: errorAt(t, problems, "stance") })}
${textArea({ t, name: "words", label: t("plan-review.staff.answer.words"), hint: t("plan-review.staff.answer.words-hint"), rows: 8, value: typed(shown, "words"), error: errorAt(t, problems, "words") })}
<fieldset class="stack"><legend class="field__label">${t("plan-review.promises")}</legend><p class="small">${t("plan-review.staff.answer.promises-hint")}</p>
${rows.map(
  (number) =>
    html`<div class="split split--even">${textField({ t, name: `what-${number}`, label: t("plan-review.staff.answer.what", { number }), value: typed(shown, `what-${number}`), error: errorAt(t, problems, `what-${number}`) })}${textField({ t, name: `until-${number}`, label: t("plan-review.until"), type: "date", value: typed(shown, `until-${number}`), error: errorAt(t, problems, `until-${number}`) })}</div>`,
)}</fieldset>
<p class="row">${button({ label: t("plan-review.staff.answer.ask"), name: "do", value: "ask" })}${button({ label: t("plan-review.staff.answer.save"), kind: "second", name: "do", value: "save" })}</p>`,
  });
}

function valuesOf(answer: CityAnswer | undefined): FormValues {
  const promises = answer?.promises ?? [];
  return {
    stance: answer?.stance ?? "",
    words: answer?.words ?? "",
    ...Object.fromEntries(
      promises.flatMap(({ what, until }, index) => [
        [`what-${index + 1}`, what],
        [`until-${index + 1}`, until],
      ]),
    ),
  };
}
