import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import { problemsOf } from "../../../../kernel/http/problems.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { wallTimeOf } from "../../../../kernel/time/instant.ts";
import { minutesOf } from "../../../../kernel/time/wall-time.ts";
import {
  button,
  buttonLink,
  empty,
  errorAt,
  form,
  page,
  price,
  queryForm,
  summary,
  textField,
} from "../../../../ui/index.ts";
import { counterPath } from "../../../payment/index.ts";
import { isOpenForAfterUse, settlementOf } from "../../commands/after-use.ts";
import { openBookingAsStaff } from "../../commands/own-booking.ts";
import { rulesOf } from "../../commands/rules-of.ts";
import { may } from "../../policy.ts";
import { listMeasured } from "../../rules/after-use.ts";
import { type AfterUseTyped, afterUseForm, type Known } from "../../schema/after-use-requests.ts";
import { findAfterUse } from "../../store/after-use.ts";
import type { Booking } from "../../types/booking.ts";
import type { Facility, Space } from "../../types/facility.ts";
import type { PriceLine } from "../../types/fee.ts";
import { whenOf } from "../facts.ts";
import { say, sayWords } from "../words.ts";
import { carry } from "./choose-place.ts";
import { bookingPath } from "./words.ts";

export const afterUsePath = (bookingId: string): string => `${bookingPath(bookingId)}/after-use`;

/** How much later than booked; an end that was earlier is no overrun. */
export function knownOf(city: View["city"], booking: Booking, { ended, answers, minutes }: AfterUseTyped): Known {
  const wall = wallTimeOf(booking.used.until, city.config.zone);
  const end = wall === "00:00" ? 24 * 60 : minutesOf(wall);
  const overMinutes = ended === undefined ? 0 : Math.max(0, minutesOf(ended) - end);
  return { overMinutes, answers, minutes };
}

/** 使ったあとの精算: first what became known, then what it costs with each step, then one press. */
export async function showAfterUse(
  view: View,
  { params, query }: { params: { booking: string }; query: FormValues },
): Promise<Html> {
  return draw(view, params.booking, query, noProblems);
}

export async function showAfterUseAgain(
  view: View,
  { params, values, problems }: { params: { booking: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  return draw(view, params.booking, values, problems);
}

async function draw(view: View, bookingId: string, values: FormValues, refused: Problems): Promise<Html> {
  const { t, city, now } = view;
  const booking = await view.perform(openBookingAsStaff, { bookingId });
  const { facility, space } = await rulesOf(view, booking);
  const { expected: _expected, ...answers } = values;
  const isAsked = values["ended"] !== undefined;
  const read = afterUseForm.safeParse(answers);
  const problems = refused.length > 0 ? refused : isAsked && !read.success ? problemsOf(read.error) : noProblems;
  const recorded = await findAfterUse(city.db, booking.id);
  const content =
    recorded !== undefined || !isOpenForAfterUse(booking, now)
      ? empty(t(recorded === undefined ? "refusal.facility.after-use-early" : "refusal.facility.after-use-recorded"), [
          html`<a href="${bookingPath(booking.id)}">${t("facility.staff.after-use.back")}</a>`,
        ])
      : html`${askForm(view, booking, facility, space, answers, problems)}${isAsked && read.success && (await settled(view, booking, answers, read.data))}`;
  return page(view, {
    title: t.text("facility.staff.after-use.title"),
    area: "staff",
    crumbs: [
      { label: t("facility.staff.find.title"), href: "/staff/bookings" },
      { label: booking.number, href: bookingPath(booking.id) },
      { label: t("facility.staff.after-use.title") },
    ],
    problems,
    main: html`<div class="errand stack"><p class="kicker">${whenOf(view, booking)}　${say(t, space.name)}</p><h1>${t("facility.staff.after-use.title")}</h1>${content}</div>`,
  });
}

function askForm(
  view: View,
  booking: Booking,
  facility: Facility,
  space: Space,
  values: FormValues,
  problems: Problems,
): Html {
  const { t } = view;
  const until = wallTimeOf(booking.used.until, view.city.config.zone);
  const number = (name: string, label: Html, hint?: Html) =>
    textField({
      t,
      name,
      label,
      ...(hint === undefined ? {} : { hint }),
      need: "optional",
      inputmode: "numeric",
      size: "s",
      value: typed(values, name),
      error: errorAt(t, problems, name),
    });
  const questions = facility.questions.filter(
    ({ askAfterUse, spaces, purposes, categories }) =>
      askAfterUse === true &&
      (spaces?.includes(space.id) ?? true) &&
      (purposes?.includes(booking.use?.purposeId ?? "") ?? true) &&
      (categories?.includes(booking.use?.categoryId ?? "") ?? true),
  );
  return queryForm({
    action: afterUsePath(booking.id),
    class: "stack",
    content: html`${textField({ t, name: "ended", label: t("facility.staff.after-use.ended"), hint: t("facility.staff.after-use.ended-hint", { until }), size: "s", need: "required", value: typed(values, "ended") || until, error: errorAt(t, problems, "ended") })}
${questions.map(({ id, name, note }) => number(`answer.${id}`, say(t, name), note && say(t, note)))}
${listMeasured(facility, space).map(({ id, name }) => number(`minutes.${id}`, t("facility.staff.after-use.minutes", { name: String(say(t, name)) })))}
<p>${button({ label: t("facility.staff.after-use.count"), kind: "second" })}</p>`,
  });
}

async function settled(view: View, booking: Booking, values: FormValues, read: AfterUseTyped): Promise<Html> {
  const { t, city, locale } = view;
  const { lines, total } = await settlementOf({ city, tx: city.db }, booking, knownOf(city, booking, read));
  const deposit = booking.quote?.deposit ?? 0;
  const key = total > 0 ? "more" : total < 0 ? "back-money" : "nothing";
  return html`<section class="stack" aria-labelledby="settled"><h2 id="settled">${t("facility.staff.after-use.result")}</h2>${lines.length > 0 && linesTable(view, lines, total)}
<p>${t(`facility.staff.after-use.${key}`, { amount: formatYen(Math.abs(total), locale) })}</p>
${deposit > 0 && html`<p>${t("facility.staff.after-use.deposit", { amount: formatYen(deposit, locale) })}</p>`}
${form(view, { action: afterUsePath(booking.id), content: html`${carry({ ...values, expected: String(total) })}<p>${button({ label: t("facility.staff.after-use.do") })}</p>` })}</section>`;
}

function linesTable({ t }: View, lines: readonly PriceLine[], total: number): Html {
  return price(t, {
    caption: t("facility.staff.after-use.result"),
    lines: lines.map(({ label, explanation, article, amount }) => ({
      label: sayWords(t, label),
      explanation: sayWords(t, explanation),
      article: { title: say(t, article.title), url: article.url },
      amount,
    })),
    total,
    totalLabel: t("facility.staff.after-use.total"),
  });
}

/** On the booking's page: what was recorded, or the way there. */
export async function afterUseSection(view: View, booking: Booking): Promise<Html | undefined> {
  const { t, city, now, actor, locale } = view;
  const recorded = await findAfterUse(city.db, booking.id);
  const canRecord = recorded === undefined && isOpenForAfterUse(booking, now) && may(actor, "settleAfterUse");
  if (recorded === undefined && !canRecord) return undefined;
  const content =
    recorded === undefined
      ? html`<p class="small">${t("facility.staff.after-use.words")}</p><p>${buttonLink({ label: t("facility.staff.after-use.go"), href: afterUsePath(booking.id), kind: "second", size: "small" })}</p>`
      : html`${summary(t, [
          {
            label: t("facility.staff.after-use.over"),
            value: t("facility.staff.after-use.over-minutes", { minutes: recorded.known.overMinutes ?? 0 }),
          },
          { label: t("facility.staff.after-use.total"), value: formatYen(recorded.total, locale) },
        ])}${recorded.paymentId && html`<p><a href="${counterPath(recorded.paymentId)}">${t("facility.staff.after-use.pay")}</a></p>`}`;
  return html`<section class="aside section" aria-labelledby="after-use"><h2 id="after-use">${t("facility.staff.after-use.title")}</h2>${content}</section>`;
}
