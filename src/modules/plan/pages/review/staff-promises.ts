import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { forbidden } from "../../../../kernel/refusal.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { button, errorAt, form, page, radioField, table, textArea } from "../../../../ui/index.ts";
import { isPlanner, mayWriteAnswer } from "../../rules/review/answer-policy.ts";
import type { PromiseOfSection } from "../../store/review/answer.ts";
import { listPromisesOfSection } from "../../store/review.ts";
import { outcomes } from "../../types/review.ts";
import { drawFollowUp } from "./sheet-view.ts";

type Which = { readonly sheet: string; readonly promise: number };

/** 市が約束したこと: the section's own, for planners all of them. What became of each is noted here. */
export async function showPromises(view: View): Promise<Html> {
  return draw(view, undefined, {}, noProblems);
}

export async function showPromisesAgain(
  view: View,
  { params, values, problems }: { params: Which; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params, values, problems);
}

async function draw(view: View, which: Which | undefined, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, actor, locale, today } = view;
  if (actor.kind !== "staff") throw forbidden();
  const promises = await listPromisesOfSection(city.db, isPlanner(actor) ? undefined : actor.sectionId);
  return page(view, {
    title: t.text("plan-review.staff.promises.title"),
    area: "staff",
    crumbs: [
      { label: t("plan-review.staff.evaluation"), href: "/staff/evaluation" },
      { label: t("plan-review.staff.promises.title") },
    ],
    problems,
    main: html`<div class="head"><h1>${t("plan-review.staff.promises.title")}</h1><p class="lead">${t("plan-review.staff.promises.lead")}</p></div>
${
  promises.length === 0
    ? html`<p>${t("plan-review.staff.promises.none")}</p>`
    : table({
        caption: t("plan-review.staff.promises.title"),
        captionHidden: true,
        rows: promises,
        isNow: ({ until, followUp }) => until < today && (followUp === undefined || followUp.outcome === "under-way"),
        columns: [
          {
            label: t("plan-review.promise"),
            head: true,
            cell: ({ what, title, year, subject }) =>
              html`${what}<br><span class="small muted">${formatFiscalYear(year, locale)}　${subject}　${title}</span>`,
          },
          {
            label: t("plan-review.until"),
            cell: ({ until }) => html`<span class="nowrap">${formatDate(until, locale, { weekday: false })}</span>`,
          },
          { label: t("plan-review.became"), cell: ({ followUp }) => drawFollowUp(view, followUp) },
          {
            label: t("plan-review.staff.reviewers.do"),
            quiet: true,
            cell: (promise) =>
              mayWriteAnswer(actor, promise) ? followUpForm(view, promise, which, values, problems) : "",
          },
        ],
      })
}`,
  });
}

function followUpForm(
  view: View,
  { sheetId, number, what }: PromiseOfSection,
  which: Which | undefined,
  typedValues: FormValues,
  allProblems: Problems,
): Html {
  const { t } = view;
  const isThis = which?.sheet === sheetId && which.promise === number;
  const [values, problems] = isThis ? [typedValues, allProblems] : [{}, noProblems];
  // One form has the plain ids, so that the error summary leads to it.
  const idOf = (name: string) => (isThis ? name : `${name}-${sheetId}-${number}`);
  return html`<details${isThis ? html` open` : ""}><summary>${t("plan-review.staff.promises.note")}<span class="vh">（${what}）</span></summary>${form(
    view,
    {
      action: `/staff/promises/${sheetId}/${number}`,
      content: html`${radioField({ t, name: "outcome", id: idOf("outcome"), label: t("plan-review.became"), options: outcomes.map((outcome) => ({ value: outcome, label: t(`plan-review.outcome.${outcome}`) })), chosen: [typed(values, "outcome")], error: errorAt(t, problems, "outcome") })}
${textArea({ t, name: "words", id: idOf("words"), label: t("plan-review.staff.promises.words"), rows: 3, value: typed(values, "words"), error: errorAt(t, problems, "words") })}
<p>${button({ label: t("plan-review.staff.promises.do"), size: "small", about: what })}</p>`,
    },
  )}</details>`;
}
