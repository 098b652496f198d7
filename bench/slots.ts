import { addDays, type CivilDate } from "../src/kernel/time/civil-date.ts";
import { bands, roomId } from "./bench-facility.ts";

/** What one booking of a bench takes, and for whom. */
export type Slot = {
  readonly spaceId: string;
  readonly on: CivilDate;
  readonly band: (typeof bands)[number];
  readonly personId: string;
  readonly number: string;
};

const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** The n-th booking number: each one once. */
export function numberOf(index: number): string {
  const text = Array.from({ length: 6 }, (_, place) => letters[Math.floor(index / 32 ** place) % 32]).join("");
  return `${text.slice(0, 3)}-${text.slice(3)}`;
}

/** Every room, band and open day from a day on, in an order that the seed gives. */
export function* shuffledSlots(
  options: { rooms: number; days: readonly CivilDate[] },
  random: () => number,
): Generator<Pick<Slot, "spaceId" | "on" | "band">> {
  const { rooms, days } = options;
  const order = Array.from({ length: rooms * days.length * bands.length }, (_, index) => index);
  for (let last = order.length - 1; last >= 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
    const index = order[last] as number;
    yield {
      spaceId: roomId(index % rooms),
      band: bands[Math.floor(index / rooms) % bands.length] as Slot["band"],
      on: days[Math.floor(index / rooms / bands.length)] as CivilDate,
    };
  }
}

/** Days that follow a day, without those on which the house may be closed. */
export function listDaysFrom(first: CivilDate, count: number, isOpen: (on: CivilDate) => boolean): CivilDate[] {
  const days: CivilDate[] = [];
  for (let on = first; days.length < count; on = addDays(on, 1)) if (isOpen(on)) days.push(on);
  return days;
}
