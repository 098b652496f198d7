import type { Facility, Space } from "../types/facility.ts";
import { partsOf, wholesOf } from "./facility.ts";

/** What is asked for; what is missing accepts all. */
export type Wish = {
  readonly purpose?: string | undefined;
  readonly people?: number | undefined;
  readonly areas?: readonly string[] | undefined;
};

export type Found = {
  readonly facility: Facility;
  /** The room as people know it: a hall, not its thirds. */
  readonly whole: Space;
  /** The whole or parts of it that fit the wish, smallest first: nobody is made to take a hall for twenty people. */
  readonly fitting: readonly Space[];
};

/** Spaces that fit by what they are; whether they are free on a day is availability's question. */
export function searchSpaces(facilities: readonly Facility[], wish: Wish): readonly Found[] {
  return facilities
    .filter(({ area }) => wish.areas === undefined || wish.areas.length === 0 || wish.areas.includes(area))
    .flatMap((facility) =>
      wholesOf(facility).map((whole) => ({
        facility,
        whole,
        fitting: [whole, ...partsOf(facility, whole)]
          .filter((space) => fitsWish(space, wish))
          .sort((a, b) => a.capacity - b.capacity),
      })),
    )
    .filter(({ fitting }) => fitting.length > 0);
}

function fitsWish(space: Space, wish: Wish): boolean {
  const isForPurpose = wish.purpose === undefined || space.purposes.includes(wish.purpose);
  return isForPurpose && (wish.people === undefined || space.capacity >= wish.people);
}

/** The spaces that contain this one and take so many people, smallest first: 「となりの中央もいっしょに予約できます」. */
export function listLarger(facility: Facility, space: Space, people: number): readonly Space[] {
  return facility.spaces
    .filter((other) => other.units.length > space.units.length && other.capacity >= people)
    .filter((other) => space.units.every((unit) => other.units.includes(unit)))
    .sort((a, b) => a.capacity - b.capacity);
}

/** Every purpose that some space of the city can be used for, once, in the order of the files. */
export function listPurposes(facilities: readonly Facility[]): Facility["purposes"] {
  const purposes = facilities.flatMap((facility) => facility.purposes).filter(({ forbidden }) => !forbidden);
  return purposes.filter((purpose, index) => purposes.findIndex(({ id }) => id === purpose.id) === index);
}
