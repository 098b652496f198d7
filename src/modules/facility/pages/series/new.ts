import { type Html, html } from "../../../../kernel/html.ts";
import { type Answer, pageAnswer, redirectAnswer } from "../../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../kernel/http/form.ts";
import { problemOfRefusal, problemsOf } from "../../../../kernel/http/problems.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { Refusal } from "../../../../kernel/refusal.ts";
import { addDays } from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import {
  button,
  checkbox,
  errorAt,
  form,
  hidden,
  notice,
  page,
  queryForm,
  radioField,
  status,
  table,
  textField,
} from "../../../../ui/index.ts";
import { getOwnBooking } from "../../commands/own-booking.ts";
import { canRepeat, planOwnSeries } from "../../commands/own-series.ts";
import type { DayOfSeries, SeriesPlan } from "../../commands/plan-series.ts";
import { rulesOf } from "../../commands/rules-of.ts";
import { waysOf } from "../../commands/settle-booking.ts";
import { dueOf } from "../../rules/due.ts";
import { getArticle, getTerms } from "../../rules/facility.ts";
import { repeatKindsFor } from "../../rules/series.ts";
import { seriesQuery } from "../../schema/series-requests.ts";
import type { Booking } from "../../types/booking.ts";
import { nameOf, timeOf, whenOf } from "../facts.ts";
import { carry } from "../staff/choose-place.ts";
import { say } from "../words.ts";

const pathOf = (bookingId: string): string => `/bookings/${bookingId}/repeat`;

/** くり返しで予約する: which days besides, what each costs, what cannot be had and why; then once for all of them. */
export async function showOwnRepeat(
  view: View,
  { params, query }: { params: { booking: string }; query: FormValues },
): Promise<Answer> {
  const booking = await getBooking(view, params.booking);
  if (booking.seriesId !== undefined) return redirectAnswer(`/my/series/${booking.seriesId}`);
  if (typed(query, "last") === "" && typed(query, "kind") === "")
    return pageAnswer(await draw(view, booking, query, noProblems, undefined));
  const read = await plan(view, booking, query);
  return pageAnswer(await draw(view, booking, query, read.problems, read.plan), {
    status: read.plan === undefined ? 422 : 200,
  });
}

export async function showOwnRepeatAgain(
  view: View,
  { params, values, problems }: { params: { booking: string }; values: FormValues; problems: Problems },
): Promise<Html> {
  const booking = await getBooking(view, params.booking);
  const read = await plan(view, booking, questionsOf(values));
  return draw(view, booking, values, [...problems, ...read.problems], read.plan);
}

function getBooking(view: View, bookingId: string): Promise<Booking> {
  return getOwnBooking({ tx: view.city.db, actor: view.actor }, bookingId, { to: "pay" });
}

/** What decides the days; the rest is answered below them. */
function questionsOf({ kind, last, leave }: FormValues): FormValues {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(last === undefined ? {} : { last }),
    ...(leave === undefined ? {} : { leave }),
  };
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
    return { problems: noProblems, plan: await view.perform(planOwnSeries, asked) };
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
  const { t, city, actor, now } = view;
  const { facility, space } = await rulesOf(view, booking);
  const terms = getTerms(facility, space);
  const kinds = repeatKindsFor(terms, booking.use?.categoryId);
  const mayRepeat = await canRepeat({ city, actor, now, tx: city.db }, booking);
  return page(view, {
    title: t.text("facility.series.new"),
    area: "errand",
    crumbs: [
      { label: t("facility.my.title"), href: "/my/bookings" },
      { label: nameOf(view, booking, space), href: `/bookings/${booking.id}` },
      { label: t("facility.series.new") },
    ],
    problems,
    main: html`<h1>${t("facility.series.new")}</h1><p><b>${say(t, facility.name)}　<span class="keep">${say(t, space.name)}</span></b><br>${whenOf(view, booking)}</p>
${
  mayRepeat && terms.series !== undefined
    ? html`<p>${t("facility.series.lead", { most: terms.series.most })}<span class="small">（${say(t, getArticle(facility, terms.series.article).title)}）</span></p>
${queryForm({
  action: pathOf(booking.id),
  class: "stack",
  content: html`${radioField({ t, name: "kind", label: t("facility.series.kind"), need: "required", line: true, options: kinds.map((kind) => ({ value: kind, label: t(`facility.series.kind-${kind}`) })), chosen: typedAll(values, "kind").length > 0 ? typedAll(values, "kind") : kinds.slice(0, 1), error: errorAt(t, problems, "kind") })}
${textField({ t, name: "last", label: t("facility.series.last"), need: "required", type: "date", size: "m", value: typed(values, "last") || addDays(booking.on, kinds[0] === "days" ? 2 : 21), error: errorAt(t, problems, "last") })}
${plan && dayTable(view, plan, values)}
<p>${button({ label: t(plan === undefined ? "facility.series.see" : "facility.series.see-again"), kind: plan === undefined ? "first" : "second" })}</p>`,
})}
${plan && (await confirmSection(view, booking, plan, values, problems))}`
    : notice({
        word: t("facility.series.not-word"),
        title: t("facility.series.not-title"),
        words: t("facility.series.not-words"),
      })
}
<p><a href="/bookings/${booking.id}${booking.state === "held" ? "/check" : ""}">${t("facility.series.back")}</a></p>`,
  });
}

/** The first day, which is theirs already, and each other one with its price or with what stands against it. */
function dayTable(view: View, { days, first }: SeriesPlan, values: FormValues): Html {
  const { t, locale } = view;
  const leave = typedAll(values, "leave");
  const left: readonly { on: string; day: DayOfSeries | undefined }[] = leave.map((on) => ({ on, day: undefined }));
  const rows = [...days.map((day) => ({ on: day.on, day })), ...left].toSorted((a, b) => (a.on < b.on ? -1 : 1));
  return table({
    caption: t("facility.series.days", { time: timeOf(view, first) }),
    rows: [{ on: first.on, day: "first" as const }, ...rows],
    columns: [
      { label: t("facility.field.on"), head: true, cell: ({ on }) => formatDate(on, locale) },
      {
        label: t("facility.my.state"),
        cell: ({ day }) => (day === "first" ? status("on", t("facility.series.yours")) : standing(view, day)),
      },
      {
        label: t("ui.price-amount"),
        number: true,
        cell: ({ day }) => {
          if (day === "first") return formatYen(first.amount, locale);
          return day?.ok ? formatYen(day.planned.quote.total, locale) : undefined;
        },
      },
      {
        label: t("facility.series.leave"),
        cell: ({ on, day }) =>
          day === "first"
            ? undefined
            : checkbox({
                t,
                id: `leave-${on}`,
                name: "leave",
                value: on,
                checked: leave.includes(on),
                label: html`<span class="nowrap">${t("facility.series.leave")}</span>`,
              }),
      },
    ],
  });
}

function standing({ t }: View, day: DayOfSeries | undefined): Html {
  if (day === undefined) return status("off", t("facility.series.left"));
  if (day.ok) return status("free", t("facility.status.free"));
  const { code, params } = day.refusal;
  if (code === "facility.not-free") return status("taken", t("facility.status.taken"));
  return html`${status("closed", t("facility.series.not"))}<br><span class="small">${t.dynamic(`refusal.${code}`, params)}</span>`;
}

/** How many days, the sum, how it is paid, and one press. */
async function confirmSection(
  view: View,
  booking: Booking,
  { days, total }: SeriesPlan,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city, locale } = view;
  const free = days.filter(({ ok }) => ok).length;
  if (free === 0) return html`<p>${t("facility.series.none-free")}</p>`;
  const { facility, space } = await rulesOf(view, booking);
  const first = booking.state === "held" ? dueOf(booking) : 0;
  const { now, later } = waysOf({ city }, booking, facility, space);
  const ways = [...now, ...later];
  const error = (field: string) => {
    const found = errorAt(t, problems, field);
    return found === undefined ? {} : { error: found };
  };
  const hasToPay = total + first > 0;
  return html`<section class="section stack-s" aria-labelledby="book"><h2 id="book">${t("facility.series.sum", { count: booking.state === "held" ? free + 1 : free, amount: formatYen(total + (booking.state === "held" ? booking.amount : 0), locale) })}</h2>${hasToPay && html`<p class="small">${t("facility.series.money")}</p>`}
${form(view, {
  action: pathOf(booking.id),
  content: html`${carry(questionsOf(values))}${hidden("days", String(free))}${hidden("total", String(total))}
${free < days.length && checkbox({ t, name: "only", value: "free", checked: typed(values, "only") === "free", ...error("only"), label: t("facility.series.only", { left: days.length - free }) })}
${hasToPay && ways.length > 1 && radioField({ t, name: "way", label: t("facility.check.way"), need: "required", options: ways.map((way) => ({ value: way, label: t(`facility.way.${way}`) })), chosen: [typed(values, "way") || (ways[0] ?? "")], ...error("way") })}
${hasToPay && ways.length === 1 && hidden("way", ways[0] ?? "")}
${checkbox({ t, name: "agree", value: "yes", checked: typed(values, "agree") === "yes", label: t("facility.check.agree"), ...error("agree") })}
<p class="row">${button({ label: t("facility.series.do", { count: booking.state === "held" ? free + 1 : free }), size: "big" })}</p>`,
})}</section>`;
}
