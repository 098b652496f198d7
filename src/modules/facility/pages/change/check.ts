import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, type Problems, typed } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import { formatTimeRange } from "../../../../kernel/time/wall-time.ts";
import { button, errorAt, form, hidden, notice, page, summary, textField } from "../../../../ui/index.ts";
import type { ChangePlan } from "../../commands/change-booking.ts";
import { rulesOf } from "../../commands/rules-of.ts";
import { approvalNotice } from "../approval.ts";
import { whenOf } from "../facts.ts";
import { drawPrice } from "../price.ts";
import { carry } from "../staff/choose-place.ts";
import { withAnswers } from "../staff/words.ts";
import { say } from "../words.ts";
import type { Side } from "./change.ts";

/** Before and after side by side, the new price line by line, and what happens with the difference. */
export async function drawChangeCheck(
  view: View,
  side: Side,
  plan: ChangePlan,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, locale } = view;
  const { booking, planned } = plan;
  const { space: before } = await rulesOf(view, booking);
  const { run, space, quote } = planned;
  const { step: _step, expected: _expected, reason: _reason, ...answers } = values;
  const line = (label: Html, was: Html, is: Html) => ({
    label,
    value: html`<span class="muted">${was}</span><br><b>${is}</b>`,
  });
  const change = withAnswers(side.path, answers);
  return page(view, {
    title: t.text("facility.change.check-title"),
    area: side.who === "staff" ? "staff" : "errand",
    crumbs: [...side.crumbs],
    problems,
    main: html`<div class="errand stack"><h1>${t("facility.change.check-title")}</h1><p class="small">${t("facility.change.check-lead")}</p>
${summary(t, [
  line(t("facility.field.space"), say(t, before.name), say(t, space.name)),
  line(
    t("facility.field.when"),
    whenOf(view, booking, { year: false }),
    html`${formatDate(run.on, locale, { year: false })}　${formatTimeRange(run, locale)}`,
  ),
  line(
    t("facility.field.people"),
    t("facility.people", { people: booking.use?.people ?? 0 }),
    t("facility.people", { people: Number(typed(values, "people")) || 0 }),
  ),
  line(
    t("facility.notice.label.amount"),
    html`${formatYen(booking.amount, locale)}`,
    html`${formatYen(quote.total, locale)}`,
  ),
])}
${drawPrice(t, quote)}
${plan.approvals.length > 0 ? askedFirst(view, plan) : difference(view, plan)}
${form(view, {
  action: side.path,
  content: html`${carry(answers)}${hidden("expected", String(quote.total))}
${side.who === "staff" && textField({ t, name: "reason", label: t("facility.staff.reason"), hint: t("facility.staff.change.reason-hint"), need: "required", value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}
<p class="row">${button({ label: t(plan.approvals.length > 0 ? "facility.approval.change-go" : "facility.change.do") })}<a href="${change}">${t("facility.change.back")}</a></p>`,
})}</div>`,
  });
}

/** Somebody decides first: until then the booking stands, and the difference is settled only if it is allowed. */
function askedFirst(view: View, { approvals, planned, booking, missing, refund }: ChangePlan): Html {
  const { t, locale } = view;
  const settled =
    missing > 0
      ? t("facility.approval.change-missing", { amount: formatYen(missing, locale) })
      : refund > 0 && t("facility.approval.change-refund", { amount: formatYen(refund, locale) });
  return html`${approvalNotice(view, approvals, { on: planned.run.on, used: planned.used }, booking)}${settled && html`<p>${settled}</p>`}`;
}

/** Nothing; so much goes back; or so much is to be paid, until when, and what happens if it is not. */
function difference(view: View, { booking, missing, refund, payBy }: ChangePlan): Html {
  const { t, city, locale } = view;
  if (refund > 0)
    return notice({
      word: t("facility.cancel.refund"),
      title: formatYen(refund, locale),
      words: t("facility.change.refund-words"),
      calm: true,
    });
  if (missing === 0) return html`<p>${t("facility.change.same-price")}</p>`;
  const day = formatDate(civilDateOf(new Date(payBy.getTime() - 1), city.config.zone), locale, { year: false });
  return notice({
    word: t("facility.change.missing"),
    title: formatYen(missing, locale),
    words: t(booking.state === "confirmed" ? "facility.change.missing-words" : "facility.change.unpaid-words", { day }),
  });
}
