import { type Html, html } from "../../../../kernel/html.ts";
import { type Answer, pageAnswer, redirectAnswer } from "../../../../kernel/http/answer.ts";
import { noProblems, type Problems } from "../../../../kernel/http/form.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { addDays, type CivilDate } from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import {
  button,
  buttonLink,
  empty,
  errorAt,
  page,
  pager,
  queryForm,
  selectField,
  status,
  table,
  textField,
} from "../../../../ui/index.ts";
import { type NamedBooking, seeList } from "../../commands/see-bookings.ts";
import { may, mayAt } from "../../policy.ts";
import { readBookingNumber } from "../../schema/staff-requests.ts";
import { findBookingByNumber } from "../../store/booking.ts";
import { type BookingState, bookingStates } from "../../types/booking.ts";
import { timeOf } from "../facts.ts";
import { stateKind } from "../state-words.ts";
import { plain, say } from "../words.ts";
import { listOwnFacilitiesOn } from "./own-places.ts";
import { bookingPath, nameOf, newPath, stateWord, withAnswers } from "./words.ts";

type Query = {
  q?: string | undefined;
  day?: CivilDate | undefined;
  facility?: string | undefined;
  state?: BookingState | undefined;
};

/** 予約をさがす: by the number that a caller reads out, or by day and house. */
export async function showBookings(view: View, { query }: { query: Query }): Promise<Answer> {
  if (query.q === undefined || query.q.trim() === "") return pageAnswer(await draw(view, query, noProblems));
  const number = readBookingNumber(query.q);
  const found = number === undefined ? undefined : await findBookingByNumber(view.city.db, number);
  if (found !== undefined && mayAt(view, "see", found.facilityId)) return redirectAnswer(bookingPath(found.id));
  const key = number === undefined ? "facility.staff.find.not-a-number" : "facility.staff.find.unknown";
  return pageAnswer(await draw(view, query, [{ field: "q", key, params: { number: number ?? "" } }]), { status: 422 });
}

async function draw(view: View, query: Query, problems: Problems): Promise<Html> {
  const { t, today } = view;
  const on = query.day ?? today;
  // Who looks for a number has not asked to see a day's names.
  const isList = query.q === undefined;
  const all = isList ? await view.perform(seeList, { on, facilityId: query.facility }) : [];
  const bookings = query.state === undefined ? all : all.filter(({ booking }) => booking.state === query.state);
  return page(view, {
    title: t.text("facility.staff.find.title"),
    area: "staff",
    crumbs: [{ label: t("facility.staff.find.title") }],
    problems,
    main: html`<div class="head row row--between"><h1>${t("facility.staff.find.title")}</h1>${may(view.actor, "book") && buttonLink({ label: t("facility.staff.new.go"), href: newPath, size: "small" })}</div>
<div class="split split--start"><div class="stack-l">${byNumber(view, query, problems)}${await byDay(view, query, on)}</div>
<div>${isList && list(view, query, on, bookings)}</div></div>`,
  });
}

function byNumber({ t }: View, { q = "" }: Query, problems: Problems): Html {
  return queryForm({
    action: "/staff/bookings",
    class: "stack",
    search: true,
    content: html`${textField({ t, name: "q", label: t("facility.staff.find.number"), hint: t("facility.staff.find.number-hint"), value: q, size: "m", autocomplete: "off", error: errorAt(t, problems, "q") })}${button({ label: t("facility.staff.find.go"), icon: "i-search", size: "small" })}`,
  });
}

async function byDay(view: View, query: Query, on: CivilDate): Promise<Html> {
  const { t } = view;
  const any = { value: "", label: t.text("facility.search.any") };
  const facilities = await listOwnFacilitiesOn(view, on, "see");
  return queryForm({
    action: "/staff/bookings",
    class: "stack",
    content: html`${textField({ t, name: "day", label: t("facility.field.on"), type: "date", size: "m", value: on })}
${selectField({ t, name: "facility", label: t("facility.field.area"), options: [any, ...facilities.map(({ id, name }) => ({ value: id, label: plain(t, name) }))], value: query.facility ?? "" })}
${selectField({ t, name: "state", label: t("facility.my.state"), options: [any, ...bookingStates.map((state) => ({ value: state, label: t.text(`facility.state.${state}`) }))], value: query.state ?? "" })}
${button({ label: t("facility.staff.find.list"), kind: "second", size: "small" })}`,
  });
}

function list(view: View, query: Query, on: CivilDate, bookings: readonly NamedBooking[]): Html {
  const { t, locale } = view;
  const day = formatDate(on, locale, { year: false });
  const to = (other: CivilDate) =>
    withAnswers("/staff/bookings", { day: other, facility: query.facility, state: query.state });
  const turn = pager(t.text("facility.search.change-day"), {
    before: { href: to(addDays(on, -1)), label: t("facility.staff.board.before") },
    now: day,
    after: { href: to(addDays(on, 1)), label: t("facility.staff.board.after") },
  });
  const rows =
    bookings.length === 0
      ? empty(t("facility.staff.find.none", { day }), [
          html`<a href="${withAnswers("/staff", { day: on })}">${t("facility.staff.find.board")}</a>`,
        ])
      : table({
          caption: t("facility.staff.find.count", { day, count: bookings.length }),
          rows: bookings,
          columns: [
            { label: t("facility.staff.find.time"), cell: ({ booking }) => timeOf(view, booking) },
            {
              label: t("facility.staff.tasks.who"),
              head: true,
              cell: (named) =>
                html`<a href="${bookingPath(named.booking.id)}">${nameOf(view, named)}</a><br><span class="small muted">${named.booking.number}</span>`,
            },
            {
              label: t("facility.field.space"),
              cell: ({ facility, space }) => html`${say(t, facility.name)}<br>${say(t, space.name)}`,
            },
            {
              label: t("facility.my.state"),
              cell: ({ booking }) => status(stateKind(booking.state), stateWord(view, booking)),
            },
            { label: t("ui.price-amount"), number: true, cell: ({ booking }) => formatYen(booking.amount, locale) },
          ],
        });
  return html`<section class="stack" aria-labelledby="list"><h2 id="list">${t("facility.staff.find.of-day")}</h2>${turn}${rows}</section>`;
}
