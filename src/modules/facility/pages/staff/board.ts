import { type Content, type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import { addDays, type CivilDate } from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { rangeOfDay } from "../../../../kernel/time/range.ts";
import { formatTimeRange, formatWallTime, minutesOf } from "../../../../kernel/time/wall-time.ts";
import { closedTo } from "../../../../kernel/workplace.ts";
import { alarms, board, boardLegend, buttonLink, empty, page, tiles } from "../../../../ui/index.ts";
import {
  type AlarmView,
  type Door,
  drawAlarms,
  listEntries,
  listOwnAlarms,
  listOwnDoors,
} from "../../../door/index.ts";
import { accessSubjectOf } from "../../commands/entry-code.ts";
import { type NamedBooking, seeBoard } from "../../commands/see-bookings.ts";
import { may, policy } from "../../policy.ts";
import { openingOn } from "../../rules/calendar.ts";
import { countWaitingApprovals } from "../../store/approval.ts";
import { listOccupancies } from "../../store/occupancy.ts";
import type { Facility } from "../../types/facility.ts";
import { approvalsPath } from "./approvals/list.ts";
import { type BoardPaper, listForWall, paperLinks } from "./board-paper.ts";
import { type DayOnBoard, placeOf } from "./board-rooms.ts";
import { counterTasks } from "./counter-tasks.ts";
import { listOwnFacilitiesOn } from "./own-places.ts";
import { blockPath, hourOf, hoursOnDay, nameOf, newPath, sayTime, timeAt, withAnswers } from "./words.ts";

/** 今日の施設: what needs a hand, who is where, what is free, what is to be paid at the counter. */
export async function showBoard(
  view: View,
  { query }: { query: { day?: CivilDate | undefined; person?: string | undefined; print?: BoardPaper | undefined } },
): Promise<Html> {
  const { city, t, today, now, locale } = view;
  const on = query.day ?? today;
  const isToday = on === today;
  const { zone } = city.config;
  const { ofDay, due } =
    query.print === "public"
      ? { ofDay: await listForWall(view, [on]), due: [] }
      : await view.perform(seeBoard, { on, dueUntil: rangeOfDay(today, zone).until });
  const facilities = await listOwnFacilitiesOn(view, on, "see");
  const day: DayOnBoard = {
    on,
    bookings: ofDay,
    occupancies: await listOccupancies(city.db, unitsOf(facilities), rangeOfDay(on, zone), now),
    doors: await listOwnDoors(view),
    entered: await enteredOn(view, on, ofDay),
    personId: query.person,
  };
  const title = isToday
    ? t.text("facility.staff.board.today")
    : t.text("facility.staff.board.of-day", { day: formatDate(on, locale, { year: false }) });
  const paper = (print?: BoardPaper) => withAnswers("/staff", { day: isToday && !print ? undefined : on, print });
  if (facilities.length === 0) return noFacility(view, title);
  if (query.print !== undefined) {
    const onPaper: DayOnBoard = { ...day, doors: [], entered: new Map() };
    const heading = t.text("facility.staff.board.of-day", { day: formatDate(on, locale) });
    return page(view, {
      title: heading,
      area: "staff",
      main: html`<div class="board-page"><div class="head"><h1>${heading}</h1></div>${paperLinks(view, query.print, paper)}${grid(view, facilities, onPaper, false)}</div>`,
    });
  }
  return page(view, {
    title,
    area: "staff",
    main: html`${head(view, on, title, query.person)}
<div class="stack-l">${isToday && attention(view, await listOwnAlarms(view), due, (await countWaitingApprovals(city.db, now, closedTo(view, policy.see))).late)}
${tiles(figures(view, day, isToday))}
${paperLinks(view, undefined, paper)}
${grid(view, facilities, day, isToday)}
${await counterTasks(view, ofDay, isToday ? due : [])}</div>`,
  });
}

/** Whoever works at no facility: planning, and a section that runs none. */
export function noFacility(view: View, title: string): Html {
  const { t } = view;
  const main = html`<div class="head"><h1>${title}</h1></div>${empty(t("facility.staff.board.not-ours"), [t("facility.staff.board.not-ours-why")])}`;
  return page(view, { title, area: "staff", main });
}

function head(view: View, on: CivilDate, title: string, person: string | undefined): Html {
  const { t, today, now, locale } = view;
  const to = (day: CivilDate) => withAnswers("/staff", { day: day === today ? undefined : day, person });
  const small = { kind: "second", size: "small" } as const;
  return html`<div class="head row row--between"><div><h1>${title}</h1><p class="muted">${formatDate(on, locale)}　${t("facility.staff.board.at", { time: sayTime(view, now) })}　<a class="nowrap" href="${to(on)}">${t("facility.staff.board.again")}</a></p></div>
<div class="row"><nav class="row" aria-label="${t.text("facility.search.change-day")}">${buttonLink({ ...small, label: t("facility.staff.board.before"), href: to(addDays(on, -1)), icon: "i-prev" })}${on !== today && buttonLink({ ...small, label: t("ui.today"), href: to(today) })}${buttonLink({ ...small, label: t("facility.staff.board.after"), href: to(addDays(on, 1)), icon: "i-next" })}</nav>${buttonLink({ ...small, label: t("facility.staff.board.week"), href: withAnswers("/staff/board/week", { day: on }) })}${buttonLink({ ...small, label: t("facility.staff.board.month"), href: withAnswers("/staff/board/month", { day: on }) })}${may(view.actor, "book") && buttonLink({ label: t("facility.staff.new.go"), href: withAnswers(newPath, { on, person }), size: "small" })}${may(view.actor, "block") && buttonLink({ ...small, label: t("facility.staff.block.go"), href: withAnswers(blockPath, { on }) })}</div></div>`;
}

/** The doors' alarms, and one for all money that is due today. */
function attention(
  view: View,
  ofDoors: readonly AlarmView[],
  due: readonly NamedBooking[],
  requestsLate: number,
): Html {
  const { t, locale } = view;
  const names = due.slice(0, 5).map((named) => nameOf(view, named));
  const ofMoney = alarms(
    [
      {
        icon: "i-clock",
        look: "late",
        title: t("facility.staff.board.due", { count: due.length, amount: formatYen(sumOf(due), locale) }),
        words: t("facility.staff.board.due-words", { names: names.join("、"), more: due.length - names.length }),
        actions: [
          buttonLink({ label: t("facility.staff.board.due-go"), href: "#tasks", kind: "second", size: "small" }),
        ],
      },
    ],
    "",
  );
  const ofRequests = alarms(
    [
      {
        icon: "i-clock",
        title: t("facility.staff.approval.alarm", { count: requestsLate }),
        words: t("facility.staff.approval.alarm-words"),
        actions: [
          buttonLink({ label: t("facility.staff.approval.title"), href: approvalsPath, kind: "second", size: "small" }),
        ],
      },
    ],
    "",
  );
  const count = ofDoors.length + (due.length > 0 ? 1 : 0) + (requestsLate > 0 ? 1 : 0);
  return html`<section class="stack-s" aria-labelledby="alarms"><h2 id="alarms">${t("door.alarm.title", { count })}</h2>${requestsLate > 0 && ofRequests}${(ofDoors.length > 0 || (due.length === 0 && requestsLate === 0)) && drawAlarms(view, ofDoors)}${due.length > 0 && ofMoney}</section>`;
}

function figures(view: View, { bookings, doors, entered }: DayOnBoard, isToday: boolean) {
  const { t, locale, now } = view;
  const people = bookings.filter(({ booking }) => booking.block === undefined);
  const unpaid = people.filter(({ booking }) => booking.state === "reserved");
  const inside = people.filter(({ booking }) => entered.has(booking.id) && now < booking.used.until);
  const tile = (label: Content, figure: number, unit: Content) => ({ label, figure, unit });
  return [
    tile(t("facility.staff.board.bookings"), people.length, t("facility.staff.unit.bookings")),
    ...(isToday ? [tile(t("facility.staff.board.inside"), inside.length, t("facility.staff.unit.rooms"))] : []),
    tile(
      t("facility.staff.board.not-paid"),
      unpaid.length,
      html`${t("facility.staff.unit.bookings")}　${formatYen(sumOf(unpaid), locale)}`,
    ),
    ...(isToday
      ? [tile(t("facility.staff.board.doors"), doors.filter(isLost).length, t("facility.staff.unit.doors"))]
      : []),
  ];
}

function grid(view: View, facilities: readonly Facility[], day: DayOnBoard, isToday: boolean): Html {
  const { t, locale, now } = view;
  const hours = hoursOf(view, facilities, day);
  const looks = ["in", "ok", "unpaid", "own", "closed"] as const;
  const legend = looks.map((look) => ({ look, word: t.text(`facility.staff.look.${look}`) }));
  const drawn = board({
    caption: t("facility.staff.board.caption", { day: formatDate(day.on, locale, { year: false }) }),
    region: t.text("facility.staff.board.region"),
    corner: t("facility.staff.board.corner"),
    hours,
    hourName: (hour) => formatWallTime(timeAt(hour), locale),
    rangeName: (from, to) => formatTimeRange({ from: timeAt(from), to: timeAt(to) }, locale, "table"),
    places: facilities.map((facility) => placeOf(view, facility, day, hours)),
    freeWord: t("facility.staff.board.free"),
    vacantWord: t("facility.status.free"),
    ...(isToday
      ? { now: { hour: hourOf(view, now), label: t.text("facility.staff.board.now", { time: sayTime(view, now) }) } }
      : {}),
  });
  return html`<section class="stack-s" aria-labelledby="board"><div class="row row--between"><h2 id="board">${t("facility.staff.board.title")}</h2>${boardLegend(t.text("facility.legend.title"), legend)}</div>${drawn}<p class="note muted">${t("facility.staff.board.note")}</p></section>`;
}

/** From the first house that opens to the last that closes, and wider where somebody is in there outside the hours. */
function hoursOf(view: View, facilities: readonly Facility[], { on, bookings }: DayOnBoard): number[] {
  const open = facilities.flatMap(({ calendar }) => {
    const opening = openingOn(calendar, on, view.city.config);
    return opening.open ? [[minutesOf(opening.from) / 60, minutesOf(opening.to) / 60] as const] : [];
  });
  // What goes on over the night widens nothing: the board shows the house's day.
  const used = bookings.map(({ booking }) => {
    const { from, to, cameBefore, goesOn } = hoursOnDay(view, on, booking.used);
    return [cameBefore ? to : from, goesOn ? from : to] as const;
  });
  const all = [...open, ...used];
  const from = Math.floor(Math.min(...all.map(([begin]) => begin), 9));
  const to = Math.ceil(Math.max(...all.map(([, end]) => end), from + 9));
  return Array.from({ length: to - from }, (_, at) => from + at);
}

/** Openings by the booker, by code or from the page; the first of each booking. */
async function enteredOn(
  { city }: View,
  on: CivilDate,
  ofDay: readonly NamedBooking[],
): Promise<ReadonlyMap<string, Date>> {
  const entries = await listEntries(city.db, { ...rangeOfDay(on, city.config.zone), limit: 5_000 });
  const came = entries.filter(({ kind }) => kind === "code" || kind === "app");
  return new Map(
    ofDay.flatMap(({ booking }) => {
      const { kind, id } = accessSubjectOf(booking);
      const first = came.findLast(({ subject }) => subject?.kind === kind && subject.id === id);
      return first === undefined ? [] : [[booking.id, first.at] as const];
    }),
  );
}

/** A door that was never heard is not lost: it is not there yet. */
const isLost = ({ reachable, heardAt, unreachableSince }: Door) =>
  !reachable && (heardAt ?? unreachableSince) !== undefined;
const unitsOf = (facilities: readonly Facility[]) => facilities.flatMap(({ units }) => units.map(({ id }) => id));
const sumOf = (list: readonly NamedBooking[]) => list.reduce((sum, { booking }) => sum + booking.amount, 0);
