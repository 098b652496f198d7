import { type Html, html } from "../../../../../kernel/html.ts";
import type { FormValues, Problems } from "../../../../../kernel/http/form.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatYen } from "../../../../../kernel/money/format-yen.ts";
import { button, form, hidden, notice, page, summary, table, tiles } from "../../../../../ui/index.ts";
import type { ClosurePlan, Meeting } from "../../../commands/close-spaces.ts";
import type { ClosureAsked } from "../../../types/closure.ts";
import { whenOf } from "../../facts.ts";
import { say } from "../../words.ts";
import { carry } from "../choose-place.ts";
import { bookingPath, nameOf, withAnswers } from "../words.ts";
import { closuresPath, newClosurePath, spacesClosed, whenClosed } from "./words.ts";

/** Who has booked there, what goes back to each, who gets a mail and whom somebody has to call. Nothing has happened yet. */
export function drawClosureCheck(
  view: View,
  plan: ClosurePlan,
  asked: ClosureAsked,
  values: FormValues,
  problems: Problems,
): Html {
  const { t, locale } = view;
  const { facility, met, holds, refund, mark } = plan;
  const calls = met.filter(({ needsCall }) => needsCall).length;
  const unit = t("facility.staff.unit.bookings");
  const isChanged = problems.some(({ key }) => key === "refusal.facility.staff-closure-changed");
  return page(view, {
    title: t.text("facility.staff.closure.check"),
    area: "staff",
    crumbs: [
      { label: t("facility.staff.closure.title"), href: closuresPath },
      { label: t("facility.staff.closure.check") },
    ],
    problems,
    main: html`<div class="head"><h1>${t("facility.staff.closure.check")}</h1></div><div class="stack-l">
${isChanged && notice({ word: t("facility.staff.closure.look-again"), title: t("facility.staff.closure.look-again-words") })}
${summary(t, [
  { label: t("facility.field.space"), value: html`${say(t, facility.name)}<br>${spacesClosed(view, facility, asked)}` },
  { label: t("facility.field.when"), value: whenClosed(view, asked) },
  {
    label: t("facility.staff.reason"),
    value: html`${t(`facility.closure.kind-${asked.kind}`)}<br>${asked.words}`,
  },
])}
${tiles([
  { label: t("facility.staff.closure.met"), figure: met.length, unit },
  { label: t("facility.staff.closure.refund"), figure: formatYen(refund, locale) },
  { label: t("facility.staff.closure.mails"), figure: met.length - calls, unit },
  { label: t("facility.staff.closure.calls"), figure: calls, unit },
])}
${met.length > 0 ? meetings(view, met) : html`<p>${t("facility.staff.closure.nobody")}</p>`}
${holds.length > 0 && html`<p>${t("facility.staff.closure.holds", { count: holds.length })}</p>`}
<section class="section" aria-labelledby="then"><h2 id="then">${t("facility.staff.closure.then")}</h2>
<ul class="bullets"><li>${t("facility.staff.closure.then-closed")}</li><li>${t("facility.staff.closure.then-wait")}</li><li>${t("facility.staff.closure.then-cancel")}</li><li>${t("facility.staff.closure.then-call")}</li></ul>
${form(view, {
  action: newClosurePath,
  content: html`${carry(values)}${hidden("mark", mark)}<p class="row">${button({ label: t("facility.staff.closure.do", { count: met.length }), kind: "danger" })}<a href="${withAnswers(newClosurePath, values)}">${t("facility.staff.closure.back")}</a></p>`,
})}</section></div>`,
  });
}

function meetings(view: View, met: readonly Meeting[]): Html {
  const { t, locale } = view;
  return table({
    caption: t("facility.staff.closure.list"),
    rows: met,
    columns: [
      {
        label: t("facility.field.when"),
        head: true,
        cell: ({ booking }) => html`<a href="${bookingPath(booking.id)}">${whenOf(view, booking, { year: false })}</a>`,
      },
      { label: t("facility.field.space"), cell: ({ space }) => say(t, space.name) },
      { label: t("facility.staff.tasks.who"), cell: (one) => nameOf(view, one) },
      { label: t("facility.my.state"), cell: ({ booking }) => t(`facility.state.${booking.state}`) },
      {
        label: t("facility.staff.closure.back-to"),
        number: true,
        cell: ({ refund, percent, booking }) =>
          booking.state === "confirmed" && booking.amount > 0
            ? html`${formatYen(refund, locale)}<br><span class="small muted">${t("facility.staff.closure.percent", { percent })}</span>`
            : formatYen(refund, locale),
      },
      {
        label: t("facility.staff.closure.told"),
        cell: ({ needsCall }) => t(needsCall ? "facility.staff.closure.by-call" : "facility.staff.closure.by-mail"),
      },
    ],
  });
}
