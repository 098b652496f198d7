import { type Html, html } from "../../../../kernel/html.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import { problemOfRefusal, problemsOf } from "../../../../kernel/http/problems.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { Refusal } from "../../../../kernel/refusal.ts";
import { wallTimeOf } from "../../../../kernel/time/instant.ts";
import { minutesOf } from "../../../../kernel/time/wall-time.ts";
import {
  button,
  buttonLink,
  checkbox,
  empty,
  errorAt,
  form,
  page,
  price,
  queryForm,
  summary,
  textArea,
  textField,
} from "../../../../ui/index.ts";
import { counterPath } from "../../../payment/index.ts";
import { isOpenForAfterUse, settlementOf } from "../../commands/after-use.ts";
import { openBookingAsStaff } from "../../commands/own-booking.ts";
import { rulesOf } from "../../commands/rules-of.ts";
import { may } from "../../policy.ts";
import { listMeasured } from "../../rules/after-use.ts";
import { hoursOfUse } from "../../rules/booking.ts";
import { type AfterUseTyped, afterUseForm, type Known } from "../../schema/after-use-requests.ts";
import { findAfterUse, listAfterUse, type RecordedAfterUse } from "../../store/after-use.ts";
import type { Booking } from "../../types/booking.ts";
import type { Facility, Space } from "../../types/facility.ts";
import type { PriceLine } from "../../types/fee.ts";
import { whenOf } from "../facts.ts";
import { say, sayWords } from "../words.ts";
import { carry } from "./choose-place.ts";
import { bookingPath, sayInstant } from "./words.ts";

export const afterUsePath = (bookingId: string): string => `${bookingPath(bookingId)}/after-use`;

/**
 * How much later than booked, on the day on which it was to end; an end that was earlier is no overrun. Refused if it would have ended before it began: it ended
 * after midnight, and that is ticked by itself.
 */
export function knownOf(
  city: View["city"],
  booking: Booking,
  { ended, nextDay, answers, minutes }: AfterUseTyped,
): Known {
  const { zone } = city.config;
  if (ended === undefined) return { overMinutes: 0, answers, minutes };
  const isOneDay = hoursOfUse(booking.used, zone).lastOn === undefined;
  if (isOneDay && !nextDay && minutesOf(ended) < minutesOf(wallTimeOf(booking.used.from, zone)))
    throw new Refusal("facility.after-use-next-day", { status: 422, field: "ended" });
  const overMinutes = Math.max(0, minutesOf(ended) + (nextDay ? day : 0) - endOf(booking, zone));
  return { overMinutes, answers, minutes };
}

const day = 24 * 60;
function endOf({ used }: Booking, zone: string): number {
  return minutesOf(wallTimeOf(used.until, zone)) || day;
}

/** What was recorded, as the form has it. */
function valuesOf(booking: Booking, { known }: RecordedAfterUse, zone: string): FormValues {
  const end = endOf(booking, zone) + (known.overMinutes ?? 0);
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  const named = (prefix: string, of: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(of).map(([id, value]) => [`${prefix}.${id}`, String(value)]));
  return {
    ended: clock(end > day ? end - day : end),
    ...(end > day && { nextDay: "yes" }),
    ...named("answer", known.answers ?? {}),
    ...named("minutes", known.minutes ?? {}),
  };
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
  const { expected: _expected, ...typedValues } = values;
  const isAsked = values["ended"] !== undefined;
  const recorded = await findAfterUse(city.db, booking.id);
  const answers = isAsked || recorded === undefined ? typedValues : valuesOf(booking, recorded, city.config.zone);
  const read = afterUseForm.safeParse(answers);
  const known = isAsked && read.success ? knownOrProblem(city, booking, read.data) : undefined;
  const problems =
    refused.length > 0
      ? refused
      : isAsked && !read.success
        ? problemsOf(read.error)
        : known?.ok === false
          ? [known.problem]
          : noProblems;
  const content = isOpenForAfterUse(booking, now)
    ? html`${recorded && html`<p class="note">${t("facility.staff.after-use.correct-words", { amount: formatYen(recorded.total, view.locale) })}</p>`}${askForm(view, booking, facility, space, answers, problems)}${known?.ok && (await settled(view, booking, answers, { known: known.known, recorded, problems }))}`
    : empty(t("refusal.facility.after-use-early"), [
        html`<a href="${bookingPath(booking.id)}">${t("facility.staff.after-use.back")}</a>`,
      ]);
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

function knownOrProblem(city: View["city"], booking: Booking, read: AfterUseTyped) {
  try {
    return { ok: true as const, known: knownOf(city, booking, read) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false as const, problem: problemOfRefusal(error) };
  }
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
${checkbox({ t, name: "nextDay", value: "yes", checked: typed(values, "nextDay") === "yes", label: t("facility.staff.after-use.next-day") })}
${questions.map(({ id, name, note }) => number(`answer.${id}`, say(t, name), note && say(t, note)))}
${listMeasured(facility, space).map(({ id, name }) => number(`minutes.${id}`, t("facility.staff.after-use.minutes", { name: String(say(t, name)) })))}
<p>${button({ label: t("facility.staff.after-use.count"), kind: "second" })}</p>`,
  });
}

async function settled(
  view: View,
  booking: Booking,
  values: FormValues,
  { known, recorded, problems }: { known: Known; recorded: RecordedAfterUse | undefined; problems: Problems },
): Promise<Html> {
  const { t, city, locale } = view;
  const { lines, total } = await settlementOf({ city, tx: city.db }, booking, known);
  const change = total - (recorded?.total ?? 0);
  const key = change > 0 ? "more" : change < 0 ? "back-money" : "nothing";
  const { reason: _reason, ...carried } = values;
  const why =
    recorded &&
    textArea({
      t,
      name: "reason",
      label: t("facility.staff.after-use.reason"),
      hint: t("facility.staff.after-use.reason-hint"),
      need: "required",
      rows: 2,
      value: typed(values, "reason"),
      error: errorAt(t, problems, "reason"),
    });
  return html`<section class="stack" aria-labelledby="settled"><h2 id="settled">${t("facility.staff.after-use.result")}</h2>${lines.length > 0 && linesTable(view, lines, total)}
<p>${t(`facility.staff.after-use.${key}`, { amount: formatYen(Math.abs(change), locale) })}</p>
${form(view, { action: afterUsePath(booking.id), content: html`${carry({ ...carried, expected: String(total) })}${why}<p>${button({ label: t("facility.staff.after-use.do") })}</p>` })}</section>`;
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
  const recordings = await listAfterUse(city.db, booking.id);
  const recorded = recordings.at(-1);
  const canRecord = isOpenForAfterUse(booking, now) && may(actor, "settleAfterUse");
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
        ])}${recorded.paymentId && html`<p><a href="${counterPath(recorded.paymentId)}">${t("facility.staff.after-use.pay")}</a></p>`}${recordings.length > 1 && former(view, recordings)}${canRecord && html`<p><a href="${afterUsePath(booking.id)}">${t("facility.staff.after-use.correct")}</a></p>`}`;
  return html`<section class="aside section" aria-labelledby="after-use"><h2 id="after-use">${t("facility.staff.after-use.title")}</h2>${content}</section>`;
}

/** What was recorded before, and why it did not hold. */
function former(view: View, recordings: readonly RecordedAfterUse[]): Html {
  const { t, locale } = view;
  const items = recordings.slice(0, -1).map((one, index) => {
    const next = recordings[index + 1];
    return html`<li>${sayInstant(view, one.recordedAt)}　${formatYen(one.total, locale)}<br><span class="small">${t("facility.staff.after-use.corrected")} ${next && sayInstant(view, next.recordedAt)}　${next?.reason}</span></li>`;
  });
  return html`<h3>${t("facility.staff.after-use.former")}</h3><ul class="bullets">${items}</ul>`;
}
