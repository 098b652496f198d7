import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import {
  addDays,
  addMonths,
  type CivilDate,
  type DayRange,
  listDays,
  startOfMonth,
  startOfWeek,
} from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { rangeOfDay } from "../../../../kernel/time/range.ts";
import { formatTimeRange } from "../../../../kernel/time/wall-time.ts";
import { button, buttonLink, page, queryForm, selectField, table, tabs } from "../../../../ui/index.ts";
import type { NamedBooking } from "../../commands/see-bookings.ts";
import { seeSpan } from "../../commands/see-span.ts";
import { hoursOfUse } from "../../rules/booking.ts";
import { openingOn } from "../../rules/calendar.ts";
import type { Facility, Unit } from "../../types/facility.ts";
import { plain, say, sayWords } from "../words.ts";
import { noFacility } from "./board.ts";
import { type BoardPaper, listForWall, paperLinks } from "./board-paper.ts";
import { carry } from "./choose-place.ts";
import { listOwnFacilitiesOn } from "./own-places.ts";
import { bookingPath, nameOf, touchesDay, withAnswers } from "./words.ts";

export const boardSpans = ["week", "month"] as const;
export type BoardSpan = (typeof boardSpans)[number];
type Asked = {
  readonly facility?: string | undefined;
  readonly day?: CivilDate | undefined;
  readonly print?: BoardPaper | undefined;
};

const pathOf = (span: BoardSpan) => `/staff/board/${span}`;

/** 週の表, 月の表: one house, a day in each row and a room in each column; every day leads to its own board. */
export async function showBoardSpan(view: View, span: BoardSpan, { facility: id, day, print }: Asked): Promise<Html> {
  const { t, today, locale } = view;
  const on = day ?? today;
  const from = span === "week" ? startOfWeek(on) : startOfMonth(on);
  const days = { from, until: span === "week" ? addDays(from, 7) : addMonths(from, 1) };
  const facilities = await listOwnFacilitiesOn(view, on, "see");
  const facility = facilities.find((one) => one.id === id) ?? facilities[0];
  if (facility === undefined) return noFacility(view, t.text("facility.menu.board"));
  const bookings =
    print === "public"
      ? await listForWall(view, listDays(days.from, days.until), facility.id)
      : await view.perform(seeSpan, { facilityId: facility.id, days });
  const last = formatDate(addDays(days.until, -1), locale, { year: false });
  const title = t.text(`facility.staff.board.${span}-of`, { from: formatDate(from, locale), to: last });
  return page(view, {
    title,
    area: "staff",
    crumbs: [{ label: t("facility.menu.board"), href: "/staff" }, { label: title }],
    main: html`<div class="board-page"><div class="head"><h1>${title}</h1><p>${say(t, facility.name)}</p></div><div class="stack">${print === undefined && choose(view, span, facilities, facility, on)}${paperLinks(view, print, (paper) => withAnswers(pathOf(span), { facility: facility.id, day, print: paper }))}${grid(view, facility, days, bookings, title)}</div></div>`,
  });
}

function choose(view: View, span: BoardSpan, all: readonly Facility[], facility: Facility, on: CivilDate): Html {
  const { t, today } = view;
  const to = (day: CivilDate, which: BoardSpan = span) =>
    withAnswers(pathOf(which), { facility: facility.id, day: day === today ? undefined : day });
  const small = { kind: "second", size: "small" } as const;
  const [before, after] = span === "week" ? [addDays(on, -7), addDays(on, 7)] : [addMonths(on, -1), addMonths(on, 1)];
  return html`${tabs(t.text("facility.staff.board.span"), [
    { label: t("facility.staff.board.day"), href: withAnswers("/staff", { day: on === today ? undefined : on }) },
    ...boardSpans.map((one) => ({ label: t(`facility.staff.board.${one}`), href: to(on, one), isHere: one === span })),
  ])}<div class="row row--between">${queryForm({
    action: pathOf(span),
    class: "row",
    content: html`${carry({ day: on })}${selectField({ t, name: "facility", label: t("facility.staff.statistics.facility"), options: all.map(({ id, name }) => ({ value: id, label: plain(t, name) })), value: facility.id })}<p>${button({ label: t("facility.staff.statistics.show"), kind: "second" })}</p>`,
  })}<nav class="row" aria-label="${t.text("facility.search.change-day")}">${buttonLink({ ...small, label: t(`facility.staff.board.${span}-before`), href: to(before), icon: "i-prev" })}${buttonLink({ ...small, label: t("ui.today"), href: to(today) })}${buttonLink({ ...small, label: t(`facility.staff.board.${span}-after`), href: to(after), icon: "i-next" })}</nav></div>`;
}

function grid(
  view: View,
  facility: Facility,
  days: DayRange,
  bookings: readonly NamedBooking[],
  caption: string,
): Html {
  const { t, locale, today, city } = view;
  return table({
    caption,
    captionHidden: true,
    rows: listDays(days.from, days.until),
    isNow: (day) => day === today,
    columns: [
      {
        label: t("facility.field.when"),
        head: true,
        cell: (day) => {
          const opening = openingOn(facility.calendar, day, city.config);
          return html`<a class="nowrap" href="${withAnswers("/staff", { day })}">${formatDate(day, locale, { year: false })}</a>${!opening.open && html`<br><span class="small muted">${t("facility.status.closed")}　${sayWords(t, opening.reason)}</span>`}`;
        },
      },
      ...facility.units.map((unit) => ({
        label: say(t, unit.name),
        cell: (day: CivilDate) => entries(view, unit, day, bookings),
      })),
    ],
  });
}

/** A booking of the whole hall stands in each of its parts. */
function entries(view: View, unit: Unit, day: CivilDate, bookings: readonly NamedBooking[]): Content {
  const { t, locale } = view;
  const own = bookings.filter(
    ({ booking, space }) => touchesDay(view, day, booking.used) && space.units.includes(unit.id),
  );
  if (own.length === 0) return html`<span class="muted">－</span>`;
  return html`${own.map((named) => {
    const { booking } = named;
    const { zone } = view.city.config;
    const range = hoursOfUse(booking.used, zone);
    const before = booking.used.from < rangeOfDay(day, zone).from;
    const since =
      before && t("facility.staff.board.came-before", { day: formatDate(booking.on, locale, { year: false }) });
    const unpaid =
      (booking.state === "reserved" && html`　${t("facility.staff.look.unpaid")}`) ||
      (booking.state === "requested" && html`　${t("facility.state.requested")}`);
    return html`<div><a href="${bookingPath(booking.id)}"><span class="nowrap num">${since || formatTimeRange(range, locale, "table")}</span>　${nameOf(view, named)}</a><span class="small muted">${unpaid}</span></div>`;
  })}`;
}
