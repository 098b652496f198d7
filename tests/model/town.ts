import { addDays, type CivilDate } from "../../src/kernel/time/civil-date.ts";
import { civilDateOf, instantOf } from "../../src/kernel/time/instant.ts";

/**
 * What the rules say of bookings, written a second time and as plainly as possible: no locks, no jobs, no database. The
 * product has to agree with it after each step of any sequence (tests/model/steps.ts).
 */
export type Model = {
  now: Date;
  /** Until so many days before the use everything comes back, and later nothing: 4 at みの〜れ. */
  readonly refundDays: number;
  readonly bookings: Modelled[];
};

export type Modelled = {
  readonly nth: number;
  /** Undefined: staff closed the room. */
  readonly person: number | undefined;
  readonly room: Room;
  on: CivilDate;
  readonly band: Band;
  state: "held" | "reserved" | "confirmed" | "blocked" | "cancelled" | "expired";
  /** Until when it keeps its room unless something happens: the hold's end, or the day to pay by. */
  until: Date | undefined;
  /** Went to the provider's page once; that page may still take money, however late. */
  hasPage: boolean;
  paidThere: boolean;
  /** Share of the amount that stays with the city: 1 paid, 0 nothing. */
  kept: 0 | 1;
};

/** The hall and its parts: which units each takes. */
export const rooms = {
  "minole-kaze": ["office", "center", "stage"],
  "minole-kaze-office-center": ["office", "center"],
  "minole-kaze-center-stage": ["center", "stage"],
  "minole-kaze-office": ["office"],
  "minole-kaze-center": ["center"],
  "minole-kaze-stage": ["stage"],
} as const;
export type Room = keyof typeof rooms;
export type Band = "am" | "pm" | "night";

export const zone = "Asia/Tokyo";
export const start = "2026-11-28T10:20:00+09:00";
/** The clock of a sequence goes no further: the days of use are after it, so that no step meets a use that has begun. */
export const lastInstant = new Date("2026-12-05T12:00:00+09:00");
export const days: readonly CivilDate[] = ["2026-12-08", "2026-12-09"];

export function isLapsed(model: Model, booking: Modelled): boolean {
  const isWaiting = booking.state === "held" || booking.state === "reserved";
  return isWaiting && booking.until !== undefined && booking.until <= model.now;
}

export function isLiving(model: Model, booking: Modelled): boolean {
  const ended = booking.state === "cancelled" || booking.state === "expired";
  return !ended && !isLapsed(model, booking);
}

export function isFree(model: Model, wish: { room: Room; on: CivilDate; band: Band }): boolean {
  const units: readonly string[] = rooms[wish.room];
  return !model.bookings.some(
    (one) =>
      isLiving(model, one) &&
      one.on === wish.on &&
      one.band === wish.band &&
      rooms[one.room].some((unit) => units.includes(unit)),
  );
}

/** Three choices at a time; six unpaid reservations. */
export function whyNotHold(model: Model, person: number, wish: { room: Room; on: CivilDate; band: Band }) {
  const own = model.bookings.filter((one) => one.person === person && isLiving(model, one));
  if (own.filter(({ state }) => state === "held").length >= 3) return "facility.too-many-holds";
  if (own.filter(({ state }) => state === "reserved").length >= 6) return "facility.too-many-unpaid";
  return isFree(model, wish) ? undefined : "facility.taken";
}

/** The booker may change it as long as cancelling would give everything back; a booking is not in its own way. */
export function whyNotMove(model: Model, booking: Modelled, on: CivilDate): string | undefined {
  if (refundShare(model, booking.on) === 0) return "facility.change-too-late";
  const others = { ...model, bookings: model.bookings.filter((one) => one !== booking) };
  return isFree(others, { ...booking, on }) ? undefined : "facility.taken";
}

export function minutesLater(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * 60_000);
}

/** Within seven days, and three days before the use: the end of the earlier day, or of today. */
export function payBy(now: Date, on: CivilDate): Date {
  const today = civilDateOf(now, zone);
  const [early] = [addDays(today, 7), addDays(on, -3)].sort();
  const day = early !== undefined && early > today ? early : today;
  return instantOf(addDays(day, 1), "00:00", zone);
}

export function refundShare({ now, refundDays }: Model, on: CivilDate): 0 | 1 {
  return civilDateOf(now, zone) <= addDays(on, -refundDays) ? 1 : 0;
}
