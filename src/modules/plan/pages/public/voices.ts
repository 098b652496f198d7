import { type Content, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import { type TimelineEntry, timeline } from "../../../../ui/index.ts";
import { listPublicRequests } from "../../store/budget.ts";
import type { PlanHead } from "../../store/plan.ts";
import { findCityAnswer, findVerdict, listPromises } from "../../store/review.ts";
import { findRound, listPublishedSheets, listRounds, listSteps, type PublishedSheet } from "../../store/sheet.ts";
import type { BudgetRequest } from "../../types/budget.ts";
import type { Round, RoundStep } from "../../types/evaluation.ts";
import { sayDay } from "./frame.ts";
import { say, yearInside, yearPath } from "./words.ts";

type Dated = { readonly on: CivilDate; readonly entry: TimelineEntry };

/** 評価と、その答え: who said what, in order of time; what is still to come stands at the end with its date. */
export async function voicesOfPart(
  view: View,
  plan: PlanHead,
  { code }: { readonly code: string },
  kind: "measure" | "project" = "measure",
): Promise<Content> {
  const { t, city } = view;
  const [sheet] = await listPublishedSheets(city.db, plan.id, { subject: code, kind });
  const open = (await listRounds(city.db, plan.id)).find(({ state }) => state === "open");
  const said = sheet === undefined ? [] : await voicesOfSheet(view, plan, sheet);
  const coming = open !== undefined && open.id !== sheet?.roundId ? comingOf(view, open) : [];
  if (said.length + coming.length === 0) return undefined;
  const entries = [...said.sort((a, b) => a.on.localeCompare(b.on)), ...coming].map(({ entry }) => entry);
  const year = sheet?.year ?? open?.year ?? plan.baselineYear;
  return html`<section class="section" aria-labelledby="voices"><h2 id="voices">${t("plan.voice.title")}</h2><p class="small">${t("plan.voice.of-year", { year: yearInside(t, year) })}${sheet?.isSample && html`<strong>${t("plan.voice.sample")}</strong>`}</p>${timeline(entries)}</section>`;
}

/** What is public of one published sheet, each with its day. */
export async function voicesOfSheet(view: View, plan: PlanHead, sheet: PublishedSheet): Promise<Dated[]> {
  const { t, city } = view;
  const dated = (at: Date, entry: TimelineEntry): Dated => ({ on: civilDateOf(at, city.config.zone), entry });
  const [round, steps, verdict, answer, promises, requests] = await Promise.all([
    findRound(city.db, sheet.roundId),
    listSteps(city.db, sheet.id),
    findVerdict(city.db, sheet.id),
    findCityAnswer(city.db, sheet.id),
    listPromises(city.db, plan.id, sheet.subject),
    listPublicRequests(city.db, plan.id, { sheetId: sheet.id }),
  ]);
  const sheetLink = html`<a href="${yearPath(plan.id, sheet.year)}/${sheet.subject}">${t("plan.voice.see-sheet")}</a>`;
  const writtenAt = steps.findLast(({ to }) => to === "with-head")?.movedAt ?? steps[0]?.movedAt;
  const own = round && ownWords(view, round, sheet);
  const found: Dated[] = [];
  if (own !== undefined) {
    const kicker = html`${writtenAt && html`${sayDay(view, writtenAt)}　`}${t("plan.voice.section")}`;
    const entry = { kicker, title: own.title, words: html`${own.words}<br>${sheetLink}` };
    found.push(writtenAt === undefined ? { on: "0000-00-00", entry } : dated(writtenAt, entry));
  }
  if (verdict !== undefined) {
    found.push(
      dated(verdict.decidedAt, {
        kicker: html`${sayDay(view, verdict.decidedAt)}　${t("plan.voice.board")}`,
        title: t("plan.voice.votes", {
          voted: verdict.voted,
          count: verdict.votes[verdict.verdict] ?? verdict.voted,
          verdict: t.marked(`plan.direction.${verdict.verdict}`),
        }),
        quote: verdict.comment,
        words: html`<span class="small">${sheetLink}</span>`,
      }),
    );
  }
  if (answer?.approvedAt !== undefined) {
    const kept = promises.filter(({ sheetId }) => sheetId === sheet.id);
    found.push(
      dated(answer.approvedAt, {
        kicker: html`${sayDay(view, answer.approvedAt)}　${t("plan.voice.answer")}`,
        title: t(`plan.stance.${answer.stance}`),
        words: html`${answer.words}${kept.map(
          ({ what, until, followUp }) =>
            html`<br><span class="small">${t("plan.voice.promise", { what, until: formatDate(until, t.locale, { weekday: false }) })}${followUp && html`　${t(`plan.promise.${followUp.outcome}`)}${followUp.words}`}</span>`,
        )}`,
      }),
    );
  }
  return [...found, ...requests.map((request) => requestVoice(view, request, round))];
}

/** 予算の答え, or what is asked while there is none. */
function requestVoice(view: View, request: BudgetRequest, round: Round | undefined): Dated {
  const { t, city } = view;
  const mark = request.isSample && t("plan.sample.mark");
  const year = yearInside(t, request.year);
  if (request.state === "published" && request.decided !== undefined && request.publishedAt !== undefined) {
    return {
      on: civilDateOf(request.publishedAt, city.config.zone),
      entry: {
        kicker: html`${sayDay(view, request.publishedAt)}　${t("plan.voice.budget")}`,
        title: html`${t("plan.voice.decided", { year, decided: formatYen(request.decided, t.locale), asked: formatYen(request.asked, t.locale) })}${mark}`,
        words: html`${request.answer}${request.settled !== undefined && html`<br>${t("plan.voice.settled", { settled: formatYen(request.settled, t.locale) })}`}`,
      },
    };
  }
  const due = round?.due.budget;
  const change = request.asked - request.before;
  const key = change > 0 ? "plan.voice.asked-more" : change < 0 ? "plan.voice.asked-less" : "plan.voice.asked";
  return {
    on: "9999-12-31",
    entry: {
      kicker: html`${due && html`${t("plan.voice.due", { day: formatDate(due, t.locale, { weekday: false }) })}　`}${t("plan.voice.budget")}`,
      title: html`${t(key, { year, asked: formatYen(request.asked, t.locale), change: formatYen(Math.abs(change), t.locale) })}${mark}`,
      words: html`${request.reason}<br>${t("plan.voice.asked-words")}`,
      isPlanned: true,
    },
  };
}

/** The field `headline` is made for it; a form without one gives what it says of the issues. */
function ownWords({ t }: View, round: Round, sheet: PublishedSheet) {
  const fields = round.forms[sheet.kind].parts.flatMap(({ fields }) => fields);
  const said = fields.filter(
    ({ id, kind, isPublic }) => isPublic && kind === "long-text" && (sheet.answers[id] ?? "").trim() !== "",
  );
  const headline = fields.find(({ id, kind, isPublic }) => id === "headline" && kind !== "auto" && isPublic);
  const title = headline && sheet.answers[headline.id];
  if (headline !== undefined && title !== undefined && title !== "") {
    // What comes next in the form says why.
    const why = said.find((field) => fields.indexOf(field) > fields.indexOf(headline));
    return { title, words: why && sheet.answers[why.id] };
  }
  const field = said.find(({ id }) => /issue|problem/.test(id)) ?? said.at(-1);
  return field && { title: say(t, field.label), words: sheet.answers[field.id] };
}

const comingSteps: readonly RoundStep[] = ["write", "review", "answer", "publish", "budget"];

/** The steps of this year's round, with their days. Nothing of an unpublished sheet. */
function comingOf({ t }: View, round: Round): Dated[] {
  return comingSteps.flatMap((step) => {
    const due = round.due[step];
    if (due === undefined) return [];
    const kicker = t("plan.voice.due", { day: formatDate(due, t.locale, { weekday: false }) });
    const title = t.dynamic(`plan.coming.${step}`);
    return [{ on: due, entry: { kicker, title, isPlanned: true } }];
  });
}
