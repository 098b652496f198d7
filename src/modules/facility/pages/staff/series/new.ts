import { type Html, html } from "../../../../../kernel/html.ts";
import { type Answer, pageAnswer } from "../../../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../../kernel/http/form.ts";
import { problemOfRefusal, problemsOf } from "../../../../../kernel/http/problems.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { formatYen } from "../../../../../kernel/money/format-yen.ts";
import { Refusal } from "../../../../../kernel/refusal.ts";
import { addDays } from "../../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../../kernel/time/format-date.ts";
import {
  button,
  checkbox,
  errorAt,
  form,
  hidden,
  page,
  queryForm,
  radioField,
  status,
  table,
  textField,
} from "../../../../../ui/index.ts";
import { openBookingAsStaff } from "../../../commands/own-booking.ts";
import type { DayOfSeries, SeriesPlan } from "../../../commands/plan-series.ts";
import { rulesOf } from "../../../commands/rules-of.ts";
import { planSeries } from "../../../commands/series.ts";
import { seriesQuery } from "../../../schema/series-requests.ts";
import type { Booking } from "../../../types/booking.ts";
import { timeOf, whenOf } from "../../facts.ts";
import { say } from "../../words.ts";
import { carry } from "../choose-place.ts";
import { bookingPath } from "../words.ts";

export const repeatPath = (bookingId: string): string => `${bookingPath(bookingId)}/repeat`;

/** くり返しにする: a booking that stands is made again on other days, in the same room, at the same time, for the same. */
export async function showRepeat(
  view: View,
  { params, query }: { params: { booking: string }; query: FormValues },
): Promise<Answer> {
  const booking = await view.perform(openBookingAsStaff, { bookingId: params.booking });
  if (typed(query, "last") === "" && typed(query, "kind") === "")
    return pageAnswer(await draw(view, booking, query, noProblems, undefined));
  const read = await plan(view, booking, query);
  return pageAnswer(await draw(view, booking, query, read.problems, read.plan), {
    status: read.plan === undefined ? 422 : 200,
  });
}

export async function showRepeatAgain(
  view: View,
  { params, values, problems }: { params: { booking: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  const booking = await view.perform(openBookingAsStaff, { bookingId: params.booking });
  const { days: _days, total: _total, only: _only, ...answers } = values;
  const read = await plan(view, booking, answers);
  return draw(view, booking, values, [...problems, ...read.problems], read.plan);
}

async function plan(
  view: View,
  booking: Booking,
  values: FormValues,
): Promise<{ readonly problems: Problems; readonly plan: SeriesPlan | undefined }> {
  const read = seriesQuery.safeParse(values);
  if (!read.success) return { problems: problemsOf(read.error), plan: undefined };
  const { kind, last: lastOn, leave: leftOut } = read.data;
  try {
    const asked = { bookingId: booking.id, kind, lastOn, leftOut };
    return { problems: noProblems, plan: await view.perform(planSeries, asked) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 404) throw error;
    return { problems: [problemOfRefusal(error)], plan: undefined };
  }
}

async function draw(
  view: View,
  booking: Booking,
  values: FormValues,
  problems: Problems,
  plan: SeriesPlan | undefined,
): Promise<Html> {
  const { t } = view;
  const { facility, space } = await rulesOf(view, booking);
  return page(view, {
    title: t.text("facility.staff.series.title"),
    area: "staff",
    crumbs: [
      { label: t("facility.staff.find.title"), href: "/staff/bookings" },
      { label: booking.number, href: bookingPath(booking.id) },
      { label: t("facility.staff.series.title") },
    ],
    problems,
    main: html`<div class="stack-l"><div class="head"><h1>${t("facility.staff.series.title")}</h1><p>${t("facility.staff.series.lead")}</p><p><b>${say(t, facility.name)}　${say(t, space.name)}　${whenOf(view, booking, { year: false })}</b></p></div>
${queryForm({
  action: repeatPath(booking.id),
  class: "stack",
  content: html`${radioField({ t, name: "kind", label: t("facility.staff.series.kind"), need: "required", line: true, options: (["weekly", "days"] as const).map((kind) => ({ value: kind, label: t(`facility.staff.series.kind-${kind}`) })), chosen: typedAll(values, "kind"), error: errorAt(t, problems, "kind") })}
${textField({ t, name: "last", label: t("facility.staff.series.last"), need: "required", type: "date", size: "m", value: typed(values, "last") || addDays(booking.on, 28), error: errorAt(t, problems, "last") })}
${plan && days(view, plan, values)}
<p>${button({ label: t(plan === undefined ? "facility.staff.series.see" : "facility.staff.series.see-again"), kind: plan === undefined ? "first" : "second" })}</p>`,
})}
${plan && book(view, booking, plan, values, problems)}</div>`,
  });
}

/** Each day with its price or with what stands against it, and a box that leaves it out. */
function days(view: View, { days: list, first }: SeriesPlan, values: FormValues): Html {
  const { t, locale } = view;
  const leave = typedAll(values, "leave");
  const left: readonly { on: string; day: DayOfSeries | undefined }[] = leave.map((on) => ({ on, day: undefined }));
  const rows = [...list.map((day) => ({ on: day.on, day })), ...left].toSorted((a, b) => (a.on < b.on ? -1 : 1));
  return table({
    caption: t("facility.staff.series.days", { time: timeOf(view, first) }),
    rows,
    columns: [
      { label: t("facility.field.on"), head: true, cell: ({ on }) => formatDate(on, locale) },
      { label: t("facility.my.state"), cell: ({ day }) => standing(view, day) },
      {
        label: t("ui.price-amount"),
        number: true,
        cell: ({ day }) => (day?.ok ? formatYen(day.planned.quote.total, locale) : undefined),
      },
      {
        label: t("facility.staff.series.leave"),
        cell: ({ on }) =>
          checkbox({
            t,
            id: `leave-${on}`,
            name: "leave",
            value: on,
            checked: leave.includes(on),
            label: t("facility.staff.series.leave"),
          }),
      },
    ],
  });
}

function standing({ t }: View, day: DayOfSeries | undefined): Html {
  if (day === undefined) return status("off", t("facility.staff.series.left"));
  if (day.ok) return status("free", t("facility.status.free"));
  const { code, params } = day.refusal;
  const isTaken = code === "facility.not-free";
  const words = t.dynamic(`refusal.${code}`, params);
  return isTaken
    ? status("taken", t("facility.status.taken"))
    : html`${status("closed", t("facility.staff.series.not"))}<br><span class="small">${words}</span>`;
}

function book(
  view: View,
  booking: Booking,
  { days: list, total }: SeriesPlan,
  values: FormValues,
  problems: Problems,
): Html {
  const { t, locale } = view;
  const free = list.filter(({ ok }) => ok).length;
  const isAsked = list.some((day) => day.ok && day.planned.approvals.length > 0);
  if (free === 0) return html`<p>${t("facility.staff.series.none-free")}</p>`;
  const { days: _days, total: _total, only: _only, ...answers } = values;
  const isAll = free === list.length;
  const error = errorAt(t, problems, "only");
  const only = error === undefined ? {} : { error };
  return html`<section class="section stack-s" aria-labelledby="book"><h2 id="book">${t("facility.staff.series.sum", { count: free, amount: formatYen(total, locale) })}</h2><p class="small">${t(isAsked ? "facility.staff.approval.series-words" : "facility.staff.series.money")}</p>
${form(view, {
  action: repeatPath(booking.id),
  content: html`${carry(answers)}${hidden("days", String(free))}${hidden("total", String(total))}
${!isAll && checkbox({ t, name: "only", value: "free", checked: typed(values, "only") === "free", ...only, label: t("facility.staff.series.only", { left: list.length - free }) })}
<p>${button({ label: t("facility.staff.series.do", { count: free }) })}</p>`,
})}</section>`;
}
