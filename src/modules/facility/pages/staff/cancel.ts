import { type Html, html } from "../../../../kernel/html.ts";
import { type Answer, pageAnswer, redirectAnswer } from "../../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { button, errorAt, form, hidden, page, radioField, summary, textField } from "../../../../ui/index.ts";
import { refundNow } from "../../commands/cancel-booking.ts";
import { openBookingAsStaff } from "../../commands/own-booking.ts";
import { rulesOf } from "../../commands/rules-of.ts";
import { getTerms } from "../../rules/facility.ts";
import { nextState } from "../../rules/states.ts";
import type { Booking } from "../../types/booking.ts";
import { type CancelledBy, refundCauses } from "../../types/terms.ts";
import { whenOf } from "../facts.ts";
import { plainWords, say } from "../words.ts";
import { bookingPath, stateWord } from "./words.ts";

/** 取り消し by staff: what the rule gives back and what the city's fault gives back, side by side, and why. */
export async function showStaffCancel(view: View, { params }: { params: { booking: string } }): Promise<Answer> {
  const booking = await view.perform(openBookingAsStaff, { bookingId: params.booking });
  if (nextState(booking.state, "cancel") === undefined) return redirectAnswer(bookingPath(booking.id));
  return pageAnswer(await draw(view, booking, {}, noProblems));
}

export async function showStaffCancelAgain(
  view: View,
  { params, values, problems }: { params: { booking: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, await view.perform(openBookingAsStaff, { bookingId: params.booking }), values, problems);
}

async function draw(view: View, booking: Booking, values: FormValues, problems: Problems): Promise<Html> {
  const { t } = view;
  const { facility, space } = await rulesOf(view, booking);
  const isBlock = booking.block !== undefined;
  const words = isBlock ? ("unblock" as const) : ("cancel" as const);
  return page(view, {
    title: t.text(`facility.staff.${words}.ask`),
    area: "staff",
    crumbs: [
      { label: t("facility.staff.find.title"), href: "/staff/bookings" },
      { label: booking.number, href: bookingPath(booking.id) },
      { label: t(`facility.staff.${words}.title`) },
    ],
    problems,
    main: html`<div class="errand stack"><h1>${t(`facility.staff.${words}.ask`)}</h1>
${summary(t, [
  { label: t("facility.field.space"), value: html`${say(t, facility.name)}　${say(t, space.name)}` },
  { label: t("facility.field.when"), value: whenOf(view, booking) },
  { label: t("facility.my.state"), value: stateWord(view, booking) },
  ...(booking.block === undefined ? [] : [{ label: t("facility.staff.reason"), value: booking.block.reason }]),
])}
${form(view, {
  action: `${bookingPath(booking.id)}/cancel`,
  content: html`${await whoField(view, booking, values, problems)}
${textField({ t, name: "reason", label: t("facility.staff.reason"), hint: t(`facility.staff.${words}.reason-hint`), need: "required", value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}
<p class="row">${button({ label: t(`facility.staff.${words}.do`), kind: "danger" })}<a href="${bookingPath(booking.id)}">${t(`facility.staff.${words}.keep`)}</a></p>`,
})}</div>`,
  });
}

/** By whose doing, each with what goes back. Nothing was paid for a block, and nobody is asked. */
async function whoField(view: View, booking: Booking, values: FormValues, problems: Problems): Promise<Html> {
  const { t, city, now, locale } = view;
  if (booking.block !== undefined) return html`${hidden("by", "city")}${hidden("booker", "0")}${hidden("city", "0")}`;
  const act = { city, now, tx: city.db };
  const causes = await listCauses(view, booking);
  const offered = await Promise.all(causes.map(async (by) => ({ by, refund: await refundNow(act, booking, by) })));
  const isPaid = offered.some(({ refund }) => refund.amount > 0);
  const options = offered.map(({ by, refund }) => ({
    value: by,
    label: t(`facility.staff.cancel.by-${by}`),
    note: isPaid
      ? html`${t("facility.staff.cancel.back", {
          amount: formatYen(refund.back, locale),
          because: plainWords(t, refund.reason),
        })}${refund.owed > 0 && t("facility.staff.cancel.owed", { amount: formatYen(refund.owed, locale) })}`
      : t("facility.cancel.nothing-paid"),
  }));
  const deposit = offered[0]?.refund.deposit ?? 0;
  return html`${deposit > 0 && html`<p>${t("facility.staff.cancel.deposit", { amount: formatYen(deposit, locale) })}</p>`}${offered.map(({ by, refund }) => hidden(by, String(refund.amount)))}
${radioField({ t, name: "by", label: t("facility.staff.cancel.by"), need: "required", options, chosen: typedAll(values, "by"), error: errorAt(t, problems, "by") })}`;
}

/** The booker's wish and the city's fault always; weather under the sky; and what the ordinance names by itself. */
async function listCauses(view: View, booking: Booking): Promise<readonly CancelledBy[]> {
  const { facility, space } = await rulesOf(view, booking);
  const named = (getTerms(facility, space).refund.causes ?? []).map(({ cause }) => cause);
  const isOffered = (by: CancelledBy) =>
    by === "booker" || by === "city" || (by === "weather" && space.outdoor === true) || named.some((one) => one === by);
  return (["booker", ...refundCauses] as const).filter(isOffered);
}
