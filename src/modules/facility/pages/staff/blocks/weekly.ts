import { type Html, html } from "../../../../../kernel/html.ts";
import { type Answer, pageAnswer } from "../../../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typed, typedAll } from "../../../../../kernel/http/form.ts";
import { problemOfRefusal, problemsOf } from "../../../../../kernel/http/problems.ts";
import type { View } from "../../../../../kernel/http/view.ts";
import { Refusal } from "../../../../../kernel/refusal.ts";
import { addDays, weekdayOf } from "../../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../../kernel/time/format-date.ts";
import {
  button,
  checkbox,
  checkboxField,
  errorAt,
  form,
  hidden,
  page,
  queryForm,
  status,
  table,
  textField,
} from "../../../../../ui/index.ts";
import { type DayOfBlocks, planBlocks } from "../../../commands/block-series.ts";
import { askedOf, blocksQuery } from "../../../schema/block-series-requests.ts";
import { readAnswers } from "../../../schema/staff-requests.ts";
import { timeOf } from "../../facts.ts";
import { say } from "../../words.ts";
import { carry, placeForm, slotsField } from "../choose-place.ts";
import { getOwnSpaceOn } from "../own-places.ts";
import { bookingPath, withAnswers } from "../words.ts";

export const weeklyPath = "/staff/blocks/weekly";

/** 公用のくり返し: a room that the city keeps each week, with all days and what stands against them before anything happens. */
export async function showWeekly(view: View, { query }: { query: FormValues }): Promise<Answer> {
  if (typed(query, "last") === "") return pageAnswer(await draw(view, query, noProblems, undefined));
  const read = await plan(view, query);
  return pageAnswer(await draw(view, query, read.problems, read.days), { status: read.days === undefined ? 422 : 200 });
}

export async function showWeeklyAgain(
  view: View,
  { values, problems }: { values: FormValues; problems: Problems },
): Promise<Html> {
  const { days: _days, only: _only, reason: _reason, ...answers } = values;
  const read = await plan(view, answers);
  return draw(view, values, [...problems, ...read.problems], read.days);
}

async function plan(
  view: View,
  values: FormValues,
): Promise<{ readonly problems: Problems; readonly days: readonly DayOfBlocks[] | undefined }> {
  const read = blocksQuery.safeParse(values);
  if (!read.success) return { problems: problemsOf(read.error), days: undefined };
  try {
    return { problems: noProblems, days: await view.perform(planBlocks, askedOf(read.data)) };
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 404) throw error;
    return { problems: [problemOfRefusal(error)], days: undefined };
  }
}

async function draw(
  view: View,
  values: FormValues,
  problems: Problems,
  days: readonly DayOfBlocks[] | undefined,
): Promise<Html> {
  const { t, today } = view;
  const { spaceId, on = today } = readAnswers(values);
  const isAsking = spaceId === undefined || typed(values, "step") === "place";
  const body = isAsking
    ? html`<div class="errand stack">${await placeForm(view, { action: weeklyPath, spaceId, on, errand: "block" })}</div>`
    : await weekly(view, spaceId, values, problems, days);
  return page(view, {
    title: t.text("facility.staff.blocks.title"),
    area: "staff",
    crumbs: [{ label: t("facility.staff.blocks.title") }],
    problems,
    main: html`<div class="stack-l"><div class="head"><h1>${t("facility.staff.blocks.title")}</h1><p>${t("facility.staff.blocks.lead")}</p></div>${body}</div>`,
  });
}

async function weekly(
  view: View,
  spaceId: string,
  values: FormValues,
  problems: Problems,
  days: readonly DayOfBlocks[] | undefined,
): Promise<Html> {
  const { t, today } = view;
  const { on = today, slots } = readAnswers(values);
  const { facility, space } = await getOwnSpaceOn(view, spaceId, on, "block");
  const label = t("facility.staff.blocks.when");
  const { field, isOpen } = await slotsField(view, { facility, space, on, chosen: slots, problems, label });
  const other = html`<a href="${withAnswers(weeklyPath, { space: space.id, on, step: "place" })}">${t("facility.staff.choose.other")}</a>`;
  const where = html`<p><b>${say(t, facility.name)}　${say(t, space.name)}</b>　${formatDate(on, view.locale)}　${other}</p>`;
  if (!isOpen) return html`${where}${field}`;
  const first = values["weekdays"] === undefined ? [String(weekdayOf(on))] : typedAll(values, "weekdays");
  return html`${where}
${queryForm({
  action: weeklyPath,
  class: "stack",
  content: html`${carry({ space: space.id, on })}${field}
${checkboxField({ t, name: "weekdays", label: t("facility.staff.blocks.weekdays"), need: "required", line: true, options: ([1, 2, 3, 4, 5, 6, 0] as const).map((weekday) => ({ value: String(weekday), label: t(`facility.staff.blocks.weekday-${weekday}`) })), chosen: first, error: errorAt(t, problems, "weekdays") })}
${textField({ t, name: "last", label: t("facility.staff.blocks.last"), need: "required", type: "date", size: "m", value: typed(values, "last") || addDays(on, 84), error: errorAt(t, problems, "last") })}
${checkbox({ t, name: "holidays", value: "skip", checked: values["last"] === undefined || typed(values, "holidays") === "skip", label: t("facility.staff.blocks.holidays") })}
${days && list(view, days, values)}
<p>${button({ label: t(days === undefined ? "facility.staff.blocks.see" : "facility.staff.blocks.see-again"), kind: days === undefined ? "first" : "second" })}</p>`,
})}
${days && confirm(view, days, values, problems)}`;
}

/** Each day, free or with what is there, and a box that leaves it out. */
function list(view: View, days: readonly DayOfBlocks[], values: FormValues): Html {
  const { t, locale } = view;
  const leave = typedAll(values, "leave");
  const left: readonly { on: string; day: DayOfBlocks | undefined }[] = leave.map((on) => ({ on, day: undefined }));
  const rows = [...days.map((day) => ({ on: day.on, day })), ...left].toSorted((a, b) => (a.on < b.on ? -1 : 1));
  return table({
    caption: t("facility.staff.blocks.days"),
    rows,
    columns: [
      { label: t("facility.field.on"), head: true, cell: ({ on }) => formatDate(on, locale) },
      { label: t("facility.my.state"), cell: ({ day }) => standing(view, day) },
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

/** Bookings by number: names are behind a look that is recorded. */
function standing(view: View, day: DayOfBlocks | undefined): Html {
  const { t } = view;
  if (day === undefined) return status("off", t("facility.staff.series.left"));
  if (day.ok) return status("free", t("facility.status.free"));
  if (day.inTheWay.length === 0) {
    const { code, params } = day.refusal;
    return html`${status("closed", t("facility.staff.series.not"))}<br><span class="small">${t.dynamic(`refusal.${code}`, params)}</span>`;
  }
  const links = day.inTheWay.map(
    (one) => html`<br><a class="small" href="${bookingPath(one.id)}">${one.number}　${timeOf(view, one)}</a>`,
  );
  return html`${status("taken", t("facility.status.taken"))}${links}`;
}

function confirm(view: View, days: readonly DayOfBlocks[], values: FormValues, problems: Problems): Html {
  const { t } = view;
  const free = days.filter(({ ok }) => ok).length;
  if (free === 0) return html`<p>${t("facility.staff.blocks.none-free")}</p>`;
  const { days: _days, only: _only, reason: _reason, step: _step, ...answers } = values;
  const error = errorAt(t, problems, "only");
  return html`<section class="section stack-s" aria-labelledby="make"><h2 id="make">${t("facility.staff.blocks.sum", { count: free })}</h2>
${form(view, {
  action: weeklyPath,
  content: html`${carry(answers)}${hidden("days", String(free))}
${textField({ t, name: "reason", label: t("facility.staff.blocks.reason"), hint: t("facility.staff.blocks.reason-hint"), need: "required", value: typed(values, "reason"), error: errorAt(t, problems, "reason") })}
${free < days.length && checkbox({ t, name: "only", value: "free", checked: typed(values, "only") === "free", ...(error === undefined ? {} : { error }), label: t("facility.staff.blocks.only", { left: days.length - free }) })}
<p>${button({ label: t("facility.staff.blocks.do", { count: free }) })}</p>`,
})}</section>`;
}
