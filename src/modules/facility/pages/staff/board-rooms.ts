import { type Content, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import { formatYen } from "../../../../kernel/money/format-yen.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { civilDateOf } from "../../../../kernel/time/instant.ts";
import { formatTimeRange, minutesOf } from "../../../../kernel/time/wall-time.ts";
import type { BoardBar, BoardFree, BoardPlace, BoardRoom } from "../../../../ui/index.ts";
import { type Door, drawBattery, drawConnection } from "../../../door/index.ts";
import type { NamedBooking } from "../../commands/see-bookings.ts";
import { may } from "../../policy.ts";
import { availabilityOn, runOfSlot } from "../../rules/availability.ts";
import { openingOn } from "../../rules/calendar.ts";
import { usedDuring } from "../../rules/choice.ts";
import { doorsOf } from "../../rules/facility.ts";
import type { Occupancy } from "../../types/booking.ts";
import type { Facility, Space, Unit } from "../../types/facility.ts";
import { plain, say, sayWords } from "../words.ts";
import { bookingPath, hoursOnDay, nameOf, newPath, sayTime, timeAt, withAnswers } from "./words.ts";

/** What is known of the day, for all facilities. */
export type DayOnBoard = {
  readonly on: CivilDate;
  readonly bookings: readonly NamedBooking[];
  readonly occupancies: readonly Occupancy[];
  readonly doors: readonly Door[];
  /** When somebody of a booking first came in, by the doors' log; by booking id. */
  readonly entered: ReadonlyMap<string, Date>;
  /** For whom free times are offered, if staff came from a person. */
  readonly personId: string | undefined;
};

/** A facility on the board: its units as rows, in the order of the floor plan. */
export function placeOf(view: View, facility: Facility, day: DayOnBoard, hours: readonly number[]): BoardPlace {
  const opening = openingOn(facility.calendar, day.on, view.city.config);
  const bookings = day.bookings.filter(({ booking }) => booking.facilityId === facility.id);
  const rooms = facility.units.map((unit) =>
    roomOf(view, facility, unit, day, hours, barsOf(view, facility, unit, bookings, day, hours)),
  );
  if (opening.open) return { name: say(view.t, facility.name), rooms };
  const name = html`${say(view.t, facility.name)}　<span class="note">${sayWords(view.t, opening.reason)}</span>`;
  const [first, ...others] = rooms;
  if (first === undefined || bookings.length > 0) return { name, rooms };
  return { name, rooms: [{ ...first, bars: [closedBar(view, hours, rooms.length)] }, ...others] };
}

/** Nothing else is in these rows: one hatched bar over all of them. */
function closedBar({ t }: View, hours: readonly number[], rooms: number): BoardBar {
  const [from, to] = [hours[0] ?? 0, (hours.at(-1) ?? 23) + 1];
  return { fromHour: from, toHour: to, look: "closed", title: t("facility.status.closed"), rooms };
}

function roomOf(
  view: View,
  facility: Facility,
  unit: Unit,
  day: DayOnBoard,
  hours: readonly number[],
  bars: readonly BoardBar[],
): BoardRoom {
  const { t } = view;
  const space = spaceOf(facility, unit);
  const ids = space === undefined ? [] : doorsOf(facility, space).map(({ id }) => id);
  const doors = day.doors.filter(({ id }) => ids.includes(id));
  const doorWords = doors.map(
    (door) =>
      html`<span>${drawConnection(view, door)}</span>${door.key === undefined && html`<span>${t("facility.staff.board.battery")} ${drawBattery(view, door)}</span>`}`,
  );
  return {
    name: say(t, space?.name ?? unit.name),
    ...(doorWords.length === 0 ? {} : { words: html`${doorWords}` }),
    bars,
    ...(space === undefined || !may(view.actor, "book") ? { free: [] } : bookable(view, facility, space, day, hours)),
  };
}

/** The space that is just this unit; else the smallest with it: a free time must lead to something that can be booked. */
function spaceOf(facility: Facility, unit: Unit): Space | undefined {
  return facility.spaces
    .filter(({ units }) => units.includes(unit.id))
    .sort((a, b) => a.units.length - b.units.length)[0];
}

function bookable(
  view: View,
  facility: Facility,
  space: Space,
  day: DayOnBoard,
  hours: readonly number[],
): Pick<BoardRoom, "free" | "choose"> {
  const { t, locale } = view;
  return {
    free: freeOf(view, facility, space, day, hours),
    choose: {
      href: withAnswers(newPath, { space: space.id, on: day.on, person: day.personId, step: "when" }),
      label: (fromHour, toHour) =>
        t.text("facility.staff.board.book", {
          space: plain(t, space.name),
          time: formatTimeRange({ from: timeAt(fromHour), to: timeAt(toHour) }, locale),
        }),
    },
  };
}

function freeOf(view: View, facility: Facility, space: Space, day: DayOnBoard, hours: readonly number[]): BoardFree[] {
  const { t, city, now, locale } = view;
  const { on, occupancies, personId } = day;
  return availabilityOn(facility, space, on, occupancies, now, city.config).slots.flatMap(({ slot, status }) => {
    const { until } = usedDuring(runOfSlot(on, slot), city.config.zone);
    if (status !== "free" || until <= now) return [];
    return {
      fromHour: minutesOf(slot.from) / 60,
      toHour: slot.endsAfterDays === undefined ? minutesOf(slot.to) / 60 : lastHourOf(hours),
      href: withAnswers(newPath, { space: space.id, on, slots: slot.id, person: personId }),
      label: t.text("facility.staff.board.book", {
        space: plain(t, space.name),
        time: formatTimeRange(slot, locale),
      }),
    };
  });
}

/** The bookings that begin in this row: a whole hall stands once, over the rows of its units. */
function barsOf(
  view: View,
  facility: Facility,
  unit: Unit,
  bookings: readonly NamedBooking[],
  day: DayOnBoard,
  hours: readonly number[],
): BoardBar[] {
  return bookings.flatMap((named) => {
    const rooms = rowsFrom(facility, unit, named.space);
    if (rooms === 0) return [];
    const { from, to } = hoursOnDay(view, day.on, named.booking.used);
    // A night goes over the edge of the board, on both of its days.
    const bar = { fromHour: Math.max(from, hours[0] ?? 0), toHour: Math.min(to, lastHourOf(hours)), rooms };
    if (bar.toHour <= bar.fromHour) return [];
    return { ...bar, ...lookOf(view, named, day), href: bookingPath(named.booking.id) };
  });
}

/** Over how many rows an entry goes that begins here; 0 if it does not begin here. */
function rowsFrom(facility: Facility, unit: Unit, space: Space): number {
  const at = facility.units.indexOf(unit);
  const isTaken = (row: number) => space.units.includes(facility.units[row]?.id ?? "");
  if (!isTaken(at) || isTaken(at - 1)) return 0;
  const end = facility.units.findIndex((_, row) => row > at && !isTaken(row));
  return (end === -1 ? facility.units.length : end) - at;
}

function lastHourOf(hours: readonly number[]): number {
  return (hours.at(-1) ?? 23) + 1;
}

/** 12月5日（土）10時まで; 12月4日（金）から on its later days. Nothing of what is over on its day. */
function overNight(view: View, on: CivilDate, { used }: NamedBooking["booking"]): Content {
  const { t, city, locale } = view;
  const { cameBefore, goesOn } = hoursOnDay(view, on, used);
  const dayOf = (at: Date) => formatDate(civilDateOf(at, city.config.zone), locale, { year: false });
  const before = cameBefore && t("facility.staff.board.came-before", { day: dayOf(used.from) });
  const after =
    goesOn && t("facility.staff.board.goes-on", { day: dayOf(used.until), time: sayTime(view, used.until) });
  if (before === false && after === false) return undefined;
  return html`${before}${before && after && "　"}${after}`;
}

function lookOf(
  view: View,
  named: NamedBooking,
  { entered, on }: DayOnBoard,
): Pick<BoardBar, "look" | "title" | "words"> {
  const { t, locale, now } = view;
  const { booking, space } = named;
  const title = nameOf(view, named);
  if (booking.block !== undefined) {
    const isClosure = booking.block.kind === "closure";
    const long = overNight(view, on, booking);
    return {
      look: isClosure ? "closed" : "own",
      title,
      words: html`${t("facility.staff.board.own")}${long && "　"}${long}`,
    };
  }
  const long = overNight(view, on, booking);
  const whole = space.units.length > 1 && html`${say(t, space.name)}　`;
  const people = booking.use && t("facility.people", { people: booking.use.people });
  const words = (state: Content) => html`${whole}${state}${state && people && "　"}${people}${long && "　"}${long}`;
  if (booking.state === "held") return { look: "ok", title, words: words(t("facility.status.held")) };
  if (booking.state === "requested") return { look: "unpaid", title, words: words(t("facility.state.requested")) };
  if (booking.state === "reserved") {
    const amount = formatYen(booking.amount, locale);
    return { look: "unpaid", title, words: words(t("facility.staff.board.unpaid", { amount })) };
  }
  const at = entered.get(booking.id);
  const came = at && t("facility.staff.board.entered", { time: sayTime(view, at) });
  return { look: at !== undefined && now < booking.used.until ? "in" : "ok", title, words: words(came) };
}
