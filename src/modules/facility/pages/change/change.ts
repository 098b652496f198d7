import { type Html, html } from "../../../../kernel/html.ts";
import { type Answer, pageAnswer, redirectAnswer } from "../../../../kernel/http/answer.ts";
import { type FormValues, noProblems, type Problems, typed } from "../../../../kernel/http/form.ts";
import { problemOfRefusal } from "../../../../kernel/http/problems.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { notFound, Refusal } from "../../../../kernel/refusal.ts";
import { isCivilDate } from "../../../../kernel/time/civil-date.ts";
import { button, page, queryForm, selectField, textField } from "../../../../ui/index.ts";
import { type ChangePlan, planChange } from "../../commands/change-booking.ts";
import { getOwnBooking, openBookingAsStaff } from "../../commands/own-booking.ts";
import { rulesOf } from "../../commands/rules-of.ts";
import { isSameChoice } from "../../rules/change.ts";
import { readAnswers, readUse } from "../../schema/staff-requests.ts";
import { getSpaceOn } from "../../store/facility.ts";
import { isTaken } from "../../store/occupancy.ts";
import type { Booking } from "../../types/booking.ts";
import type { Facility, Space } from "../../types/facility.ts";
import { nameOf, whenOf } from "../facts.ts";
import { carry, slotsField } from "../staff/choose-place.ts";
import { bookingPath } from "../staff/words.ts";
import { useFields } from "../use.ts";
import { plain, say } from "../words.ts";
import { drawChangeCheck } from "./check.ts";
import { changePath, staffChangePath } from "./parts.ts";

/** Whose errand it is, and where its pages are. */
export type Side = {
  readonly who: "booker" | "staff";
  readonly path: string;
  readonly back: string;
  readonly crumbs: readonly { label: Html; href?: string }[];
};

type Params = { params: { booking: string } };

/** 予約の変更: another day, room or use, in two pages: what it shall be, and what that costs. */
export async function showChange(view: View, { params, query }: Params & { query: FormValues }): Promise<Answer> {
  const booking = await getOwnBooking({ tx: view.city.db, actor: view.actor }, params.booking, { to: "pay" });
  return show(view, booking, await sideOf(view, booking, "booker"), query);
}

export async function showStaffChange(view: View, { params, query }: Params & { query: FormValues }): Promise<Answer> {
  const booking = await view.perform(openBookingAsStaff, { bookingId: params.booking });
  return show(view, booking, await sideOf(view, booking, "staff"), query);
}

export async function showChangeAgain(
  view: View,
  { params, values, problems }: Params & { values: FormValues; problems: Problems },
): Promise<Html> {
  const booking = await getOwnBooking({ tx: view.city.db, actor: view.actor }, params.booking, { to: "pay" });
  return again(view, booking, await sideOf(view, booking, "booker"), values, problems);
}

export async function showStaffChangeAgain(
  view: View,
  { params, values, problems }: Params & { values: FormValues; problems: Problems },
): Promise<Html> {
  const booking = await view.perform(openBookingAsStaff, { bookingId: params.booking });
  return again(view, booking, await sideOf(view, booking, "staff"), values, problems);
}

async function show(view: View, booking: Booking, side: Side, query: FormValues): Promise<Answer> {
  if (booking.state !== "reserved" && booking.state !== "confirmed") return redirectAnswer(side.back);
  const values = typed(query, "space") === "" ? answersOf(booking) : query;
  const step = typed(query, "step");
  if (step !== "check") {
    // Whether it may be changed at all is said before anything is asked.
    const first = await plan(view, booking, answersOf(booking), side.who);
    const blocking = first.ok ? noProblems : first.problems.filter(({ field }) => field === undefined);
    return pageAnswer(await drawForm(view, booking, side, values, blocking));
  }
  const planned = await plan(view, booking, values, side.who);
  if (planned.ok) return pageAnswer(await drawChangeCheck(view, side, planned.plan, values, noProblems));
  return pageAnswer(await drawForm(view, booking, side, values, planned.problems), { status: 422 });
}

async function again(view: View, booking: Booking, side: Side, values: FormValues, problems: Problems): Promise<Html> {
  const planned = await plan(view, booking, values, side.who);
  const isHere = problems.every(({ field }) => field === undefined || field === "reason" || field === "expected");
  return planned.ok && isHere
    ? drawChangeCheck(view, side, planned.plan, values, problems)
    : drawForm(view, booking, side, values, problems);
}

/** What the change would be, by the same rules that will make it, and whether the room is free. */
async function plan(
  view: View,
  booking: Booking,
  values: FormValues,
  who: Side["who"],
): Promise<{ readonly ok: true; readonly plan: ChangePlan } | { readonly ok: false; readonly problems: Problems }> {
  const { spaceId, on, slots } = readAnswers(values);
  const { expected: _, reason: __, ...form } = values;
  const read = readUse(form);
  if (!read.ok) return read;
  if (spaceId === undefined || on === undefined) throw notFound();
  const asked = { bookingId: booking.id, choice: { spaceId, on, slots }, use: read.use };
  try {
    const found = await view.perform((act) => planChange(act, asked, who), undefined);
    const { units, taken } = found.planned;
    const isFree = isSameChoice(booking, asked.choice) || !(await isTaken(view.city.db, units, taken, booking.id));
    return isFree ? { ok: true, plan: found } : { ok: false, problems: [notFree] };
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 404) throw error;
    return { ok: false, problems: [error, ...error.others].map(problemOfRefusal) };
  }
}

const notFree: Problems[number] = { field: "slots", key: "refusal.facility.not-free", params: {} };

async function drawForm(
  view: View,
  booking: Booking,
  side: Side,
  values: FormValues,
  problems: Problems,
): Promise<Html> {
  const { t, city } = view;
  const { space: bookedSpace } = await rulesOf(view, booking);
  const on = isCivilDate(typed(values, "on")) ? typed(values, "on") : booking.on;
  const { spaceId = booking.spaceId, slots } = readAnswers(values);
  const { facility, space } = await getSpaceOn(city, spaceId, on);
  const isBlocked = problems.some(({ field }) => field === undefined);
  return page(view, {
    title: t.text("facility.change.page-title"),
    area: side.who === "staff" ? "staff" : "errand",
    crumbs: [...side.crumbs],
    problems,
    main: html`<div class="errand stack"><h1>${t("facility.change.page-title")}</h1>
<p>${t("facility.change.now")}<br><b>${whenOf(view, booking, { year: false })}</b>　${say(t, bookedSpace.name)}</p>
${
  isBlocked
    ? html`<p><a href="${side.back}">${t("facility.change.keep")}</a></p>`
    : html`${await placeForm(view, side, booking, facility, { spaceId: space.id, on, values })}
${await useForm(view, side, { booking, facility, space, on, slots, values, problems })}`
}</div>`,
  });
}

/** Another room of the same house, another day: shows what is free there. */
async function placeForm(
  view: View,
  side: Side,
  booking: Booking,
  facility: Facility,
  { spaceId, on, values }: { spaceId: string; on: string; values: FormValues },
): Promise<Html> {
  const { t } = view;
  const { space: _space, on: _on, slots: _slots, step: _step, expected: _e, reason: _r, ...rest } = values;
  const options = facility.spaces.map(({ id, name }) => ({ value: id, label: plain(t, name) }));
  const isWon = booking.winId !== undefined;
  if (isWon) return html`<p class="small">${t("facility.change.won")}</p>`;
  return queryForm({
    action: side.path,
    class: "stack section",
    content: html`<h2>${t("facility.change.where")}</h2>${carry(rest)}
${selectField({ t, name: "space", label: t("facility.field.space"), options, value: spaceId })}
${textField({ t, name: "on", label: t("facility.field.on"), type: "date", size: "m", value: on })}
<p>${button({ label: t("facility.change.see-free"), kind: "second", size: "small" })}</p>`,
  });
}

async function useForm(
  view: View,
  side: Side,
  props: {
    readonly booking: Booking;
    readonly facility: Facility;
    readonly space: Space;
    readonly on: string;
    readonly slots: readonly string[];
    readonly values: FormValues;
    readonly problems: Problems;
  },
): Promise<Html> {
  const { t } = view;
  const { booking, facility, space, on, slots, values, problems } = props;
  const { field, isOpen } = await slotsField(view, {
    facility,
    space,
    on,
    chosen: slots,
    problems,
    label: t("facility.choose.when"),
    own: booking,
  });
  if (!isOpen) return field;
  return queryForm({
    action: side.path,
    class: "stack section",
    content: html`<h2>${t("facility.change.what")}</h2>${carry({ space: space.id, on, step: "check" })}${field}
${useFields(view, facility, space, on, values, problems, [])}
<p class="row">${button({ label: t("facility.change.see-price") })}<a href="${side.back}">${t("facility.change.keep")}</a></p>`,
  });
}

/** What the booking is now, as its form would be filled in. */
function answersOf({ spaceId, on, slots, use }: Booking): FormValues {
  if (use === undefined) throw notFound();
  const extras = Object.entries(use.extras).map(([id, count]) => [`extra.${id}`, String(count)] as const);
  const answers = Object.entries(use.answers).map(([id, answer]) => [`answer.${id}`, wordOf(answer)] as const);
  return {
    space: spaceId,
    on,
    slots: [...slots],
    category: use.categoryId,
    purpose: use.purposeId,
    people: String(use.people),
    declarations: [...use.declarations],
    ...Object.fromEntries([...extras, ...answers]),
  };
}

const wordOf = (answer: string | number | boolean): string =>
  typeof answer === "boolean" ? (answer ? "yes" : "no") : String(answer);

async function sideOf(view: View, booking: Booking, who: Side["who"]): Promise<Side> {
  const { t } = view;
  const { space } = await rulesOf(view, booking);
  const here = { label: t("facility.change.title") };
  if (who === "staff") {
    const back = bookingPath(booking.id);
    const list = { label: t("facility.staff.find.title"), href: "/staff/bookings" };
    return {
      who,
      path: staffChangePath(booking.id),
      back,
      crumbs: [list, { label: html`${booking.number}`, href: back }, here],
    };
  }
  const back = `/bookings/${booking.id}`;
  const mine = { label: t("facility.my.title"), href: "/my/bookings" };
  return {
    who,
    path: changePath(booking.id),
    back,
    crumbs: [mine, { label: nameOf(view, booking, space), href: back }, here],
  };
}
