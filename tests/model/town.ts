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
  /** How many steps were done; what could not be done is left out of a sequence. */
  steps: number;
};

export type Modelled = {
  readonly nth: number;
  /** Undefined: staff closed the room. */
  readonly person: number | undefined;
  readonly room: Room;
  on: CivilDate;
  readonly band: Band;
  /** Something is sold: somebody of the house decides before it is a permit. */
  isSale: boolean;
  state: "held" | "requested" | "reserved" | "confirmed" | "blocked" | "cancelled" | "expired";
  /** A decision was asked for once, and what came of it. */
  approval: "asked" | "approved" | "refused" | "withdrawn" | undefined;
  /** Until when it keeps its room unless something happens: the hold's end, the day to pay by, or for a request the use. */
  until: Date | undefined;
  /** Went to the provider's page once; that page may still take money, however late. */
  hasPage: boolean;
  paidThere: boolean;
  /** Yen: what it costs, and what of it the city has. */
  amount: number;
  kept: number;
  /** It carries a change that is asked for: this is what it was, and is again if the change is not allowed. */
  stands: Standing | undefined;
};

type Standing = Pick<Modelled, "on" | "isSale" | "until" | "amount"> & { readonly state: "reserved" | "confirmed" };

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
const begins = { am: "09:00", pm: "13:00", night: "18:00" } as const;

export const zone = "Asia/Tokyo";
export const start = "2026-11-28T10:20:00+09:00";
/** Most errands are done before this: the days of use are after it, so that they meet no use that has begun. */
export const lastInstant = new Date("2026-12-05T12:00:00+09:00");
export const days: readonly CivilDate[] = ["2026-12-08", "2026-12-09"];
/** The first use begins. What is still undecided then never becomes a permit; late money and late decisions may come. */
export const firstUse = new Date("2026-12-08T09:00:00+09:00");

export function beginOf({ on, band }: { on: CivilDate; band: Band }): Date {
  return instantOf(on, begins[band], zone);
}

export function isLapsed(model: Model, booking: Modelled): boolean {
  const isWaiting = booking.state === "held" || booking.state === "reserved" || booking.state === "requested";
  return isWaiting && booking.until !== undefined && booking.until <= model.now;
}

/**
 * Not paid when its use began, and the job that ends it runs within the minute. Money whose news comes in between confirms it
 * or goes back, as it happens; that nothing gets lost then is played in tests/races.
 */
export function isUnnoticed(model: Model, booking: Modelled): boolean {
  return isLapsed(model, booking) && beginOf(booking) <= model.now;
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
      (one.on === wish.on || one.stands?.on === wish.on) &&
      one.band === wish.band &&
      rooms[one.room].some((unit) => units.includes(unit)),
  );
}

/** Three choices at a time; six unpaid reservations and requests. */
export function whyNotHold(model: Model, person: number, wish: { room: Room; on: CivilDate; band: Band }) {
  const own = model.bookings.filter((one) => one.person === person && isLiving(model, one));
  if (own.filter(({ state }) => state === "held").length >= 3) return "facility.too-many-holds";
  if (own.filter(({ state }) => state === "reserved" || state === "requested").length >= 6)
    return "facility.too-many-unpaid";
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

/** What ends with a booking: its time, the question whether it is allowed, and with it the change that was asked for. */
export function ended({ approval, on, isSale, amount, stands }: Modelled): Partial<Modelled> {
  return {
    on: stands?.on ?? on,
    isSale: stands?.isSale ?? isSale,
    amount: stands?.amount ?? amount,
    stands: undefined,
    until: undefined,
    approval: approval === "asked" ? "withdrawn" : approval,
  };
}

/** A change is not allowed, not wanted any more, or not decided in time: again what it was, and paid if it was paid meanwhile. */
export function standAgain(booking: Modelled, approval: "refused" | "withdrawn"): void {
  if (booking.stands === undefined) return;
  Object.assign(booking, booking.stands, { stands: undefined, approval });
  if (booking.state === "reserved" && booking.kept >= booking.amount)
    Object.assign(booking, { state: "confirmed", until: undefined });
}

/** Until a day before what stands, and never after what is asked for has begun. */
export function changeEnds(stands: { on: CivilDate; band: Band }, wanted: { on: CivilDate; band: Band }): Date {
  return new Date(Math.min(+beginOf(stands) - 24 * 60 * 60_000, +beginOf(wanted)));
}

/** Within seven days, and three days before the use: the end of the earlier day, or of today. */
export function payBy(now: Date, on: CivilDate): Date {
  const today = civilDateOf(now, zone);
  const [early] = [addDays(today, 7), addDays(on, -3)].sort();
  const day = early !== undefined && early > today ? early : today;
  return instantOf(addDays(day, 1), "00:00", zone);
}

/** Whoever was kept waiting has the whole day after the decision at least, but never longer than until the use. */
export function payByAfterDecision(now: Date, booking: { on: CivilDate; band: Band }): Date {
  const nextDay = instantOf(addDays(civilDateOf(now, zone), 2), "00:00", zone);
  return new Date(Math.min(Math.max(+payBy(now, booking.on), +nextDay), +beginOf(booking)));
}

export function refundShare({ now, refundDays }: Model, on: CivilDate): 0 | 1 {
  return civilDateOf(now, zone) <= addDays(on, -refundDays) ? 1 : 0;
}
