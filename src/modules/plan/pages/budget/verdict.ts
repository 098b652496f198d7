import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { findCityAnswer, findVerdict } from "../../store/review.ts";
import { findRound, findSheet } from "../../store/sheet.ts";
import { verdictInWords } from "../review/words.ts";
import { lines, yearOf } from "./words.ts";

/** What led to the amount: the sheet, the board's verdict, the city's answer with its promises. */
export async function verdictAside(view: View, sheetId: string): Promise<Html> {
  const { t, city, locale } = view;
  const sheet = await findSheet(city.db, sheetId);
  const round = sheet && (await findRound(city.db, sheet.roundId));
  if (sheet === undefined || round === undefined) return html``;
  const verdict = await findVerdict(city.db, sheetId);
  const answer = await findCityAnswer(city.db, sheetId);
  const year = yearOf(view, round.year);
  const board: Content =
    verdict === undefined
      ? html`<p>${t("plan-budget.staff.request.no-board")}</p>`
      : html`<h3>${t("plan-budget.staff.request.board")}</h3><p><b>${verdictInWords(t, verdict)}</b></p><p>${lines(verdict.comment)}</p>`;
  const promises = answer?.promises.map(
    ({ what, until }) =>
      html`<li>${what}<br><span class="small muted">${t("plan-budget.staff.request.until", { day: formatDate(until, locale) })}</span></li>`,
  );
  return html`<aside class="aside stack" aria-labelledby="verdict"><h2 id="verdict">${t("plan-budget.staff.request.verdict")}</h2>
<p><a href="/staff/evaluation/${round.id}/sheets/${sheet.id}">${t("plan-budget.staff.request.sheet", { year, name: sheet.title })}</a></p>
${board}
${answer !== undefined && html`<h3>${t("plan-budget.staff.request.city")}</h3><p>${lines(answer.words)}</p>`}
${promises !== undefined && promises.length > 0 && html`<h3>${t("plan-budget.staff.request.promises")}</h3><ul class="bullets">${promises}</ul>`}</aside>`;
}
