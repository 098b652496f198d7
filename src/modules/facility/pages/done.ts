import { type Html, html } from "../../../kernel/html.ts";
import { type Answer, pageAnswer, redirectAnswer } from "../../../kernel/http/answer.ts";
import type { View } from "../../../kernel/http/view.ts";
import { formatYen } from "../../../kernel/money/format-yen.ts";
import { formatDate } from "../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../kernel/time/instant.ts";
import { buttonLink, notice, page, pill, steps } from "../../../ui/index.ts";
import { findPaymentOf, paymentPath } from "../../payment/index.ts";
import { isCovered, readAccount } from "../commands/account.ts";
import { getOwnBooking } from "../commands/own-booking.ts";
import { rulesOf } from "../commands/rules-of.ts";
import { dueOf } from "../rules/due.ts";
import type { Booking } from "../types/booking.ts";
import { drawAsked } from "./approval.ts";
import { whenOf } from "./facts.ts";
import { lastDay } from "./payments.ts";
import { bookingSteps } from "./steps.ts";
import { say } from "./words.ts";

/** 完了: only what is true now. Whoever comes back from paying before the news of it waits here, without a script. */
export async function showDone(view: View, { params }: { params: { booking: string } }): Promise<Answer> {
  const booking = await getOwnBooking({ tx: view.city.db, actor: view.actor }, params.booking);
  if (booking.state === "cancelled") return redirectAnswer(`/bookings/${booking.id}`);
  if (booking.state === "requested") {
    const { facility, space } = await rulesOf(view, booking);
    return pageAnswer(drawAsked(view, booking, facility, space));
  }
  // The difference after a change was paid, and the news of it is on its way.
  const account = booking.state === "reserved" ? await readAccount(view.city.db, booking.id) : undefined;
  if (account !== undefined && isCovered(booking, account.held))
    return pageAnswer(drawWaiting(view, booking), { refreshSeconds: 2 });
  if (booking.state === "confirmed" || booking.state === "reserved") return pageAnswer(await drawDone(view, booking));
  const payment = await findPaymentOf(view.city.db, { kind: "booking", id: booking.id });
  if (payment === undefined) return redirectAnswer(`/bookings/${booking.id}/check`);
  if (payment.state === "paid" && booking.state === "held")
    return pageAnswer(drawWaiting(view, booking), { refreshSeconds: 2 });
  if (booking.state === "expired") return redirectAnswer(`/bookings/${booking.id}/check`);
  return redirectAnswer(paymentPath(payment.id));
}

async function drawDone(view: View, booking: Booking): Promise<Html> {
  const { t, city, locale } = view;
  const { facility, space } = await rulesOf(view, booking);
  const isPaid = booking.state === "confirmed";
  const { zone } = city.config;
  const payBy =
    booking.payBy &&
    html`${formatDate(civilDateOf(new Date(booking.payBy.getTime() - 1), zone), locale, { year: false })}`;
  const payment = (await readAccount(city.db, booking.id)).open;
  const owedBy = isPaid ? payment?.owedBy : undefined;
  return page(view, {
    title: t.text(isPaid ? "facility.done.title" : "facility.done.reserved-title"),
    area: "errand",
    main: html`${steps(t, { ...bookingSteps, now: isPaid ? 5 : 4 })}
<h1>${t(isPaid ? "facility.done.title" : "facility.done.reserved-title")}</h1>
<p class="row">${isPaid ? pill("good", t("facility.state.confirmed")) : pill("held", t("facility.state.reserved"))}<span>${t("facility.number", { number: booking.number })}</span></p>
<p class="lead">${say(t, facility.name)}　<span class="keep">${say(t, space.name)}</span><br>${whenOf(view, booking)}</p>
${owedBy !== undefined && payment !== undefined && notice({ word: t("facility.done.pay-word"), title: t("facility.pay.owed", { day: lastDay(view, owedBy), amount: formatYen(payment.amount, locale) }), words: t("facility.done.owed-words"), calm: true })}
${!isPaid && notice({ word: t("facility.done.pay-word"), title: t("facility.done.pay-by", { day: String(payBy ?? ""), amount: formatYen(payment?.amount ?? dueOf(booking), locale) }), words: t("facility.done.pay-words") })}
<section class="section" aria-labelledby="next"><h2 id="next">${t("facility.done.next")}</h2><ol class="bullets">
<li>${t(isPaid ? "facility.done.next-mail" : "facility.done.next-mail-reserved")}</li>
${isPaid && space.doors.length > 0 && html`<li>${t("facility.done.next-door", { minutes: facility.entry.leadMinutes })}</li>`}
${isPaid && html`<li>${t("facility.done.next-papers")}</li>`}</ol></section>
<p class="row">${buttonLink({ label: t("facility.done.open"), href: `/bookings/${booking.id}` })}${payment && buttonLink({ label: t("facility.done.pay"), href: paymentPath(payment.id), kind: "second" })}${buttonLink({ label: t("facility.done.more"), href: "/spaces", kind: "second" })}</p>`,
  });
}

function drawWaiting(view: View, booking: Booking): Html {
  const { t } = view;
  return page(view, {
    title: t.text("facility.waiting.title"),
    area: "errand",
    main: html`<h1>${t("facility.waiting.title")}</h1><p>${t("facility.waiting.words")}</p><p class="row">${buttonLink({ label: t("facility.waiting.look"), href: `/bookings/${booking.id}/done` })}</p>`,
  });
}
