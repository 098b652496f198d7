import { type Html, html } from "../../../kernel/html.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { buttonLink, notice, page, pill, summary } from "../../../ui/index.ts";
import { decideByOf } from "../rules/approval.ts";
import { dueOf } from "../rules/due.ts";
import { getTerms } from "../rules/facility.ts";
import { listApprovalsOf } from "../store/approval.ts";
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
  key: "facility.approval.check-words" | "facility.approval.change-words" = "facility.approval.check-words",
): Html {
  const { t, city, now } = view;
  const by = decideByOf(rules, { at: now, use: use.on, start: use.used.from }, city.config.zone);
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
  if (last.state === "refused" && booking.state === "cancelled")
    return html`<section aria-labelledby="approval"><h2 id="approval">${t("facility.approval.refused")}</h2><p>${last.words}</p></section>`;
  const conditions = await listPermitConditions(view, booking);
  if (conditions.length === 0 || booking.state === "cancelled") return undefined;
  return html`<section aria-labelledby="approval"><h2 id="approval">${t("facility.approval.conditions")}</h2><p class="small">${t("facility.approval.conditions-lead")}</p><ol class="bullets">${conditions.map((one) => html`<li>${sayCondition(view, one)}</li>`)}</ol></section>`;
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
