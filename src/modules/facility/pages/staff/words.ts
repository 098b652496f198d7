import { type Html, html } from "../../../../kernel/html.ts";
import type { View } from "../../../../kernel/http/view.ts";
import type { CivilDate } from "../../../../kernel/time/civil-date.ts";
import { formatDate } from "../../../../kernel/time/format-date.ts";
import { civilDateOf, wallTimeOf } from "../../../../kernel/time/instant.ts";
import { type InstantRange, overlaps, rangeOfDay } from "../../../../kernel/time/range.ts";
import { formatWallTime, minutesOf, wallTimeAt } from "../../../../kernel/time/wall-time.ts";
import type { NamedBooking } from "../../commands/see-bookings.ts";
import type { Booking } from "../../types/booking.ts";

/** 9時02分 */
export function sayTime({ city, locale }: View, at: Date): string {
  return formatWallTime(wallTimeOf(at, city.config.zone), locale);
}

/** 12月4日（金）9時02分 */
export function sayInstant(view: View, at: Date): Html {
  const day = formatDate(civilDateOf(at, view.city.config.zone), view.locale, { year: false });
  return html`${day} <span class="nowrap">${sayTime(view, at)}</span>`;
}

/** The last day of a deadline, which is stored as the midnight after it. */
export function sayLastDay({ city, locale }: View, deadline: Date): string {
  return formatDate(civilDateOf(new Date(deadline.getTime() - 1), city.config.zone), locale, { year: false });
}

/** Hours since midnight on the wall; the end of the day is 24. */
export function hourOf({ city }: Pick<View, "city">, at: Date, asEnd = false): number {
  const minutes = minutesOf(wallTimeOf(at, city.config.zone));
  return asEnd && minutes === 0 ? 24 : minutes / 60;
}

/** Of a use, what lies on this day: from its hour or the day's beginning to its hour or the day's end. */
export function hoursOnDay(
  view: Pick<View, "city">,
  on: CivilDate,
  { from, until }: InstantRange,
): { readonly from: number; readonly to: number; readonly cameBefore: boolean; readonly goesOn: boolean } {
  const day = rangeOfDay(on, view.city.config.zone);
  const [cameBefore, goesOn] = [from < day.from, until > day.until];
  return { from: cameBefore ? 0 : hourOf(view, from), to: goesOn ? 24 : hourOf(view, until, true), cameBefore, goesOn };
}

/** Whether any of it lies on this day. */
export function touchesDay({ city }: Pick<View, "city">, on: CivilDate, used: InstantRange): boolean {
  return overlaps(used, rangeOfDay(on, city.config.zone));
}

/** 9.5 → "09:30" */
export const timeAt = (hour: number) => wallTimeAt(Math.round(hour * 60));

/** Who has it: the group, the person, what staff wrote on a block, or that nobody is known any more. */
export function nameOf({ t }: Pick<View, "t">, { booking, name }: NamedBooking): string {
  return booking.block?.reason ?? name ?? t.text("facility.staff.nobody");
}

/** 休館 for what is closed; a block's own state word says only that the city keeps it. */
export function stateWord({ t }: Pick<View, "t">, { state, block }: Booking): Html {
  return block?.kind === "closure" && state === "blocked" ? t("facility.status.closed") : t(`facility.state.${state}`);
}

export const bookingPath = (bookingId: string): string => `/staff/bookings/${bookingId}`;

/** A path with answers in its address; what is empty is left out. */
export function withAnswers(
  path: string,
  answers: Readonly<Record<string, string | readonly string[] | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(answers)) {
    for (const one of [value ?? []].flat()) if (one !== "") query.append(name, one);
  }
  return query.size === 0 ? path : `${path}?${query}`;
}

export const newPath = "/staff/bookings/new";
export const blockPath = "/staff/blocks/new";
