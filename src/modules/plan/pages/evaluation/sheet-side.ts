import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatFiscalYear } from "../../../../kernel/time/fiscal-year.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { type SheetPart, sideNotes } from "../../../../ui/index.ts";
import { isReadyToAsk } from "../../commands/budget/draft-request.ts";
import { directionOf, directionWords } from "../../rules/evaluation/direction.ts";
import { listSheetsOf } from "../../store/evaluation/history.ts";
import { listPastOpinions } from "../../store/review.ts";
import { type Round, roundSteps, type Sheet } from "../../types/evaluation.ts";
import type { PastOpinion } from "../../types/review.ts";
import { askPath } from "../budget/words.ts";
import { verdictInWords } from "../review/words.ts";
import { dayText, sheetPath, stepKeys } from "./words.ts";

/** What stands beside a sheet: the board's words and the city's promises of last year, the last self-evaluation, what comes next. */
export async function sheetSide(view: View, round: Round, sheet: Sheet): Promise<Html> {
  const { t, city } = view;
  const opinions = await listPastOpinions(city.db, round.planId, sheet.subject, round.year);
  const earlier = (await listSheetsOf(city.db, round.planId, sheet)).find(({ year }) => year < round.year);
  const notes: SheetPart[] = [
    ...opinions.slice(0, 1).flatMap((opinion) => opinionNotes(view, opinion)),
    ...(earlier === undefined ? [] : [lastYearNote(view, earlier)]),
    { id: "flow", title: t("plan-evaluation.staff.side.flow"), content: flow(view, round) },
    {
      id: "more",
      title: t("plan-evaluation.staff.side.more"),
      content: html`<ul class="bullets"><li><a href="${sheetPath(sheet, "history")}">${t("plan-evaluation.staff.side.history")}</a></li><li><a href="/staff/evaluation/sheets/${sheet.id}/draft.pdf">${t("plan-report.staff.draft")}</a></li>${isReadyToAsk(sheet) && html`<li><a href="${askPath(sheet.id)}">${t("plan-budget.staff.request.from-sheet")}</a></li>`}${sheet.kind === "measure" && html`<li><a href="/plans/${round.planId}/parts/${sheet.subject}">${t("plan-evaluation.staff.side.public")}</a></li>`}</ul>`,
    },
  ];
  return sideNotes(notes);
}

function opinionNotes(view: View, { year, verdict, promises }: PastOpinion): SheetPart[] {
  const { t, locale } = view;
  const opinion = {
    id: "opinion",
    title: t("plan-evaluation.staff.side.opinion"),
    content: html`<p class="small muted">${formatFiscalYear(year, locale)}　${verdictInWords(t, verdict)}</p><blockquote>${verdict.comment}</blockquote>`,
  };
  if (promises.length === 0) return [opinion];
  const items = promises.map(
    ({ what, until }) =>
      html`<li>${what}<br><span class="small muted">${t("plan-evaluation.staff.side.until", { day: formatDate(until, locale) })}</span></li>`,
  );
  return [
    opinion,
    {
      id: "promises",
      title: t("plan-evaluation.staff.side.promises"),
      content: html`<ul class="bullets">${items}</ul>`,
    },
  ];
}

/** The same in short, where the form asks what was done about it. */
export async function pastInShort(view: View, round: Round, sheet: Sheet): Promise<Content> {
  const { t, city } = view;
  const [opinion] = await listPastOpinions(city.db, round.planId, sheet.subject, round.year);
  if (opinion === undefined) return html`<p>${t("plan-evaluation.staff.sheet.no-past")}</p>`;
  const promises = opinion.promises.map(({ what }) => html`<li>${what}</li>`);
  return html`<p>${verdictInWords(t, opinion.verdict)}</p><blockquote>${opinion.verdict.comment}</blockquote>${promises.length > 0 && html`<ul class="bullets">${promises}</ul>`}`;
}

function lastYearNote({ t, locale }: View, earlier: Sheet & { year: number }): SheetPart {
  const direction = directionOf(earlier.answers);
  const headline = earlier.answers.headline;
  return {
    id: "last-year",
    title: t("plan-evaluation.staff.side.last-year"),
    content: html`${headline && html`<p>${headline}</p>`}${direction && html`<p>${t("plan-evaluation.staff.side.direction", { direction: t.text(directionWords[direction]) })}</p>`}<p><a href="${sheetPath(earlier)}">${t("plan-evaluation.staff.side.see-last", { year: formatFiscalYear(earlier.year, locale) })}</a></p>`,
  };
}

function flow(view: View, round: Round): Content {
  const steps = roundSteps.flatMap((step) => {
    const day = round.due[step];
    return day === undefined || day < view.today ? [] : [{ step, day }];
  });
  if (steps.length === 0) return html`<p>${view.t("plan-evaluation.staff.side.flow-over")}</p>`;
  return html`<ol class="numbered">${steps.map(
    ({ step, day }) =>
      html`<li>${view.t(stepKeys[step])}　<time class="nowrap" datetime="${day}">${dayText(view, day)}</time></li>`,
  )}</ol>`;
}
