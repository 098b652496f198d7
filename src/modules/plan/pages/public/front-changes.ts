import { type Content, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { type TimelineEntry, timeline } from "../../../../ui/index.ts";
import type { Publication } from "../../store/figure.ts";
import type { PlanHead } from "../../store/plan.ts";
import { listShifts, listVoicesOfYear, type Shift, type VoiceOfYear } from "../../store/public.ts";
import { sayDay } from "./frame.ts";
import { figureWithUnit, indicatorPath, inside, partPath, projectPath, yearPath } from "./words.ts";

const mostShifts = 4;
const mostVoices = 2;

/** この1年で、変わったこと: the board's verdicts, the budget's answers, and verdicts that are others than a year ago. */
export async function changesOf(view: View, plan: PlanHead, publication: Publication): Promise<Content> {
  const { t, city } = view;
  const [shifts, voices] = await Promise.all([
    listShifts(city.db, plan.id, publication.year, mostShifts),
    listVoicesOfYear(city.db, plan.id, mostVoices),
  ]);
  const entries = [
    ...voices.map((voice) => ({ at: voice.at, entry: entryOfVoice(view, plan, voice) })),
    ...shifts.map((shift) => ({ at: shift.publishedAt, entry: entryOfShift(view, plan, shift) })),
  ].sort((one, other) => other.at.getTime() - one.at.getTime());
  if (entries.length === 0) return undefined;
  return html`<section class="section" aria-labelledby="changes"><h2 id="changes">${t("plan.front.changes")}</h2>${timeline(entries.map(({ entry }) => entry))}</section>`;
}

function entryOfShift(
  view: View,
  plan: PlanHead,
  { definition, from, to, before, now, publishedAt }: Shift,
): TimelineEntry {
  const { t } = view;
  const words =
    before !== undefined && now !== undefined
      ? t("plan.change.figures", {
          before: figureWithUnit(t, definition, before),
          now: figureWithUnit(t, definition, now),
        })
      : t("plan.change.no-figure");
  return {
    kicker: html`${sayDay(view, publishedAt)}　${t("plan.change.verdict")}`,
    title: t("plan.change.title", {
      name: inside(t, definition.name),
      from: t.marked(`plan.verdict.${from}`),
      to: t.marked(`plan.verdict.${to}`),
    }),
    words: html`${words}<br><a href="${indicatorPath(plan.id, definition.id)}">${t("plan.indicator.see")}</a>`,
  };
}

function entryOfVoice(view: View, plan: PlanHead, voice: VoiceOfYear): TimelineEntry {
  const { t } = view;
  const kicker = html`${sayDay(view, voice.at)}　${t(`plan.voice.${voice.by}`)}`;
  if (voice.by === "board") {
    return {
      kicker,
      title: t("plan.change.board", { title: voice.title, verdict: t.marked(`plan.direction.${voice.verdict}`) }),
      quote: voice.comment,
      words: html`<a href="${yearPath(plan.id, voice.year)}/${voice.subject}">${t("plan.voice.see-sheet")}</a>`,
    };
  }
  const change = voice.decided - voice.before;
  const key =
    change > 0 ? "plan.change.budget-more" : change < 0 ? "plan.change.budget-less" : "plan.change.budget-same";
  return {
    kicker,
    title: html`${t(key, { title: voice.title, amount: formatYen(Math.abs(change), t.locale), whole: formatYen(voice.decided, t.locale) })}${voice.isSample && t("plan.sample.mark")}`,
    words: html`${voice.answer}<br><a href="${voice.kind === "project" ? projectPath(plan.id, voice.subject) : partPath(plan.id, voice.subject)}">${t("plan.project.see")}</a>`,
  };
}
