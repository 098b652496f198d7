import type { Reason } from "../types/words.ts";

/** How long a choice is kept while somebody fills in the form. The look promises ten minutes and one extension. */
export const holdMinutes = 10;
export const holdExtensions = 1;

/** The offer to extend appears in the last minutes. */
export const holdSoonMinutes = 3;

/** A person may hold so many choices at a time, or rooms could be kept from others by never paying (abuse case 5). */
export const mostOpenHolds = 3;

export type Hold = { readonly until: Date; readonly extensions: number };

export function beginHold(now: Date): Hold {
  return { until: minutesAfter(now, holdMinutes), extensions: 0 };
}

/** Whether the hold still keeps others out. The database decides the same by its own clock. */
export function isHoldOpen(hold: Pick<Hold, "until">, now: Date): boolean {
  return hold.until.getTime() > now.getTime();
}

export function isHoldEndingSoon(hold: Pick<Hold, "until">, now: Date): boolean {
  return isHoldOpen(hold, now) && hold.until.getTime() <= minutesAfter(now, holdSoonMinutes).getTime();
}

/** Ten more minutes from now, once, and only while the hold is open. */
export function extendHold(hold: Hold, now: Date): Hold | Reason {
  if (!isHoldOpen(hold, now)) return no("facility.hold-over");
  if (hold.extensions >= holdExtensions) return no("facility.hold-extended-already");
  return { until: minutesAfter(now, holdMinutes), extensions: hold.extensions + 1 };
}

export function judgeHolds(openHolds: number): Reason | undefined {
  return openHolds >= mostOpenHolds ? { ...no("facility.too-many-holds"), params: { most: mostOpenHolds } } : undefined;
}

/** `most` is the city's policy: `bookings.mostUnpaid` in city.yaml. */
export function judgeUnpaid(unpaid: number, most: number): Reason | undefined {
  return unpaid >= most ? { ...no("facility.too-many-unpaid"), params: { most } } : undefined;
}

function minutesAfter(now: Date, minutes: number): Date {
  return new Date(now.getTime() + minutes * 60_000);
}

function no(code: Reason["code"]): Reason {
  return { code, field: undefined, params: {} };
}
