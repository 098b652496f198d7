import { type Html, html } from "../../../kernel/html.ts";
import type { Answer } from "../../../kernel/http/answer.ts";
import { redirectAnswer } from "../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../kernel/http/form.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { wallTimeOf } from "../../../kernel/time/instant.ts";
import { formatWallTime } from "../../../kernel/time/wall-time.ts";
import {
  button,
  buttonLink,
  checkbox,
  errorAt,
  form,
  hold,
  page,
  radioField,
  steps,
  summary,
} from "../../../ui/index.ts";
import { findPaymentOf } from "../../payment/index.ts";
import { listApprovalsFor } from "../commands/ask-approval.ts";
import { getOwnBooking } from "../commands/own-booking.ts";
import { canRepeat } from "../commands/own-series.ts";
import { rulesOf } from "../commands/rules-of.ts";
import { waysOf } from "../commands/settle-booking.ts";
import { caseOfBooking, runOfBooking } from "../rules/booking.ts";
import type { Case } from "../rules/condition.ts";
import { dueOf } from "../rules/due.ts";
import { getTerms } from "../rules/facility.ts";
import { holdExtensions, holdSoonMinutes, isHoldEndingSoon, isHoldOpen } from "../rules/hold.ts";
import { payByOf } from "../rules/pay-by.ts";
import { listRefunds } from "../rules/refund.ts";
import type { Booking } from "../types/booking.ts";
import type { RefundRule } from "../types/terms.ts";
import { approvalNotice } from "./approval.ts";
import { factsOf } from "./facts.ts";
import { drawPrice } from "./price.ts";
import { bookingSteps } from "./steps.ts";
import { say } from "./words.ts";

/** 料金の確認: what was answered, what it costs and why, until when it is kept. */
export async function showCheck(view: View, { params }: { params: { booking: string } }): Promise<Html | Answer> {
  const booking = await getOwnBooking({ tx: view.city.db, actor: view.actor }, params.booking);
  if (booking.state === "confirmed" || booking.state === "reserved" || booking.state === "requested")
    return redirectAnswer(`/bookings/${booking.id}/done`);
  if (booking.state === "cancelled") return redirectAnswer(`/bookings/${booking.id}`);
  return drawCheck(view, booking, {}, noProblems);
}

export async function showCheckAgain(
  view: View,
  { params, values, problems }: { params: { booking: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return drawCheck(
    view,
    await getOwnBooking({ tx: view.city.db, actor: view.actor }, params.booking),
    values,
    problems,
  );
}

async function drawCheck(view: View, booking: Booking, values: FormValues, problems: Problems): Promise<Html> {
  const { t } = view;
  const { facility, space } = await rulesOf(view, booking);
  const again = `/spaces/${space.id}/use?${new URLSearchParams({ on: booking.on, slots: booking.slots.join(), category: booking.use?.categoryId ?? "" })}`;
  if (booking.state !== "held" || !isHoldOpen({ until: booking.holdUntil ?? view.now }, view.now))
    return drawOver(view, booking, again);
  const quote = booking.quote;
  const { city, actor, now } = view;
  const isRepeatable = await canRepeat({ city, actor, now, tx: city.db }, booking);
  const payment = await findPaymentOf(view.city.db, { kind: "booking", id: booking.id });
  const rules = await listApprovalsFor({ city: view.city, tx: view.city.db }, booking, { facility, space });
  const isAsked = rules.length > 0;
  return page(view, {
    title: t.text("facility.check.title"),
    area: "errand",
    crumbs: [
      { label: say(t, space.name), href: `/spaces/${space.id}?day=${booking.on}` },
      { label: t("facility.book") },
    ],
    problems,
    main: html`${steps(t, { ...bookingSteps, now: 3 })}
<h1>${t("facility.check.title")}</h1>
${holdBox(view, booking)}
<section class="section" aria-labelledby="answers"><h2 id="answers">${t("facility.check.answers")}</h2>${summary(t, await factsOf(view, booking, facility, space))}<p class="small"><a href="${again}">${t("facility.check.again")}</a></p>${isRepeatable && html`<p class="small"><a href="/bookings/${booking.id}/repeat">${t("facility.series.check-link")}</a></p>`}</section>
${quote && drawPrice(t, quote, refundWords(view, booking, getTerms(facility, space).refund, caseOfBooking(facility, space, booking, view.city.config)))}
${isAsked && approvalNotice(view, rules, booking)}
${form(view, {
  action: `/bookings/${booking.id}/check`,
  content: html`${dueOf(booking) > 0 && wayField(view, booking, facility, space, values, problems, isAsked)}
${checkbox({ t, name: "agree", value: "yes", checked: typed(values, "agree") === "yes", label: t("facility.check.agree"), ...(errorAt(t, problems, "agree") ? { error: errorAt(t, problems, "agree") } : {}) })}
<p class="row">${button({ label: t(isAsked ? "facility.approval.check-go" : dueOf(booking) === 0 ? "facility.check.go-free" : "facility.check.go"), size: "big" })}</p>
<p class="small muted">${t(isAsked ? "facility.approval.check-note" : dueOf(booking) === 0 ? "facility.check.note-free" : "facility.check.note")}</p>`,
})}
${payment === undefined && form(view, { action: `/bookings/${booking.id}/drop`, content: html`<p>${button({ label: t("facility.check.drop"), kind: "second" })}</p>` })}`,
  });
}

function wayField(
  view: View,
  booking: Booking,
  facility: Parameters<typeof getTerms>[0],
  space: Parameters<typeof getTerms>[1],
  values: FormValues,
  problems: Problems,
  isAsked: boolean,
): Html {
  const { t, city, now, locale } = view;
  const rule = getTerms(facility, space).payment;
  const { day } = payByOf(rule, runOfBooking(facility, space, booking), now, city.config.zone);
  const payBy = formatDate(day, locale, { year: false });
  const ways = waysOf(view, booking, facility, space);
  const owedBy = ways.owedBy && formatDate(ways.owedBy.day, locale, { year: false });
  const error = errorAt(t, problems, "way");
  return radioField({
    t,
    name: "way",
    label: t("facility.check.way"),
    need: "required",
    options: rule.ways.map((way) => ({
      value: way,
      label: t(`facility.way.${way}`),
      note:
        owedBy !== undefined && ways.later.includes(way)
          ? t("facility.way.later-note", { day: owedBy })
          : // From when the days to pay are counted is not known before the decision.
            isAsked
            ? undefined
            : t(`facility.way.${way}-note`, { day: payBy }),
    })),
    chosen: [typed(values, "way") || (rule.ways[0] ?? "")],
    ...(error === undefined ? {} : { error }),
  });
}

function holdBox(view: View, booking: Booking): Html {
  const { t, now, city, locale } = view;
  const until = booking.holdUntil ?? now;
  const canExtend = isHoldEndingSoon({ until }, now) && booking.holdExtensions < holdExtensions;
  return hold(t, {
    until,
    untilText: formatWallTime(wallTimeOf(until, city.config.zone), locale),
    now,
    soonMinutes: holdSoonMinutes,
    ...(canExtend
      ? {
          extend: form(view, {
            action: `/bookings/${booking.id}/extend`,
            content: button({ label: t("facility.check.extend"), kind: "second", size: "small" }),
          }),
        }
      : {}),
  });
}

function refundWords({ t, locale }: View, booking: Booking, rule: RefundRule, given: Case | undefined): Html {
  const lines = listRefunds(rule, booking.on, given).map(({ until, percent }) =>
    t("facility.refund.until", { day: formatDate(until, locale, { year: false }), percent }),
  );
  return html`<p>${lines.length === 0 ? t("facility.refund.never") : lines}${lines.length > 0 && t("facility.refund.after")}</p>`;
}

/** The ten minutes are over: what was answered is kept, one press takes the choice again. */
function drawOver(view: View, booking: Booking, again: string): Html {
  const { t } = view;
  return page(view, {
    title: t.text("facility.over.title"),
    area: "errand",
    main: html`<h1>${t("facility.over.title")}</h1><p>${t("facility.over.words")}</p><p class="row">${buttonLink({ label: t("facility.over.again"), href: again })}${buttonLink({ label: t("facility.over.other"), href: `/spaces/${booking.spaceId}?day=${booking.on}`, kind: "second" })}</p>`,
  });
}
