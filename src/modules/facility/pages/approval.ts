import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf, wallTimeOf } from "../../../kernel/time/instant.ts";
import { formatWallTime } from "../../../kernel/time/wall-time.ts";
import { button, buttonLink, form, notice, page, pill, summary } from "../../../ui/index.ts";
import { canDo } from "../commands/own-booking.ts";
import { rulesOf } from "../commands/rules-of.ts";
import { decideByOf } from "../rules/approval.ts";
import { changeEndsAt } from "../rules/change.ts";
import { dueOf } from "../rules/due.ts";
import { getTerms } from "../rules/facility.ts";
import { listApprovalsOf } from "../store/approval.ts";
import { type AskedChange, asItStood, findAskedChange } from "../store/asked-change.ts";
import type { ApprovalRule, ConditionSet } from "../types/approval.ts";
import type { Booking } from "../types/booking.ts";
import type { Facility, Space } from "../types/facility.ts";
import { whenOf } from "./facts.ts";
import { say, sayWords } from "./words.ts";

/** Before anything is chosen: which uses are decided first, and how long that takes. */
export function approvalsHint({ t }: View, facility: Facility, space: Space): Html | undefined {
  const { approval = [] } = getTerms(facility, space);
  const here = approval.filter(({ when }) => when?.spaces?.includes(space.id) ?? true);
  if (here.length === 0) return undefined;
  const lines = here.map(
    ({ because, daysToDecide }) =>
      html`<li>${sayWords(t, { key: "facility.approval.form-line", params: { because, days: daysToDecide } })}</li>`,
  );
  return notice({
    word: t("facility.approval.word"),
    title: t("facility.approval.form-title"),
    words: html`<div><ul class="bullets">${lines}</ul><p>${t("facility.approval.form-words")}</p></div>`,
    calm: true,
  });
}

/** This use is decided first: why, and by when at the latest if it is asked for now. */
export function approvalNotice(
  view: View,
  rules: readonly ApprovalRule[],
  use: Pick<Booking, "on" | "used">,
  /** Of a change: the booking that stands until it is decided. */
  stands?: Booking,
): Html {
  const { t, city, now } = view;
  const start = stands === undefined ? use.used.from : changeEndsAt(stands, use, now);
  const by = decideByOf(rules, { at: now, use: use.on, start }, city.config.zone);
  const key = stands === undefined ? "facility.approval.check-words" : "facility.approval.change-words";
  return notice({
    word: t("facility.approval.word"),
    title: t("facility.approval.check-title"),
    words: html`<div><ul class="bullets">${rules.map(({ because }) => html`<li>${say(t, because)}</li>`)}</ul><p>${t(key, { day: lastDayOf(view, by) })}</p></div>`,
  });
}

/** 申請しました: what was asked, by when it is decided, what comes then. */
export function drawAsked(view: View, booking: Booking, facility: Facility, space: Space): Html {
  const { t } = view;
  const by = booking.decideBy ?? booking.used.from;
  return page(view, {
    title: t.text("facility.approval.done-title"),
    area: "errand",
    main: html`<h1>${t("facility.approval.done-title")}</h1>
<p class="row">${pill("held", t("facility.state.requested"))}<span>${t("facility.number", { number: booking.number })}</span></p>
<p class="lead">${say(t, facility.name)}　<span class="keep">${say(t, space.name)}</span><br>${whenOf(view, booking)}</p>
${notice({ word: t("facility.approval.done-word"), title: t("facility.approval.done-by", { day: lastDayOf(view, by) }), words: t("facility.approval.done-words"), calm: true })}
<section class="section" aria-labelledby="next"><h2 id="next">${t("facility.done.next")}</h2><ol class="bullets">
<li>${t("facility.approval.done-mail")}</li><li>${t(dueOf(booking) === 0 ? "facility.approval.done-decided-free" : "facility.approval.done-decided")}</li></ol></section>
<p class="row">${buttonLink({ label: t("facility.done.open"), href: `/bookings/${booking.id}` })}${buttonLink({ label: t("facility.done.more"), href: "/spaces", kind: "second" })}</p>`,
  });
}

/** On the booking's page: what is being decided, on which conditions it was permitted, or why it was not. */
export async function approvalSection(view: View, booking: Booking): Promise<Html | undefined> {
  const { t, city, now } = view;
  const [last] = await listApprovalsOf(city.db, booking.id);
  if (last === undefined) return undefined;
  if (last.state === "asked" && booking.state === "requested") {
    const asked = await findAskedChange(city.db, booking.id);
    if (asked !== undefined) return changeAsked(view, booking, asked, last.reasons);
    const by = booking.decideBy ?? booking.used.from;
    const lines = [
      {
        label: t("facility.approval.why"),
        value: html`${last.reasons.map((one) => html`${sayCondition(view, one)}<br>`)}`,
      },
      { label: t("facility.approval.by"), value: lastDayOf(view, by) },
    ];
    return html`<section aria-labelledby="approval"><h2 id="approval">${t("facility.approval.title")}</h2>${by <= now ? html`<p>${t("facility.approval.late")}</p>` : html`<p>${t("facility.approval.done-words")}</p>`}${summary(t, lines)}</section>`;
  }
  if (last.state === "refused") {
    // A booking that lives was refused a change only.
    const key = booking.state === "cancelled" ? "facility.approval.refused" : "facility.approval.change-refused";
    return html`<section aria-labelledby="approval"><h2 id="approval">${t(key)}</h2><p>${last.words}</p></section>`;
  }
  const conditions = await listPermitConditions(view, booking);
  if (conditions.length === 0 || booking.state === "cancelled") return undefined;
  return html`<section aria-labelledby="approval"><h2 id="approval">${t("facility.approval.conditions")}</h2><p class="small">${t("facility.approval.conditions-lead")}</p><ol class="bullets">${conditions.map((one) => html`<li>${sayCondition(view, one)}</li>`)}</ol></section>`;
}

/** What waits is a change: what stands until then, why somebody decides and by when, and the way back. */
async function changeAsked(
  view: View,
  booking: Booking,
  asked: AskedChange,
  reasons: readonly ConditionSet[],
): Promise<Html> {
  const { t, city, actor, now, locale } = view;
  const { zone } = city.config;
  const stands = asItStood(booking, asked);
  const { space } = await rulesOf(view, stands);
  const by = booking.decideBy ?? asked.endsAt;
  const lines = [
    {
      label: t("facility.approval.stands"),
      value: html`<b>${whenOf(view, stands, { year: false })}</b>　${say(t, space.name)}`,
    },
    { label: t("facility.approval.why"), value: html`${reasons.map((one) => html`${sayCondition(view, one)}<br>`)}` },
    { label: t("facility.approval.by"), value: lastDayOf(view, by) },
  ];
  const ends = {
    day: formatDate(civilDateOf(asked.endsAt, zone), locale, { year: false }),
    time: formatWallTime(wallTimeOf(asked.endsAt, zone), locale),
  };
  const mayWithdraw = await canDo({ tx: city.db, actor }, booking, "pay");
  return html`<section class="stack" aria-labelledby="approval"><h2 id="approval">${t("facility.approval.stands-title")}</h2><p>${t(by <= now ? "facility.approval.late" : "facility.approval.stands-words", ends)}</p>${summary(t, lines)}${
    mayWithdraw &&
    form(view, {
      action: `/bookings/${booking.id}/withdraw-change`,
      content: html`<p>${button({ label: t("facility.approval.withdraw"), kind: "second", size: "small" })}</p>`,
    })
  }</section>`;
}

/** Of all decisions for this booking: what was asked later adds to what was decided before. */
export async function listPermitConditions(
  { city }: Pick<View, "city">,
  booking: Booking,
): Promise<readonly ConditionSet[]> {
  const approved = (await listApprovalsOf(city.db, booking.id))
    .filter(({ state }) => state === "approved")
    .toReversed();
  const all = approved.flatMap(({ conditions }) => conditions);
  return all.filter(({ text }, at) => all.findIndex((one) => one.text.ja === text.ja) === at);
}

export function sayCondition({ t }: Pick<View, "t">, { text, article }: ConditionSet): Html {
  return html`${say(t, text)}${article && html`　<span class="small muted">${say(t, article)}</span>`}`;
}

/** The day that is over at this instant, or the day of it. */
export function lastDayOf({ city, locale }: Pick<View, "city" | "locale">, at: Date): string {
  return formatDate(civilDateOf(new Date(at.getTime() - 1), city.config.zone), locale, { year: false });
}
